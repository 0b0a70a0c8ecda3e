-- objectives: what the portfolio wants, with the horizon of each.
-- grain: objective    params: $version    returns: id, name, horizon, owner, weight
select objective_id as id, name, horizon, owner, weight
from objective_state
where version = $version
order by row
