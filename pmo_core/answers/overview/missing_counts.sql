-- missing_counts: why reported projects lack a value that their source has a column for.
-- grain: field, kind    params: $version, $as_of    returns: field, kind, n
with told as (
    select *,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           max(case when rolling then null else as_of end) over () as reported_on
    from project_state
    where version = $version and as_of <= $as_of
),
reported as (
    select * from told where age = 1 and (rolling or as_of = reported_on)
)
select missing.field, missing.kind, count(distinct reported.project_key) as n
from reported join missing on missing.part = reported.part and missing.row = reported.row
group by missing.field, missing.kind
order by missing.field, missing.kind
