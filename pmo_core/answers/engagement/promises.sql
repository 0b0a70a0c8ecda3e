-- promises: what is to be followed up since the last conversation with everybody named in the log, up to a date.
-- grain: contact    params: $version, $as_of    returns: person, day, text
with told as (
    select stakeholder, date as day, follow_up, part, row,
           max(case when two_way then date end) over (partition by stakeholder) as last_two_way
    from contact_log
    where version = $version and date <= $as_of
)
select stakeholder as person, day, follow_up as text
from told
where follow_up is not null and (last_two_way is null or day >= last_two_way)
order by day, part, row
