-- reports: every dated state of every milestone, up to a date; `place` counts the milestones by key, from 0.
-- grain: milestone, as_of    params: $version, $as_of
--     returns: place, as_of, baseline, forecast, actual (an actual date after the asked one is a forecast)
with told as (
    select case when as_of is null then key else substring(key, 1, length(key) - 13) end as own_key,
           as_of as reported_on, row, baseline_date, done_share,
           case when actual_date > $as_of then actual_date else coalesce(forecast_date, actual_date) end as due,
           case when actual_date <= $as_of then actual_date end as reached
    from milestone_state
    where version = $version and (as_of is null or as_of <= $as_of)
), finished as (
    -- done without a day: the day that was last told for it, or that of the first report of it
    select own_key, min(least(coalesce(due, reported_on), coalesce(reported_on, $as_of))) as latest_day
    from told where reached is null and done_share >= 1
    group by own_key
)
select dense_rank() over (order by told.own_key) - 1 as place, reported_on as as_of, baseline_date as baseline,
       due as forecast, coalesce(reached, case when done_share >= 1 then latest_day end) as actual
from told left join finished on finished.own_key = told.own_key
order by place, reported_on nulls first, row
