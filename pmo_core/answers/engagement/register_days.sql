-- register_days: power, interest and levels of everybody at the end of each of the last days on which the register moved.
-- grain: day, stakeholder    params: $version, $most    returns: day, power, interest, current_level, desired_level
-- The line of versions is the one that undo steps back along: what was taken back is not in it.
with recursive line as (
    select version, parent, cast(made_at as date) as day from versions where version = $version
    union all
    select versions.version, versions.parent, cast(versions.made_at as date)
    from versions join line on versions.version = line.parent
), moved as (
    select day, max(version) as last_version from line group by day order by day desc limit $most
)
select day, power, interest, current_level, desired_level
from moved join stakeholder_state on stakeholder_state.version = moved.last_version
order by day, row
