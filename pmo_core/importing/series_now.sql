-- series_now: the KPI series of a version with the latest reading of each; one that comes in several grains is one per grain.
-- grain: series    params: $version    returns: key, series, by_grain, grain, period, period_start, period_end, value, target and what every reading of a series says alike
with told as (
    select *, coalesce(min(grain) over (partition by series) <> max(grain) over (partition by series), false) as mixed
    from kpi_reading
    where version = $version
), ordered as (
    select *, row_number() over (partition by series, case when mixed then grain end
                                 order by period_end desc nulls last, part desc, row desc) as age
    from told
    where not mixed or grain is not null
)
select case when mixed then series || ' | ' || grain else series end as key, series,
       coalesce(min(grain) over alike <> max(grain) over alike, false) as by_grain, grain, period, period_start, period_end, value, target,
       name, unit, dimensions, direction, kpi_id, horizon, cumulative, objective, project_id, owner
from ordered
where age = 1
window alike as (partition by name, unit, dimensions, project_id)
order by lower(name), series, grain
