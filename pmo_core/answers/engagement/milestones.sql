-- milestones: the latest state of every milestone of a project, up to a date.
-- grain: milestone    params: $version, $as_of    returns: project, name, baseline, forecast, actual
select project_id as project, name, baseline_date as baseline, forecast_date as forecast, actual_date as actual
from (
    select project_id, name, baseline_date, forecast_date, actual_date,
           row_number() over (
               partition by coalesce(milestone_id, name), project_id order by as_of desc nulls last, row desc
           ) as age
    from milestone_state
    where version = $version and project_id is not null and (as_of is null or as_of <= $as_of)
) as told
where age = 1
order by coalesce(actual_date, forecast_date, baseline_date), name
