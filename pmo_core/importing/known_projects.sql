-- known_projects: the projects a portfolio has, for recognising them in the next file.
-- grain: project_key, id and name, the latest last    params: $version    returns: project_key, project_id, name
select project_key, project_id, name from project_state where version = $version
group by project_key, project_id, name order by max(as_of), project_key
