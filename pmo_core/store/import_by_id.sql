-- import_by_id: what an import became; nothing if it never became durable.
-- grain: import    params: $import_id    returns: version, portfolio, label, made_at
select version, portfolio, label, made_at from imports where import_id = $import_id
