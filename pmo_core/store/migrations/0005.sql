-- 0005: readings of stacked parts are not sorted by key; only the keys of later parts are looked up.

create or replace view kpi_reading as
select kpis.*, version, 1 as newest from kpis join version_rows using (part) where alone and not deleted
union all
select kpis.*, version_rows.version, 1 as newest
from kpis join version_rows using (part) left join (
    select version, key, max(position) as last
    from kpis join version_rows using (part)
    where position > 1
    group by version, key
) as later on later.version = version_rows.version and later.key = kpis.key
where not alone and not deleted and (last is null or last = position);

create or replace view kpi_by_grain as
select kpi_reading.*, case when mixed.series is not null then grain end as apart
from kpi_reading left join (
    select version, series from kpi_reading group by version, series having min(grain) <> max(grain)
) as mixed on mixed.version = kpi_reading.version and mixed.series = kpi_reading.series;
