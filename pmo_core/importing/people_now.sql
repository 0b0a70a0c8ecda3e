-- people_now: names of the stakeholders of a version.
-- grain: name    params: $version    returns: name
select distinct name from stakeholder_state where version = $version and name is not null order by name
