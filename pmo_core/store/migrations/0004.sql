-- 0004: a series whose readings come in several grains is one per grain, whatever the date asked for.

create or replace view kpi_by_grain as
select kpi_reading.*, case when mixed.series is not null then grain end as apart
from kpi_reading left join (
    select version, series from kpi_reading group by version, series having min(grain) <> max(grain)
) as mixed on mixed.version = kpi_reading.version and mixed.series = kpi_reading.series;
