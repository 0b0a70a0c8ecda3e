-- plans: what the roadmap needs of every project beside where it stands, up to a date.
-- grain: project    params: $version, $as_of    returns: baseline (the first told), percent_complete
with told as (
    select project_key, as_of, baseline_finish, percent_complete,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           row_number() over (
               partition by project_key order by baseline_finish is null, as_of, row
           ) as told_first
    from project_state
    where version = $version and as_of <= $as_of
)
select max(case when told_first = 1 then baseline_finish end) as baseline,
       max(case when age = 1 then percent_complete end) as done_share
from told
group by project_key
order by project_key
