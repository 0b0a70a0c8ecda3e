-- stakeholder_projects: the projects that each stakeholder is linked with, by id or name.
-- grain: stakeholder    params: $version    returns: project_ids (list, may be null)
select project_ids
from stakeholder_state
where version = $version
