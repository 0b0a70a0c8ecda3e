-- snapshot_versions: the versions that a snapshot id stands for.
-- grain: kind    params: $portfolio, $snapshot_id    returns: kind, version
select distinct kind, version
from snapshots
where portfolio = $portfolio and snapshot_id = $snapshot_id
order by kind
