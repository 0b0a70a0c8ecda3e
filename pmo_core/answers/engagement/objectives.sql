-- objectives: what the portfolio wants.
-- grain: objective    params: $version    returns: id, name
select objective_id as id, name
from objective_state
where version = $version
order by row
