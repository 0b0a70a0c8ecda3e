-- checkin_next: the next number in the order in which check-ins were written.
-- grain: one row    params: none    returns: seq
select coalesce(max(seq), 0) + 1 from checkins
