-- notes: what has been noted about KPIs, up to a date.
-- grain: note    params: $version, $as_of    returns: subject, type, day, text, owner, outcome
select subject_id as subject, type, date as day, text, owner, outcome
from note_state
where version = $version and lower(subject_kind) = 'kpi' and (date is null or date <= $as_of)
order by day, row
