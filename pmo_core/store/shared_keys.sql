-- shared_keys: rows of one part that hide each other; there should be none.
-- grain: kind    params: none    returns: kind, hidden
with every_row as (
    select 'projects' as kind, part, key from projects
    union all
    select 'project_costs' as kind, part, key from project_costs
    union all
    select 'objectives' as kind, part, key from objectives
    union all
    select 'alignment' as kind, part, key from alignment
    union all
    select 'kpis' as kind, part, key from kpis
    union all
    select 'stakeholders' as kind, part, key from stakeholders
    union all
    select 'contacts' as kind, part, key from contacts
    union all
    select 'feedback' as kind, part, key from feedback
    union all
    select 'milestones' as kind, part, key from milestones
    union all
    select 'benefits' as kind, part, key from benefits
    union all
    select 'lessons' as kind, part, key from lessons
    union all
    select 'notes' as kind, part, key from notes
    union all
    select 'settings' as kind, part, key from settings
),
repeated as (
    select kind, part, key, count(*) as copies from every_row group by kind, part, key having count(*) > 1
)
select kind, sum(copies - 1) as hidden from repeated group by kind order by kind
