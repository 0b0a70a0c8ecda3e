-- names: what objectives and projects are called, for those that KPIs name by id.
-- grain: objective or project    params: $objectives, $projects, $as_of    returns: kind, id, name
select 'objective' as kind, objective_id as id, name
from objective_state
where version = $objectives and objective_id is not null and name is not null
union all
select 'project', project_id, arg_max(name, as_of)
from project_state
where version = $projects and as_of <= $as_of and project_id is not null
group by project_id
