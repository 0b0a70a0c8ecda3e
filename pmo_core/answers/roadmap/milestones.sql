-- milestones: the latest state of every milestone, up to a date.
-- grain: milestone    params: $version, $as_of
--     returns: key (without the date of the report), id, name, project, objective, kpi, done_share, row
with told as (
    select case when as_of is null then key else substring(key, 1, length(key) - 13) end as own_key,
           milestone_id, name, project_id, objective, kpi_id, done_share, as_of, row
    from milestone_state
    where version = $version and (as_of is null or as_of <= $as_of)
), aged as (
    select *, row_number() over (partition by own_key order by as_of desc nulls last, row desc) as age
    from told
)
select own_key as key, milestone_id as id, name, project_id as project, objective, kpi_id as kpi,
       done_share, row
from aged
where age = 1
order by own_key
