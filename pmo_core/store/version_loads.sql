-- version_loads: the loads whose rows a version lists.
-- grain: version and part    params: $portfolio    returns: version, part, label, rows_loaded
select versions.version, version_parts.part, coalesce(imports.label, ''), coalesce(imports.rows_loaded, 0)
from versions
join version_parts on version_parts.version = versions.version
left join imports on imports.part = version_parts.part
where versions.portfolio = $portfolio
order by versions.version, version_parts.position
