-- latest_readings: the last value of every series up to a date, with its target and direction.
-- grain: series    params: $version, $as_of    returns: key, name, unit, dimensions, latest, target, direction, period
-- A target or direction that the last reading lacks is the last one that the series states. Sorted as `series`.
with told as (
    select series, apart, name, unit, dimensions, direction, value, target, period,
           coalesce(datediff('day', date '0001-01-01', period_start), -4000000) * 4294967296 + row as moment
    from kpi_by_grain
    where version = $version and (period_start is null or period_start <= $as_of)
)
select coalesce(series || ' | ' || apart, series) as key, min(name) as name, arg_max(unit, moment) as unit,
       min(dimensions) as dimensions, arg_max(value, moment) as latest,
       coalesce(arg_max_null(target, moment) filter (where value is not null), arg_max(target, moment)) as target,
       arg_max(direction, moment) as direction,
       arg_max_null(period, moment) filter (where value is not null) as period
from told
group by series, apart
order by min(lower(name)) nulls last, min(dimensions) nulls first, key
