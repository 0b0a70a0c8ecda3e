-- listed_dates: the dates for which a version lists the whole portfolio.
-- grain: date    params: $version    returns: as_of
select distinct as_of from project_state where version = $version and not rolling
