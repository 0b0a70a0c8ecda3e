-- link_tries: how many wrong passphrases a link has met since a moment.
-- grain: one row    params: $link_id, $since    returns: tries
select count(*) from link_events where link_id = $link_id and event = 'wrong passphrase' and made_at > $since
