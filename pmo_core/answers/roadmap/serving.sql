-- serving: which project serves which objective: by the alignment table, else by the projects' own column.
-- grain: project, objective    params: $alignment, $projects, $as_of    returns: project, objective
with latest as (
    select project_key, objective,
           row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $projects and as_of <= $as_of
)
select project_id as project, objective_id as objective
from alignment_state
where version = $alignment and (share is null or share > 0)
union
select project_key, unnest(objective)
from latest
where age = 1 and not exists (select 1 from alignment_state where version = $alignment)
order by project, objective
