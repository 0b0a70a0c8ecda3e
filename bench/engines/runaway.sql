-- runaway: a question that nobody waits for.
-- grain: one row    params: none    returns: pairs
select count(*) as pairs from range(10000000) as a, range(10000000) as b where a.range + b.range = 7
