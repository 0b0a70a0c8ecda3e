-- names_of_projects: what the projects of a version are called, and were called before.
-- grain: id and name    params: $version    returns: id, name
select distinct project_id as id, name from project_state where version = $version
union
select null, unnest(aliases) from project_state where version = $version and aliases is not null
