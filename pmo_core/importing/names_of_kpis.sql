-- names_of_kpis: ids and names of the KPIs of a version.
-- grain: id or name    params: $version    returns: text
select kpi_id as text from kpi_reading where version = $version and kpi_id is not null
union select name from kpi_reading where version = $version and name is not null
