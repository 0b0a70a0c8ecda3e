-- names_of_objectives: what the objectives of a version are called.
-- grain: id and name    params: $version    returns: id, name
select distinct objective_id as id, name from objective_state where version = $version
