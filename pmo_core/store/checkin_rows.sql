-- checkin_rows: the check-ins of a portfolio that were not deleted, newest first.
-- grain: check-in    params: $portfolio    returns: all but the content
select checkin_id, portfolio, title, audience, as_of, snapshot_id, asked, sha256, method_version, who, made_at
from (
    select *, bool_or(deleted) over (partition by checkin_id) as gone from checkins where portfolio = $portfolio
) as states
where not gone
order by seq desc
