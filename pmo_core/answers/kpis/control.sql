-- control: every dated reading with a value, the limits of its phase, and where rules 1 and 2 find a signal.
-- grain: reading    params: $version, $as_of, $notes    returns: place, day, value, target, period, x, phase, mean, moving_range, lower, upper, points, outside, run
-- place: the position of the series in `series`. x: what is judged, the value itself, or what a cumulative
-- series adds in the period; null where that cannot be said. A cumulative series starts afresh where it falls
-- with the year or by more than half. An accepted shift starts a new phase at its first point.
-- outside: -1 below, 1 above the limits. run: -1 or 1 where eight or more in a row up to here lie on one side.
with told as (
    select series, name, dimensions, kpi_id, grain, cumulative, value, target, period, period_start, period_end
    from kpi_reading
    where version = $version and (period_start is null or period_start <= $as_of)
), mixed as (
    select series from told group by series having min(grain) <> max(grain)
), keyed as (
    select told.*, case when mixed.series is null then told.series
                        else coalesce(told.series || ' | ' || grain, told.series) end as key
    from told left join mixed on mixed.series = told.series
), listed as (
    select key, min(name) as name, max(kpi_id) as kpi_id,
           coalesce(max(cast(cumulative as integer)), 0) = 1 as adds_up,
           row_number() over (order by min(lower(name)) nulls last, min(dimensions) nulls first, key) - 1 as place
    from keyed
    group by key
), readings as (
    select place, adds_up, period_start, period_end as day, value, target, period
    from keyed join listed on listed.key = keyed.key
    where value is not null and period_start is not null
), shifts as (
    select distinct place, note_state.date as first_day
    from note_state join listed on subject_id in (listed.key, listed.kpi_id, listed.name)
    where version = $notes and lower(subject_kind) = 'kpi' and lower(type) = 'shift' and note_state.date <= $as_of
), phases as (
    select place, first_day, lead(first_day) over (partition by place order by first_day) as next_day
    from shifts
), followed as (
    select *, lag(value) over by_day as earlier, lag(day) over by_day as earlier_day
    from readings
    where adds_up
    window by_day as (partition by place order by day)
), stepped as (
    select place, day, value, target, period, value as x
    from readings
    where not adds_up
    union all
    select place, day, value, target, period,
           case when datediff('day', earlier_day, period_start) <> 1 or earlier is null then null
                when value < earlier and (year(day) <> year(earlier_day) or value < earlier / 2) then value
                else value - earlier end
    from followed
), judged as (
    select stepped.place, day, value, target, period, x, coalesce(phases.first_day, date '0001-01-01') as phase
    from stepped left join phases
      on phases.place = stepped.place and day >= first_day and (next_day is null or day < next_day)
), moved as (
    select *, abs(x - lag(x) over (partition by place, phase, x is null order by day)) as moving
    from judged
), limited as (
    select place, phase, count(x) as points, avg(x) as middle, avg(moving) as width, 2.66 * avg(moving) as reach
    from moved
    group by place, phase
), sided as (
    select moved.*, points, middle, width, reach, points < 6 or width = 0 or x is null as quiet,
           case when x is null or abs(x - middle) <= 1e-9 * greatest(abs(middle), width) then 0
                when x > middle then 1 else -1 end as side
    from moved join limited on limited.place = moved.place and limited.phase = moved.phase
)
select place, day, value, target, period, x, phase, points,
       case when points >= 6 then middle end as mean,
       case when points >= 6 then width end as moving_range,
       case when points >= 6 then middle - reach end as lower,
       case when points >= 6 then middle + reach end as upper,
       case when quiet then 0
            when x - middle - reach > 1e-9 * abs(middle + reach) then 1
            when middle - reach - x > 1e-9 * abs(middle - reach) then -1 else 0 end as outside,
       case when quiet then 0
            when sum(side) over last_eight = 8 then 1
            when sum(side) over last_eight = -8 then -1 else 0 end as run
from sided
window last_eight as (partition by place, phase order by day rows between 7 preceding and current row)
order by place, day
