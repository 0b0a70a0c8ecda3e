-- span: first start and last finish of the reported projects.
-- grain: one row    params: $version, $as_of    returns: first_start, last_finish
with told as (
    select *,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           max(case when rolling then null else as_of end) over () as reported_on,
           max(case when rolling then null else as_of end) over (partition by project_key) as listed_on
    from project_state
    where version = $version and as_of <= $as_of
),
reported as (
    select * from told
    where age = 1 and (as_of = reported_on or (rolling and (listed_on is null or as_of > reported_on)))
)
select min(start) as first_start, max(finish) as last_finish
from reported
