-- names_of_projects: what the projects of a version are called.
-- grain: id and name    params: $version    returns: id, name
select distinct project_id as id, name from project_state where version = $version
