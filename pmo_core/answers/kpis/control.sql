-- control: every dated reading with a value, the limits of its phase, and where rules 1 and 2 find a signal.
-- grain: reading    params: $version, $as_of, $notes, $reach    returns: moment, course, value, target, said, x, mean, moving_range, points, outside, run
-- moment: the position of the series in `series` times 2^22, plus the day, counted from the first of year 1.
-- course: the same of its phase, which an accepted shift begins. said: which text of `periods` it is.
-- x: what is judged, the value itself, or what a cumulative series adds in the period; null where that cannot
-- be said. A cumulative series starts afresh where it falls with the year or by more than half.
-- Limits are $reach moving ranges from the mean. outside: -1 below, 1 above them. run: -1 or 1 where eight or
-- more in a row up to here lie on one side. All series are one line by moment, so that it is sorted but once.
with told as not materialized (
    select series, apart, name, dimensions, kpi_id, cumulative, value, target, period, period_start, period_end
    from kpi_by_grain
    where version = $version and (period_start is null or period_start <= $as_of)
), named as (
    select series, apart, coalesce(series || ' | ' || apart, series) as key, min(name) as name,
           min(lower(name)) as called, min(dimensions) as dimensions, max(kpi_id) as kpi_id,
           coalesce(max(cast(cumulative as integer)), 0) = 1 as adds_up
    from told
    group by series, apart
), listed as (
    select *, (row_number() over (order by called nulls last, dimensions nulls first, key) - 1) * 4194304 as place
    from named
), spoken as (
    select period, cast(row_number() over (order by period) - 1 as integer) as said
    from told
    group by period
), readings as not materialized (
    select place, adds_up, period_start, period_end, value, target, said,
           place + datediff('day', date '0001-01-01', period_end) as moment
    from told
    join listed on listed.series = told.series and listed.apart is not distinct from told.apart
    join spoken on spoken.period is not distinct from told.period
    where value is not null and period_start is not null
), shifts as (
    select distinct place, place + datediff('day', date '0001-01-01', note_state.date) as since
    from note_state join listed on subject_id in (listed.key, listed.kpi_id, listed.name)
    where version = $notes and lower(subject_kind) = 'kpi' and lower(type) = 'shift' and note_state.date <= $as_of
), phases as (
    select place, since, lead(since) over (partition by place order by since) as until
    from shifts
), followed as (
    select *, lag(value) over by_day as earlier, lag(period_end) over by_day as earlier_end
    from readings
    where adds_up
    window by_day as (partition by place order by moment)
), stepped as (
    select place, moment, value, target, said, value as x
    from readings
    where not adds_up
    union all
    select place, moment, value, target, said,
           case when datediff('day', earlier_end, period_start) <> 1 or earlier is null then null
                when value < earlier and (year(period_end) <> year(earlier_end) or value < earlier / 2) then value
                else value - earlier end
    from followed
), judged as (
    select moment, value, target, said, x, coalesce(since, stepped.place) as course
    from stepped left join phases
      on phases.place = stepped.place and moment >= since and (until is null or moment < until)
), lined_up as (
    select *, lag(case when x is not null then course end ignore nulls) over line = course as goes_on,
           lag(x ignore nulls) over line as before, lag(course, 7) over line = course as eighth, lag(x) over line as x1,
           lag(x, 2) over line as x2, lag(x, 3) over line as x3, lag(x, 4) over line as x4, lag(x, 5) over line as x5,
           lag(x, 6) over line as x6, lag(x, 7) over line as x7
    from judged
    window line as (order by moment)
), moved as (
    select moment, course, value, target, said, x, case when goes_on then abs(x - before) end as moving,
           eighth and x + x1 + x2 + x3 + x4 + x5 + x6 + x7 is not null as eight,
           least(x, x1, x2, x3, x4, x5, x6, x7) as least_of_eight,
           greatest(x, x1, x2, x3, x4, x5, x6, x7) as greatest_of_eight
    from lined_up
), limited as (
    select course, count(x) as points, avg(x) as middle, avg(moving) as width, $reach * avg(moving) as reach,
           1e-9 * greatest(abs(avg(x)), avg(moving)) as on_mean
    from moved
    group by course
)
select moment, moved.course, value, target, said, x, points,
       case when points >= 6 then middle end as mean,
       case when points >= 6 then width end as moving_range,
       case when points < 6 or width = 0 or x is null then 0
            when x - middle - reach > 1e-9 * abs(middle + reach) then 1
            when middle - reach - x > 1e-9 * abs(middle - reach) then -1 else 0 end as outside,
       case when points < 6 or width = 0 or not eight then 0
            when least_of_eight > middle + on_mean then 1
            when greatest_of_eight < middle - on_mean then -1 else 0 end as run
from moved join limited on limited.course = moved.course
