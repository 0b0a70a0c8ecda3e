-- yearly_costs: what each project costs per calendar year.
-- grain: project, year, currency    params: $version    returns: project_id, year, currency, amount
-- A negative amount is no amount.
select project_id, year, currency, sum(amount) as amount
from project_cost_state
where version = $version and amount >= 0 and year is not null
group by project_id, year, currency
order by project_id, year, currency
