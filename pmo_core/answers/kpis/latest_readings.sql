-- latest_readings: the last value of every series up to a date, with its target and direction.
-- grain: series    params: $version, $as_of    returns: series, name, latest, goal, better, period
-- A target or direction that the last reading lacks is the last one that the series states.
with told as (
    select *
    from kpi_reading
    where version = $version and (period_start is null or period_start <= $as_of)
),
valued as (
    select series, value, target, period,
           row_number() over (partition by series order by period_start desc nulls last, row desc) as age
    from told where value is not null
),
aimed as (
    select series, target,
           row_number() over (partition by series order by period_start desc nulls last, row desc) as age
    from told where target is not null
),
directed as (
    select series, direction,
           row_number() over (partition by series order by period_start desc nulls last, row desc) as age
    from told where direction is not null
),
listed as (
    select series, min(name) as title from told group by series
)
select listed.series, listed.title as name, valued.value as latest,
       coalesce(valued.target, aimed.target) as goal, directed.direction as better, valued.period
from listed
left join valued on valued.series = listed.series and valued.age = 1
left join aimed on aimed.series = listed.series and aimed.age = 1
left join directed on directed.series = listed.series and directed.age = 1
order by listed.series
