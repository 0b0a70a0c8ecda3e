-- names: what everybody is called whom the register or the projects name.
-- grain: name    params: $stakeholders, $projects    returns: name
select name from stakeholder_state where version = $stakeholders and name is not null
union
select owner from stakeholder_state where version = $stakeholders and owner is not null
union
select owner from project_state where version = $projects and owner is not null
union
select sponsor from project_state where version = $projects and sponsor is not null
order by name
