-- costs: what was spent and planned of every project by its latest state, up to a date.
-- grain: project    params: $version, $as_of    returns: actual_cost, planned_value
with told as (
    select project_key, actual_cost as spent, planned_value as due,
           row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $version and as_of <= $as_of
)
select spent as actual_cost, due as planned_value
from told
where age = 1
order by project_key
