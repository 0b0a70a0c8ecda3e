-- deletions: portfolios that were deleted, as the audit keeps them.
-- grain: portfolio    params: none    returns: object
select distinct object from audit where action = 'delete'
