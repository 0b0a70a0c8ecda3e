-- kpis: what milestones may refer to by id or name.
-- grain: series    params: $version    returns: id, name, series
select min(kpi_id) as id, min(name) as name, series
from kpi_reading
where version = $version
group by series
order by series
