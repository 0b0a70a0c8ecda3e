-- own_scores: the own criteria (score.<name>) of every project's latest state, up to a date.
-- grain: project, criterion    params: $version, $as_of    returns: key, name, value
with told as (
    select part, row, project_key,
           row_number() over (partition by project_key order by as_of desc, row desc) as age
    from project_state
    where version = $version and as_of <= $as_of
)
select told.project_key as key, scores.name, scores.value
from told join scores on scores.part = told.part and scores.row = told.row
where told.age = 1
order by scores.name, told.project_key
