-- people: the register of stakeholders, with the day on which each was first told of.
-- grain: stakeholder    params: $version, $portfolio
--     returns: key, id, name, role, group, channel, cares about, owner, power, interest, levels, cadence, projects, day
with first_told as (
    select stakeholders.key, cast(min(parts.created_at) as date) as first_day
    from stakeholders join parts on parts.part = stakeholders.part
    where parts.portfolio = $portfolio
    group by stakeholders.key
)
select register.key, stakeholder_id, name, role, "group", channel, cares_about, owner,
       power, interest, current_level, desired_level, cadence_days, project_ids, first_day
from stakeholder_state as register join first_told on first_told.key = register.key
where version = $version
order by row, register.key
