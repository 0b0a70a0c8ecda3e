-- current_versions: the version that counts now, per kind; a kind that was emptied by undo is not listed.
-- grain: kind    params: $portfolio    returns: kind, version
select kind, arg_max(version, seq) as version
from pointers
where portfolio = $portfolio
group by kind
having arg_max(version, seq) > 0
