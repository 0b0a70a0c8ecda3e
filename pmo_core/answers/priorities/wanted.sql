-- wanted: what the portfolio wants, with its declared weights.
-- grain: objective    params: $version    returns: objective_id, name, weight
select objective_id, name, weight
from objective_state
where version = $version
order by row
