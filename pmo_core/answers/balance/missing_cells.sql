-- missing_cells: why the latest state of a project lacks a figure that its source has a column for.
-- grain: project, field    params: $version, $as_of    returns: key, field, kind
-- A negative amount is no amount: it counts as unparseable.
with told as (
    select part, row, project_key, budget, whole_life_cost, effort,
           row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $version and as_of <= $as_of
),
cells as (
    select told.project_key as key, missing.field, missing.kind
    from told join missing on missing.part = told.part and missing.row = told.row
    where told.age = 1
    union all select project_key, 'budget', 'unparseable' from told where age = 1 and budget < 0
    union all
    select project_key, 'whole_life_cost', 'unparseable' from told where age = 1 and whole_life_cost < 0
    union all select project_key, 'effort', 'unparseable' from told where age = 1 and effort < 0
)
select key, field, kind
from cells
order by key, field
