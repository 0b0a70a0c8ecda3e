-- notes: what is noted about stakeholders, up to a date.
-- grain: note    params: $version, $as_of    returns: id, person, type, day, text, owner, due, outcome
select key as id, subject_id as person, type, date as day, text, owner, due, outcome
from note_state
where version = $version and lower(subject_kind) = 'stakeholder' and (date is null or date <= $as_of)
order by day, row
