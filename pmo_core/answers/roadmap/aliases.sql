-- aliases: the names that projects had before, up to a date.
-- grain: project, name    params: $version, $as_of    returns: key, alias
select distinct project_key as key, unnest(aliases) as alias
from project_state
where version = $version and as_of <= $as_of and aliases is not null
order by key, alias
