-- series_now: the KPI series of a version with the latest reading of each.
-- grain: series    params: $version    returns: series, grain, period, period_start, period_end, value, target and what every reading of a series says alike
with told as (
    select *, row_number() over (partition by series order by period_end desc nulls last, part desc, row desc) as age
    from kpi_reading
    where version = $version
)
select series, grain, period, period_start, period_end, value, target,
       name, unit, dimensions, direction, kpi_id, horizon, cumulative, objective, project_id, owner
from told
where age = 1
order by lower(name), series
