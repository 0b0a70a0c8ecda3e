-- version_list: every version with the load that made it, newest first.
-- grain: version    params: $portfolio    returns: version, kind, parent, made_at, who, action, label, rows_loaded
select
    versions.version, versions.kind, versions.parent, versions.made_at, versions.who, versions.action,
    coalesce(imports.label, ''), coalesce(imports.rows_loaded, 0)
from versions
left join imports on imports.version = versions.version
where versions.portfolio = $portfolio
order by versions.version desc
