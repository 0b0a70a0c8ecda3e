-- people: who is named with which project.
-- grain: stakeholder, project    params: $version    returns: project, name
select unnest(project_ids) as project, coalesce(name, stakeholder_id) as name
from stakeholder_state
where version = $version
order by name, project
