-- link_passphrase: what a link asks its readers for.
-- grain: link    params: $link_id    returns: passphrase
select passphrase from links where link_id = $link_id
