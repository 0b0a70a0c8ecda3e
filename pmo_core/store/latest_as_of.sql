-- latest_as_of: the last date that the projects of a version describe.
-- grain: one row    params: $version    returns: as_of
select max(as_of) as latest from project_state where version = $version
