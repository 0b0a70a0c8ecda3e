-- latest_contact: the last contact, or note about a stakeholder, up to a day.
-- grain: one row    params: $version (of contacts), $notes, $as_of    returns: day
with entered as (
    select date as day from contact_log where version = $version and date <= $as_of
    union all
    select date as day from note_state
    where version = $notes and lower(subject_kind) = 'stakeholder' and date <= $as_of
)
select max(day) as day from entered
