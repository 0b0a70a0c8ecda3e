-- budgets: projects and money of a version.
-- grain: project and date    params: $version    returns: name, budget
select name, budget from project_state where version = $version order by name, as_of
