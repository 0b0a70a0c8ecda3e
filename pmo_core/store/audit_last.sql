-- audit_last: the end of the chain that the next act is linked to.
-- grain: audit row    params: none    returns: seq, hash
select seq, hash from audit order by seq desc limit 1
