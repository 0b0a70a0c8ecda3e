-- names_of_projects: ids and names of the projects of a version.
-- grain: id or name    params: $version    returns: text
select project_id as text from project_state where version = $version and project_id is not null
union select name from project_state where version = $version and name is not null
