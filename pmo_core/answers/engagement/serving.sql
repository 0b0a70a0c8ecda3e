-- serving: which project serves which objective, and with what share of it.
-- grain: project, objective    params: $version    returns: project, objective, share
select project_id as project, objective_id as objective, share
from alignment_state
where version = $version
order by project, objective
