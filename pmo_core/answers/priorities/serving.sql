-- serving: which project serves which objective, and with what share of it.
-- grain: project, objective    params: $version    returns: project_id, objective_id, share
select project_id, objective_id, share
from alignment_state
where version = $version
order by project_id, objective_id
