-- portfolio_exists: whether a portfolio of this name was ever made.
-- grain: portfolio    params: $portfolio    returns: portfolio
select portfolio from portfolios where portfolio = $portfolio limit 1
