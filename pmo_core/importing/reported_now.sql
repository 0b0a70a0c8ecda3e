-- reported_now: the projects that the totals of a version count at its latest date.
-- grain: project    params: $version    returns: project_key, as_of, latest
with told as (
    select project_key, as_of, rolling,
           row_number() over (partition by project_key order by as_of desc, row desc) as age,
           max(as_of) over () as latest,
           max(case when rolling then null else as_of end) over () as reported_on,
           max(case when rolling then null else as_of end) over (partition by project_key) as listed_on
    from project_state
    where version = $version
)
select project_key, as_of, latest from told
where age = 1 and (as_of = reported_on or (rolling and (listed_on is null or as_of > reported_on)))
