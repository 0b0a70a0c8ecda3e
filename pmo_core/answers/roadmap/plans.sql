-- plans: what the roadmap needs of every project beside where it stands, up to a date.
-- grain: project    params: $version, $as_of
--     returns: baseline (the first baseline finish, else the first finish of several), done_share
with told as (
    select project_key, as_of, baseline_finish, finish, percent_complete,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           row_number() over (partition by project_key order by baseline_finish is null, as_of, row) as promise,
           row_number() over (partition by project_key order by finish is null, as_of, row) as guess,
           count(finish) over (partition by project_key) as guesses
    from project_state
    where version = $version and as_of <= $as_of
)
select coalesce(
           max(case when promise = 1 then baseline_finish end),
           max(case when guess = 1 and guesses > 1 then finish end)
       ) as baseline,
       max(case when age = 1 then percent_complete end) as done_share
from told
group by project_key
order by project_key
