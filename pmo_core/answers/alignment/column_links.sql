-- column_links: the objectives that each project names itself, in its latest state up to a date.
-- grain: project, objective    params: $version, $as_of    returns: project, objective
with told as (
    select project_id, name, project_key, objective,
           row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $version and as_of <= $as_of
)
select coalesce(project_id, name, project_key) as project, unnest(objective) as objective
from told
where age = 1
order by project, objective
