-- portfolio_content: what there is of a portfolio beside its rows.
-- grain: portfolio    params: $portfolio    returns: demo, versions, loads, mappings
select demo,
       (select count(*) from versions where versions.portfolio = $portfolio) as versions,
       (select count(*) from imports where imports.portfolio = $portfolio) as loads,
       (select count(distinct mapping_id) from mappings where mappings.portfolio = $portfolio) as mappings
from portfolios where portfolio = $portfolio
