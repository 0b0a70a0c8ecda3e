-- drift_dates: the last dates that the projects describe, up to one.
-- grain: date    params: $version, $as_of, $most    returns: day
select as_of as day
from project_state
where version = $version and as_of <= $as_of
group by as_of
order by as_of desc
limit $most
