-- previous_version: the version of the projects that was current before, and its last date up to this one.
-- grain: one row    params: $version, $as_of    returns: before, latest (null if it holds nothing by then)
select versions.parent as before,
       (select max(state.as_of) from project_state as state
        where state.version = versions.parent and state.as_of <= $as_of) as latest
from versions
where versions.version = $version and versions.parent > 0
