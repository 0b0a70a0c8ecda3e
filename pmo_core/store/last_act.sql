-- last_act: when the newest act of the audit happened, by its number and not by the clock.
-- grain: audit row    params: none    returns: made_at
select made_at from audit order by seq desc limit 1
