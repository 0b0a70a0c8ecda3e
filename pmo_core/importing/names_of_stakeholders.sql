-- names_of_stakeholders: ids and names of the stakeholders of a version.
-- grain: id or name    params: $version    returns: text
select stakeholder_id as text from stakeholder_state where version = $version and stakeholder_id is not null
union select name from stakeholder_state where version = $version and name is not null
