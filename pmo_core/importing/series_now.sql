-- series_now: the KPI series of a version with the latest reading of each; one that comes in several grains is one per grain.
-- grain: series    params: $version    returns: key, series, by_grain, grain, period, period_start, period_end, value, target and what every reading of a series says alike
with aged as (
    select part, row, apart,
           row_number() over (partition by series, apart order by period_end desc nulls last, part desc, row desc) as age
    from kpi_by_grain
    where version = $version
)
select coalesce(series || ' | ' || apart, series) as key, series,
       coalesce(min(grain) over alike <> max(grain) over alike, false) as by_grain,
       grain, period, period_start, period_end, value, target,
       name, unit, dimensions, direction, kpi_id, horizon, cumulative, objective, project_id, owner
from kpi_reading as told join aged on aged.part = told.part and aged.row = told.row
where version = $version and age = 1
window alike as (partition by name, unit, dimensions, project_id)
order by lower(name), series, apart
