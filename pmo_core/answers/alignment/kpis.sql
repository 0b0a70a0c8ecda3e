-- kpis: every KPI that names a project or an objective.
-- grain: KPI, project, objective    params: $version    returns: project, objective, name
select project_id as project, objective, coalesce(name, kpi_id) as name
from kpi_reading
where version = $version and (project_id is not null or objective is not null)
group by project_id, objective, coalesce(name, kpi_id)
order by name, project, objective
