-- states_now: what a version says now of the projects that its totals count, as far as a person can rate it.
-- grain: project    params: $version    returns: project_key, key, as_of, rolling, name, owner, horizon, risk, short_term_value, long_term_value
with told as (
    select *,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           max(case when rolling then null else as_of end) over () as reported_on,
           max(case when rolling then null else as_of end) over (partition by project_key) as listed_on
    from project_state
    where version = $version
)
select project_key, key, as_of, rolling, coalesce(name, project_id, project_key) as name, owner, horizon, risk,
       short_term_value, long_term_value
from told
where age = 1 and (as_of = reported_on or (rolling and (listed_on is null or as_of > reported_on)))
order by project_key
