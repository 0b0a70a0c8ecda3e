-- milestones: every milestone that is still to come, in its latest state up to a date.
-- grain: milestone    params: $version, $as_of    returns: project, objective, name, day (forecast, else baseline)
select project_id as project, objective, coalesce(name, milestone_id) as name,
       coalesce(forecast_date, baseline_date) as day
from (
    select milestone_id, name, project_id, objective, baseline_date, forecast_date, actual_date,
           row_number() over (
               partition by coalesce(milestone_id, name), project_id order by as_of desc nulls last, row desc
           ) as age
    from milestone_state
    where version = $version and (as_of is null or as_of <= $as_of)
) as told
where age = 1 and actual_date is null
order by day nulls last, name
