-- as_of_dates: dates that the projects of a version describe, newest first.
-- grain: date    params: $version    returns: as_of
select distinct as_of from project_state where version = $version and as_of is not null order by as_of desc
