-- latest_readings: the last value of every series up to a date, with its target and direction.
-- grain: series    params: $version, $as_of    returns: series, name, latest, goal, better, period
-- A target or direction that the last reading lacks is the last one that the series states.
with told as (
    select series, name, value, target, direction, period,
           coalesce(datediff('day', date '0001-01-01', period_start), -4000000) * 4294967296 + row as moment
    from kpi_reading
    where version = $version and (period_start is null or period_start <= $as_of)
)
select series, min(name) as name, arg_max(value, moment) as latest,
       coalesce(arg_max_null(target, moment) filter (where value is not null), arg_max(target, moment)) as goal,
       arg_max(direction, moment) as better,
       arg_max_null(period, moment) filter (where value is not null) as period
from told group by series order by series
