-- checkin_content: the result that a check-in was made with.
-- grain: one row    params: $portfolio, $checkin_id    returns: content
select content from checkins where portfolio = $portfolio and checkin_id = $checkin_id and not deleted
