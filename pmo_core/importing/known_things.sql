-- known_things: the objectives, stakeholders or lessons of a version, for recognising them in the next file.
-- grain: row of the version    params: $version    returns: key, id, name
select key, objective_id as id, name from objective_state where version = $version
union all select key, stakeholder_id, name from stakeholder_state where version = $version
union all select key, lesson_id, title from lesson_state where version = $version
order by 1
