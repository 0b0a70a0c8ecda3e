-- unaudited_imports: loads that the audit does not know.
-- grain: import    params: none    returns: import_id, label
select imports.import_id, imports.label
from imports
left join (
    select json_extract_string(detail, '$.import_id') as import_id from audit where action in ('import', 'settings')
) as seen on seen.import_id = imports.import_id
where seen.import_id is null
order by imports.version
