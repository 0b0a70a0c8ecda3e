-- series: every KPI series with its latest reading and what it last says of itself, up to a date.
-- grain: series    params: $version, $as_of    returns: key, identity, direction, targets, baseline, latest reading, n
-- What the latest reading leaves open is the last that the series states. Sorted as `control` numbers them.
with told as (
    select *, coalesce(datediff('day', date '0001-01-01', period_start), -4000000) * 4294967296 + row as moment
    from kpi_by_grain
    where version = $version and (period_start is null or period_start <= $as_of)
), summed as (
    select series, apart, min(name) as name, arg_max(unit, moment) as unit, min(dimensions) as dimensions,
           arg_max(kpi_id, moment) as kpi_id, arg_max(direction, moment) as direction,
           arg_max(horizon, moment) as horizon, arg_max(objective, moment) as objective,
           arg_max(project_id, moment) as project, arg_max(owner, moment) as owner, min(grain) as grain,
           coalesce(max(cast(cumulative as integer)), 0) = 1 as cumulative,
           arg_max(rating, moment) as rating, max(period_end) filter (where rating is not null) as rated,
           arg_max(target, moment) as target, arg_max(target_date, moment) as target_date,
           arg_max(baseline, moment) as baseline, arg_max(baseline_date, moment) as baseline_date,
           arg_max(value, moment) as latest,
           arg_max_null(target, moment) filter (where value is not null) as target_of_latest,
           arg_max_null(period, moment) filter (where value is not null) as period,
           arg_max_null(period_start, moment) filter (where value is not null) as period_start,
           arg_max_null(period_end, moment) filter (where value is not null) as period_end,
           count(value) as n, count(*) - count(value) as blanks,
           count(value) filter (where period_start is null) as undated,
           min(lower(name)) as called
    from told
    group by series, apart
)
select coalesce(series || ' | ' || apart, series) as key, name, unit, dimensions, kpi_id, direction, horizon,
       objective, project, owner, grain, cumulative, rating, rated, target, target_date, baseline, baseline_date,
       latest, target_of_latest, period, period_start, period_end, n, blanks, undated
from summed
order by called nulls last, dimensions nulls first, key
