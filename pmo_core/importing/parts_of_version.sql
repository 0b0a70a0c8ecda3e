-- parts_of_version: the parts of a version in their order, and whether each project has its own date there.
-- grain: part    params: $version    returns: part, position, rolling
select version_parts.part, version_parts.position, parts.rolling
from version_parts join parts on parts.part = version_parts.part
where version_parts.version = $version
order by version_parts.position
