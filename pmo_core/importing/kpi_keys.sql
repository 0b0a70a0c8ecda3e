-- kpi_keys: every reading of a version, with its series, what pages call that, and the direction that it states.
-- grain: reading    params: $version    returns: shown, series, key, name, direction
-- shown: a series that comes in several grains is one per grain.
select coalesce(series || ' | ' || apart, series) as shown, series, key, name, direction
from kpi_by_grain
where version = $version
order by series, key
