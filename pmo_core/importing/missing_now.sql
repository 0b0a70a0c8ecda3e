-- missing_now: why the projects of a version lack values, per row that counts.
-- grain: key, field    params: $version    returns: key, field, kind, raw
select project_state.key, missing.field, missing.kind, missing.raw
from project_state join missing on missing.part = project_state.part and missing.row = project_state.row
where project_state.version = $version
