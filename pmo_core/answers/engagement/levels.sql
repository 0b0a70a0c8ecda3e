-- levels: power, interest and engagement levels of every stakeholder.
-- grain: stakeholder    params: $version    returns: power, interest, current_level, desired_level
select power, interest, current_level, desired_level
from stakeholder_state
where version = $version
order by row
