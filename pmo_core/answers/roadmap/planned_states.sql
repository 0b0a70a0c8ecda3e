-- planned_states: the share of the budget of its time that each state of a project planned to have earned.
-- grain: project, as_of    params: $version, $as_of    returns: place (counts the projects by key, from 0), day, share
with told as (
    select dense_rank() over (order by project_key) - 1 as place, as_of, row, planned_value, budget
    from project_state
    where version = $version and as_of <= $as_of
)
select place, as_of as day, planned_value / nullif(budget, 0) as share
from told
where planned_value >= 0 and budget > 0
order by place, as_of, row
