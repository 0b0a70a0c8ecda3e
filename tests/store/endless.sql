-- endless: a question that nobody waits for.
-- grain: one row    params: none    returns: pairs
select count(*) from range(100000000) as a, range(100000000) as b where a.range + b.range = 7
