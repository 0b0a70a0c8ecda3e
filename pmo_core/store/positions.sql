-- positions: latest state of every project up to a date, and whether the source still reports it.
-- grain: project    params: $version, $as_of    returns: one column per field of measure/positions.py
with told as (
    select *,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           max(case when rolling then null else as_of end) over () as reported_on,
           max(case when rolling then null else as_of end) over (partition by project_key) as listed_on
    from project_state
    where version = $version and as_of <= $as_of
)
select project_key as key, project_id, name, department, owner, stage, status, status_standard, rating,
       horizon, currency, as_of, start, finish, done,
       cast((extract(year from finish) - extract(year from $as_of)) * 12
            + extract(month from finish) - extract(month from $as_of)
            + case when extract(day from finish) > extract(day from $as_of) then 1 else 0 end
            as double) as months_to_finish,
       budget, whole_life_cost, effort, short_term_value, long_term_value,
       coalesce(status_standard in ('done', 'cancelled'), false) or coalesce(done <= $as_of, false) as finished,
       coalesce(finish < $as_of, false)
           and not (coalesce(status_standard in ('done', 'cancelled'), false)
                    or coalesce(done <= $as_of, false)) as overdue,
       as_of = reported_on or (rolling and (listed_on is null or as_of > reported_on)) as reported
from told
where age = 1
order by project_key
