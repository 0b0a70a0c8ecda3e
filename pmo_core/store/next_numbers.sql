-- next_numbers: the next version and part; numbers grow over the whole database and are never used again.
-- grain: one row    params: none    returns: version, part
select
    (select coalesce(max(version), 0) + 1 from versions),
    (select coalesce(max(part), 0) + 1 from parts)
