-- missing_cells: why the latest state of a project lacks a figure that its source has a column for.
-- grain: project, field    params: $version, $as_of    returns: key, field, kind
with told as (
    select part, row, project_key,
           row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $version and as_of <= $as_of
)
select told.project_key as key, missing.field, missing.kind
from told join missing on missing.part = told.part and missing.row = told.row
where told.age = 1
order by told.project_key, missing.field
