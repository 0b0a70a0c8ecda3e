-- known_projects: the projects a portfolio has, for recognising them in the next file.
-- grain: project_key, id, name and aliases, the latest last    params: $version    returns: project_key, project_id, name, aliases, as_of
select project_key, project_id, name, aliases, max(as_of) as as_of from project_state where version = $version
group by project_key, project_id, name, aliases order by max(as_of), project_key
