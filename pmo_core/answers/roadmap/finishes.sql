-- finishes: the finish of every project in each state, up to a date; `place` counts the projects by key, from 0.
-- grain: project, as_of    params: $version, $as_of    returns: place, as_of, baseline, forecast, actual
with told as (
    select project_key, as_of, row, baseline_finish, finish,
           case when done <= $as_of then done end as reached,
           coalesce(status_standard = 'done', false) as ended
    from project_state
    where version = $version and as_of <= $as_of
), finished as (
    -- done without a day: the finish that was last told, or the day of the first report of it
    select project_key, min(least(coalesce(finish, as_of), as_of)) as latest_day
    from told where ended and reached is null
    group by project_key
)
select dense_rank() over (order by told.project_key) - 1 as place, as_of, baseline_finish as baseline,
       finish as forecast, coalesce(reached, case when ended then latest_day end) as actual
from told left join finished on finished.project_key = told.project_key
order by place, as_of, row
