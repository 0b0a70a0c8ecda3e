-- later: readings of the time after a date, which no figure of that date counts.
-- grain: one row    params: $version, $as_of    returns: readings, series
select count(*) as readings, count(distinct series) as series
from kpi_reading
where version = $version and period_start > $as_of and value is not null
