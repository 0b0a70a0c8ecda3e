-- audit_by_hash: whether an act became durable.
-- grain: audit row    params: $hash    returns: seq
select seq from audit where hash = $hash
