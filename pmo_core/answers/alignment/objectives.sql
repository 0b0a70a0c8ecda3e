-- objectives: what the portfolio wants, with weight, horizon and owner as declared.
-- grain: objective    params: $version    returns: objective_id, name, weight, horizon, owner
select objective_id, name, weight, horizon, owner
from objective_state
where version = $version
order by row
