-- version_by_number: one version of a portfolio.
-- grain: version    params: $portfolio, $version    returns: kind, parent
select kind, parent from versions where portfolio = $portfolio and version = $version
