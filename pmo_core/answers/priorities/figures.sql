-- figures: every figure of a project's latest state that it can be ranked by or chosen for, up to a date.
-- grain: project    params: $version, $as_of    returns: key, exclusive_group and one column per figure
with told as (
    select *, row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $version and as_of <= $as_of
)
select project_key as key, exclusive_group, second_rating, percent_complete, budget, actual_cost,
       forecast_cost, whole_life_cost, planned_value, planned_benefit, realised_benefit, short_term_value,
       long_term_value, risk, urgency, effort, priority
from told
where age = 1
order by project_key
