-- kpi_keys: every reading of a version, with its series and the direction that it states.
-- grain: reading    params: $version    returns: series, key, name, direction
select series, key, name, direction
from kpi_reading
where version = $version
order by series, key
