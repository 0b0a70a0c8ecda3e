-- link_of_token: the link whose token has this hash, while it stands and its check-in does.
-- grain: link    params: $token_sha256    returns: token_sha256, passphrase, then the fields of Link
select token_sha256, passphrase, link_id, checkin_id, portfolio, label, passphrase is not null as guarded, may_answer,
       may_export, expires_at, who, made_at, null as revoked_at, 0 as opens, null as last_open
from links
where token_sha256 = $token_sha256
  and link_id not in (select link_id from link_events where event = 'revoked')
  and checkin_id not in (select checkin_id from checkins where deleted)
