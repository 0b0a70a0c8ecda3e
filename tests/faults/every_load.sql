-- every_load: what the tables hold of each load, to be compared with its file.
-- grain: import    params: none    returns: import_id, rows, budget, times listed, pointed at, and audited
select
    imports.import_id,
    (select count(*) from projects where part = imports.part),
    (select coalesce(sum(budget), 0) from projects where part = imports.part),
    (select count(*) from version_parts where version = imports.version and part = imports.part),
    (select count(*) from pointers where version = imports.version),
    (select count(*) from audit where json_extract_string(detail, '$.import_id') = imports.import_id)
from imports
order by imports.version
