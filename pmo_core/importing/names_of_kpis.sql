-- names_of_kpis: what the KPIs of a version are called.
-- grain: id and name    params: $version    returns: id, name
select distinct kpi_id as id, name from kpi_reading where version = $version
