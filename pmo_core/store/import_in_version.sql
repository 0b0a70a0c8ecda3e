-- import_in_version: an import of the same bytes, read the same way, that the current version still lists.
-- grain: import    params: $portfolio, $kind, $sha256, $mapping_sha256    returns: version
select imports.version
from imports
join version_parts on version_parts.part = imports.part
where version_parts.version = (
        select arg_max(version, seq) from pointers where portfolio = $portfolio and kind = $kind
    )
    and portfolio = $portfolio and kind = $kind and sha256 = $sha256 and mapping_sha256 = $mapping_sha256
order by imports.version desc
limit 1
