-- missing_counts: why reported projects lack a value that their source has a column for.
-- grain: field, kind    params: $version, $as_of    returns: field, kind, n
-- A negative amount is no amount: it counts as unparseable.
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
cells as (
    select missing.field, missing.kind, reported.project_key
    from reported join missing on missing.part = reported.part and missing.row = reported.row
    union all select 'budget', 'unparseable', project_key from reported where budget < 0
    union all select 'actual_cost', 'unparseable', project_key from reported where actual_cost < 0
    union all select 'forecast_cost', 'unparseable', project_key from reported where forecast_cost < 0
    union all select 'whole_life_cost', 'unparseable', project_key from reported where whole_life_cost < 0
    union all select 'planned_value', 'unparseable', project_key from reported where planned_value < 0
    union all select 'planned_benefit', 'unparseable', project_key from reported where planned_benefit < 0
    union all select 'realised_benefit', 'unparseable', project_key from reported where realised_benefit < 0
)
select field, kind, count(distinct project_key) as n
from cells
group by field, kind
order by field, kind
