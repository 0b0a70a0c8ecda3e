-- periods: how the periods of KPIs are written, up to a date; `control` numbers the readings by this order.
-- grain: text    params: $version, $as_of    returns: period
select period
from kpi_reading
where version = $version and (period_start is null or period_start <= $as_of)
group by period
order by period
