-- names_of_objectives: ids and names of the objectives of a version.
-- grain: id or name    params: $version    returns: text
select objective_id as text from objective_state where version = $version and objective_id is not null
union select name from objective_state where version = $version and name is not null
