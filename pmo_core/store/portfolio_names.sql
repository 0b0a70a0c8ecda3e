-- portfolio_names: every portfolio, own ones first.
-- grain: portfolio    params: none    returns: portfolio, demo
select portfolio, demo from portfolios order by demo, lower(portfolio), portfolio
