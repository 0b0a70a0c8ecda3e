-- known_projects: the projects a portfolio has, for recognising them in the next file.
-- grain: project_key and name    params: $version    returns: project_key, project_id, name
select distinct project_key, project_id, name from project_state where version = $version
