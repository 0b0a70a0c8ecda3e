-- current_versions: the version that counts now, per kind; a kind that was emptied by undo is not listed.
-- grain: kind    params: $portfolio    returns: kind, version
select kind, version
from (
    select kind, version, row_number() over (partition by kind order by seq desc) as newest
    from pointers
    where portfolio = $portfolio
) as moves
where newest = 1 and version > 0
order by kind
