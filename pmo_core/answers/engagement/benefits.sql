-- benefits: what arrived of the benefits of each project after one date and up to another, beside its plan.
-- grain: project and currency    params: $version, $since, $as_of    returns: project, currency, realised, planned
select project_id as project, coalesce(currency, '') as currency, sum(realised) as realised, sum(planned) as planned
from benefit_state
where version = $version and date > $since and date <= $as_of and realised is not null
group by project_id, coalesce(currency, '')
order by project, currency
