-- missing_of_version: why cells of a version hold no value, with what stood there.
-- grain: part, row, field    params: $version    returns: part, row, field, kind, raw
select missing.part, missing.row, missing.field, missing.kind, missing.raw
from missing join version_parts on version_parts.part = missing.part
where version_parts.version = $version
