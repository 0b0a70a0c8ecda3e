-- rows_of_load: how many rows an import has left, counted without asking whether it was loaded.
-- grain: all rows    params: $import_id    returns: rows
select count(*) from projects where part in (select part from parts where import_id = $import_id)
