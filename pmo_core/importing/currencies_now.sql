-- currencies_now: the currencies of the projects of a version.
-- grain: currency    params: $version    returns: currency
select distinct currency from project_state where version = $version and currency is not null
