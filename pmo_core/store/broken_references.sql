-- broken_references: what points to something that is not there.
-- grain: kind of reference    params: none    returns: what, broken
select * from (
    select 'listed parts that are not there' as what, count(*) as broken
    from version_parts left join parts using (part) where parts.part is null
    union all
    select 'current versions that are not there', count(*)
    from pointers left join versions using (version) where pointers.version > 0 and versions.version is null
    union all
    select 'loads without their part', count(*)
    from imports left join parts using (part) where parts.part is null
) as found
where broken > 0
