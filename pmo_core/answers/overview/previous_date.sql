-- previous_date: the last date before this one that the version describes.
-- grain: one row    params: $version, $as_of    returns: before (null at the first date)
with standing as (
    select max(as_of) as latest from project_state where version = $version and as_of <= $as_of
)
select max(state.as_of) as before
from project_state as state, standing
where state.version = $version and state.as_of < standing.latest
