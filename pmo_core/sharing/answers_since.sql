-- answers_since: how many answers came by a link since a moment.
-- grain: one row    params: $link_id, $since    returns: answers
select count(*) from link_answers where link_id = $link_id and made_at > $since
