-- version_snapshots: the state of the portfolio in which each version counted first.
-- grain: version    params: $portfolio    returns: version, snapshot_id
-- Kinds that were saved at once pass through states that nobody saw: of one moment the last one counts.
with states as (
    select version, snapshot_id, made_at, max(version) over (partition by snapshot_id) as newest
    from snapshots
    where portfolio = $portfolio
),
ordered as (
    select
        version, snapshot_id,
        row_number() over (partition by version order by made_at, newest desc, snapshot_id) as place
    from states
)
select version, snapshot_id
from ordered
where place = 1
