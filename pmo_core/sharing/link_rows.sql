-- link_rows: the links to a check-in with what became of them, newest first.
-- grain: link    params: $portfolio, $checkin_id    returns: the fields of Link
select link_id, checkin_id, portfolio, label, passphrase is not null as guarded, may_answer, may_export,
       expires_at, who, made_at, revoked_at, coalesce(opens, 0) as opens, last_open
from links left join (
    select link_id, min(made_at) filter (where event = 'revoked') as revoked_at,
           count(*) filter (where event = 'opened') as opens, max(made_at) filter (where event = 'opened') as last_open
    from link_events
    where portfolio = $portfolio
    group by link_id
) as told using (link_id)
where portfolio = $portfolio and checkin_id = $checkin_id
order by made_at desc, link_id
