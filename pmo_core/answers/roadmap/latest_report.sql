-- latest_report: the last date for which milestones were told, up to a day.
-- grain: one row    params: $version, $as_of    returns: day
select max(as_of) as day from milestone_state where version = $version and as_of <= $as_of
