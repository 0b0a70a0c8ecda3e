-- money_fields: money fields that the sources of the projects have a column for, with the unit there.
-- grain: field    params: $version    returns: field, unit (of the newest part)
with mapped as (
    select part_fields.field, part_fields.unit as source_unit,
           row_number() over (partition by part_fields.field order by version_parts.position desc) as age
    from part_fields join version_parts on version_parts.part = part_fields.part
    where version_parts.version = $version
      and part_fields.field in ('budget', 'actual_cost', 'forecast_cost', 'whole_life_cost', 'planned_value',
                                'planned_benefit', 'realised_benefit')
)
select field, source_unit as unit from mapped where age = 1 order by field
