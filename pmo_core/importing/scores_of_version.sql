-- scores_of_version: own criteria of the rows of a version.
-- grain: part, row, name    params: $version    returns: part, row, name, value
select scores.part, scores.row, scores.name, scores.value
from scores join version_parts on version_parts.part = scores.part
where version_parts.version = $version
