-- latest_contact: the last contact up to a day.
-- grain: one row    params: $version, $as_of    returns: day
select max(date) as day from contact_log where version = $version and date <= $as_of
