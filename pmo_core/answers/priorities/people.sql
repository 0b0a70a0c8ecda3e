-- people: where the stakeholders of each project stand.
-- grain: stakeholder    params: $version    returns: power, interest, current_level, desired_level, project_ids
select power, interest, current_level, desired_level, project_ids
from stakeholder_state
where version = $version and project_ids is not null
order by row
