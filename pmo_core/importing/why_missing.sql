-- why_missing: why cells of rows with one of these numbers hold no value, in any part of a version.
-- grain: part, row, field    params: $version, $rows    returns: part, row, field, kind
select missing.part, missing.row, missing.field, missing.kind
from missing join version_parts on version_parts.part = missing.part
where version_parts.version = $version and list_contains($rows, missing.row)
