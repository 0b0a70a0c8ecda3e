-- reviews: what was decided when the roadmap was reviewed.
-- grain: note    params: $version    returns: day, text, owner
select date as day, text, owner
from note_state
where version = $version and lower(subject_kind) = 'roadmap' and lower(type) = 'review' and date is not null
order by day desc, row desc
