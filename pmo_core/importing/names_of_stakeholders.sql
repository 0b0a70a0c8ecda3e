-- names_of_stakeholders: what the stakeholders of a version are called.
-- grain: id and name    params: $version    returns: id, name
select distinct stakeholder_id as id, name from stakeholder_state where version = $version
