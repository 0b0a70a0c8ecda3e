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
    select series from told group by series having count(distinct grain) > 1
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
), shifts as (
    select distinct place, note_state.date as first_day
    from note_state join listed on subject_id in (listed.key, listed.kpi_id, listed.name)
    where version = $notes and lower(subject_kind) = 'kpi' and lower(type) = 'shift' and note_state.date <= $as_of
), phases as (
    select place, first_day, lead(first_day) over (partition by place order by first_day) as next_day
    from shifts
), stepped as (
    select listed.place, adds_up, period_start, period_end as day, value, target, period,
           case when adds_up then lag(value) over by_day end as earlier,
           case when adds_up then lag(period_end) over by_day end as earlier_day
    from keyed join listed on listed.key = keyed.key
    where value is not null and period_start is not null
    window by_day as (partition by listed.place order by period_end)
), judged as (
    select stepped.place, day, value, target, period, coalesce(phases.first_day, date '0001-01-01') as phase,
           case when not adds_up then value
                when datediff('day', earlier_day, period_start) <> 1 or earlier is null then null
                when value < earlier and (year(day) <> year(earlier_day) or value < earlier / 2) then value
                else value - earlier end as x
    from stepped left join phases
      on phases.place = stepped.place and day >= first_day and (next_day is null or day < next_day)
), moved as (
    select *, abs(x - lag(x) over (partition by place, phase, x is null order by day)) as moving
    from judged
), limited as (
    select *, avg(x) over phased as mean, avg(moving) over phased as moving_range, count(x) over phased as points
    from moved
    window phased as (partition by place, phase)
), sided as (
    select *, mean - 2.66 * moving_range as lower_limit, mean + 2.66 * moving_range as upper_limit,
           case when x is null or abs(x - mean) <= 1e-9 * greatest(abs(mean), moving_range) then 0
                when x > mean then 1 else -1 end as side
    from limited
)
select place, day, value, target, period, x, phase, points,
       case when points >= 6 then mean end as mean,
       case when points >= 6 then moving_range end as moving_range,
       case when points >= 6 then lower_limit end as lower,
       case when points >= 6 then upper_limit end as upper,
       case when points < 6 or moving_range = 0 or x is null then 0
            when x - upper_limit > 1e-9 * abs(upper_limit) then 1
            when lower_limit - x > 1e-9 * abs(lower_limit) then -1 else 0 end as outside,
       case when points < 6 or moving_range = 0 then 0
            when sum(side) over last_eight = 8 then 1
            when sum(side) over last_eight = -8 then -1 else 0 end as run
from sided
window last_eight as (partition by place, phase order by day rows between 7 preceding and current row)
order by place, day
