-- drift_versions: the version of a kind at the end of each day on which it moved.
-- grain: day    params: $version    returns: day, version
-- The line of versions is the one that undo steps back along: what was taken back is not in it.
with recursive line as (
    select version, parent, cast(made_at as date) as day from versions where version = $version
    union all
    select versions.version, versions.parent, cast(versions.made_at as date)
    from versions join line on versions.version = line.parent
)
select day, max(version) as version
from line
group by day
order by day
