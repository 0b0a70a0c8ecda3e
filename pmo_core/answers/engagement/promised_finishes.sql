-- promised_finishes: the finish that was first promised of every project, up to a date.
-- grain: project    params: $version, $as_of    returns: key, day (first baseline, else the first finish of several)
with told as (
    select project_key, baseline_finish, finish,
           row_number() over (partition by project_key order by baseline_finish is null, as_of, row) as promise,
           row_number() over (partition by project_key order by finish is null, as_of, row) as guess,
           count(finish) over (partition by project_key) as guesses
    from project_state
    where version = $version and as_of <= $as_of
)
select project_key as key, coalesce(
    max(case when promise = 1 then baseline_finish end),
    max(case when guess = 1 and guesses > 1 then finish end)
) as day
from told
group by project_key
order by project_key
