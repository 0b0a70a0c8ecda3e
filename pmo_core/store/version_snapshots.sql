-- version_snapshots: the state of the portfolio in which each version counted first.
-- grain: version    params: $portfolio    returns: version, snapshot_id
select version, snapshot_id
from (
    select version, snapshot_id, row_number() over (partition by version order by made_at, snapshot_id) as place
    from snapshots
    where portfolio = $portfolio
) as ordered
where place = 1
