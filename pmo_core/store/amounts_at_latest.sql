-- amounts_at_latest: how many open projects have an amount in each basis, at the latest date of the version.
-- grain: one row    params: $version    returns: budget, whole_life_cost, effort
-- A negative amount is no amount.
with told as (
    select *,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           max(as_of) over () as latest,
           max(case when rolling then null else as_of end) over () as reported_on,
           max(case when rolling then null else as_of end) over (partition by project_key) as listed_on
    from project_state
    where version = $version
)
select count(case when budget >= 0 then 1 end) as budget,
       count(case when whole_life_cost >= 0 then 1 end) as whole_life_cost,
       count(case when effort >= 0 then 1 end) as effort
from told
where age = 1 and (as_of = reported_on or (rolling and (listed_on is null or as_of > reported_on)))
  and not (coalesce(status_standard in ('done', 'cancelled'), false) or coalesce(done <= latest, false))
