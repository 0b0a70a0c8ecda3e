-- mix_by_date: open investment per horizon at every date that the source describes, full and rolling.
-- grain: date, horizon    params: $version, $as_of, $basis, $currency, $short_months, $medium_months, $department
--     returns: on_date, horizon, projects, with_amount, invested
with told as (
    select project_key, as_of, rolling, horizon, status_standard, done, finish, currency, budget,
           whole_life_cost, effort, department,
           lead(as_of) over (partition by project_key order by as_of, row) as told_again,
           max(case when rolling then null else as_of end)
               over (partition by project_key order by as_of, row) as listed_on
    from project_state
    where version = $version and as_of <= $as_of
),
dates as (
    select as_of as on_date, max(case when rolling then null else as_of end) as full_date
    from told
    group by as_of
),
calendar as (
    select on_date, max(full_date) over (order by on_date) as reported_on from dates
),
standing as (
    select on_date, told.*
    from calendar join told on told.as_of <= on_date and (told_again is null or told_again > on_date)
    where as_of = reported_on or (rolling and (listed_on is null or as_of > reported_on))
),
judged as (
    select on_date, horizon as given,
           case when $basis = 'count' then cast(1 as double)
                when $basis = 'effort' then case when effort >= 0 then effort end
                when coalesce(currency, '') <> $currency then null
                when $basis = 'whole_life_cost' then case when whole_life_cost >= 0 then whole_life_cost end
                else case when budget >= 0 then budget end end as money,
           (extract(year from finish) - extract(year from on_date)) * 12
               + extract(month from finish) - extract(month from on_date)
               + case when extract(day from finish) > extract(day from on_date) then 1 else 0 end as months
    from standing
    where not coalesce(status_standard in ('done', 'cancelled'), false)
      and not coalesce(done <= on_date, false)
      and ($department = '' or lower(department) = lower($department))
),
placed as (
    select on_date, money,
           case when given in ('short', 'medium', 'long') then given
                when months is null then 'unclassified'
                when months <= $short_months then 'short'
                when months <= $medium_months then 'medium'
                else 'long' end as bucket
    from judged
)
select on_date, bucket as horizon, count(*) as projects, count(money) as with_amount, sum(money) as invested
from placed
group by on_date, bucket
order by on_date, bucket
