-- reading_at: what a version says at one key of its KPI readings.
-- grain: reading    params: $version, $key    returns: value, target
select value, target from kpi_reading where version = $version and key = $key
