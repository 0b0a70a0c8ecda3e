-- money_tallies: sum of every money field per currency over the reported projects, finished ones included.
-- grain: field, currency    params: $version, $as_of    returns: field, currency ('' = none), total, n
-- A negative amount is in no sum; missing_counts counts it as unparseable.
with told as (
    select *,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           max(case when rolling then null else as_of end) over () as reported_on,
           max(case when rolling then null else as_of end) over (partition by project_key) as listed_on
    from project_state
    where version = $version and as_of <= $as_of
),
reported as (
    select * from told
    where age = 1 and (as_of = reported_on or (rolling and (listed_on is null or as_of > reported_on)))
),
amounts as (
    select 'budget' as field, currency, budget as amount from reported
    union all select 'actual_cost', currency, actual_cost from reported
    union all select 'forecast_cost', currency, forecast_cost from reported
    union all select 'whole_life_cost', currency, whole_life_cost from reported
    union all select 'planned_value', currency, planned_value from reported
    union all select 'planned_benefit', currency, planned_benefit from reported
    union all select 'realised_benefit', currency, realised_benefit from reported
)
select field, coalesce(currency, '') as money, sum(amount) as total, count(amount) as n
from amounts
where amount >= 0
group by field, coalesce(currency, '')
order by field, total desc, money
