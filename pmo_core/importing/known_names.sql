-- known_names: ids and names of the projects, objectives, stakeholders or KPIs of a version.
-- grain: id or name    params: $version    returns: text
select project_id as text from project_state where version = $version and project_id is not null
union select name from project_state where version = $version and name is not null
union select objective_id from objective_state where version = $version and objective_id is not null
union select name from objective_state where version = $version and name is not null
union select stakeholder_id from stakeholder_state where version = $version and stakeholder_id is not null
union select name from stakeholder_state where version = $version and name is not null
union select kpi_id from kpi_reading where version = $version and kpi_id is not null
union select name from kpi_reading where version = $version and name is not null
