-- promises: what is to be followed up since the last conversation with everybody named in the log, up to a date.
-- grain: contact    params: $version, $as_of, $one_way    returns: person, day, text
with told as (
    select stakeholder, date as day, follow_up, part, row,
           coalesce(two_way, not coalesce(lower(trim(channel)) in (select unnest($one_way)), false)) as talk
    from contact_log
    where version = $version and date <= $as_of
), since as (
    select stakeholder, max(day) as last_talk from told where talk group by stakeholder
)
select told.stakeholder as person, day, follow_up as text
from told left join since on since.stakeholder = told.stakeholder
where follow_up is not null and (last_talk is null or day >= last_talk)
order by day, part, row
