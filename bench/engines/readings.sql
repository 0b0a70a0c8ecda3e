-- readings: how many readings a version has, and what their values add up to.
-- grain: one row    params: $version    returns: readings, total
select count(*) as readings, sum(value) as total from kpi_reading where version = $version
