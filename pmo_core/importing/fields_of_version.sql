-- fields_of_version: fields that the sources of a version have a column for, with unit and currency there.
-- grain: field    params: $version    returns: field, unit, currency (of the newest part)
select field, unit, currency
from (
    select part_fields.field, part_fields.unit, part_fields.currency,
           row_number() over (partition by part_fields.field order by version_parts.position desc) as age
    from part_fields join version_parts on version_parts.part = part_fields.part
    where version_parts.version = $version
) as mapped
where age = 1
order by field
