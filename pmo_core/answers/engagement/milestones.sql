-- milestones: the latest state of every milestone of a project, up to a date, with the day first promised.
-- grain: milestone    params: $version, $as_of    returns: project, name, baseline, forecast, actual
-- The first baseline counts, else the first forecast of several: the roadmap measures slip from the same day.
with told as (
    select case when as_of is null then key else substring(key, 1, length(key) - 13) end as own_key,
           project_id, name, as_of, row, baseline_date, forecast_date,
           case when actual_date <= $as_of then actual_date
                when done_share >= 1 then least(coalesce(forecast_date, baseline_date, as_of, $as_of), $as_of)
           end as reached
    from milestone_state
    where version = $version and project_id is not null and (as_of is null or as_of <= $as_of)
), aged as (
    select *,
           row_number() over (partition by own_key order by as_of desc nulls last, row desc) as age,
           row_number() over (
               partition by own_key order by baseline_date is null, as_of nulls first, row
           ) as promise,
           row_number() over (
               partition by own_key order by forecast_date is null, as_of nulls first, row
           ) as guess,
           count(forecast_date) over (partition by own_key) as guesses
    from told
)
select max(case when age = 1 then project_id end) as project, max(case when age = 1 then name end) as name,
       coalesce(
           max(case when promise = 1 then baseline_date end),
           max(case when guess = 1 and guesses > 1 then forecast_date end)
       ) as baseline,
       max(case when age = 1 then forecast_date end) as forecast, max(case when age = 1 then reached end) as actual
from aged
group by own_key
order by coalesce(actual, forecast, baseline), name
