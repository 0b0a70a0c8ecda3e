-- scores_now: own criteria of the projects of a version, per row that counts.
-- grain: key, name    params: $version    returns: key, name, value
select project_state.key, scores.name, scores.value
from project_state join scores on scores.part = project_state.part and scores.row = project_state.row
where project_state.version = $version
