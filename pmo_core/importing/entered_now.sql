-- entered_now: which fields of projects somebody has entered by hand, in the parts of a version.
-- grain: project, field    params: $version    returns: project_key, field
-- What was entered bears no fingerprint of a mapping.
select distinct projects.project_key, part_fields.field
from version_parts
join parts on parts.part = version_parts.part
join imports on imports.import_id = parts.import_id and imports.mapping_sha256 = ''
join part_fields on part_fields.part = version_parts.part
join projects on projects.part = version_parts.part
where version_parts.version = $version
