-- audit_rows: the whole chain, first act first.
-- grain: audit row    params: none    returns: seq, made_at, who, role, action, object, detail, prev_hash, hash
select seq, made_at, who, role, action, object, detail, prev_hash, hash from audit order by seq
