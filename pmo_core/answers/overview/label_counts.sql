-- label_counts: reported projects per label, as written.
-- grain: field, label    params: $version, $as_of    returns: field, label, n
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
),
labels as (
    select 'rating' as field, rating as label from reported
    union all select 'second_rating', second_rating from reported
    union all select 'status', status from reported
    union all select 'department', department from reported
)
select field, label, count(*) as n
from labels
where label is not null
group by field, label
order by field, n desc, label
