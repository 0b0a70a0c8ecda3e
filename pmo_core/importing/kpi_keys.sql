-- kpi_keys: every reading of a version, with its series, what pages call that, and the direction that it states.
-- grain: reading    params: $version    returns: shown, series, key, name, direction
-- shown: a series that comes in several grains is one per grain.
with told as (
    select *, coalesce(min(grain) over (partition by series) <> max(grain) over (partition by series), false) as mixed
    from kpi_reading
    where version = $version
)
select case when mixed and grain is not null then series || ' | ' || grain else series end as shown,
       series, key, name, direction
from told
order by series, key
