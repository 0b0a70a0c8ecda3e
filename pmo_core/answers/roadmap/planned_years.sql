-- planned_years: the share of a project's costs that falls into each year and those before.
-- grain: project, year    params: $version    returns: project, year, share
with yearly as (
    select project_id, year, sum(amount) as spent
    from project_cost_state
    where version = $version and amount >= 0
    group by project_id, year
)
select project_id as project, year,
       sum(spent) over (partition by project_id order by year) / nullif(sum(spent) over (partition by project_id), 0)
           as share
from yearly
order by project_id, year
