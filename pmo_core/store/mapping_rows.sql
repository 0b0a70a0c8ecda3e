-- mapping_rows: how files of one shape are read, as last remembered; newest first.
-- grain: mapping    params: $portfolio    returns: mapping_id, kind, name, fingerprint, headers, recipe, who, made_at
select mapping_id, kind, name, fingerprint, headers, recipe, who, made_at
from (
    select *, row_number() over (partition by mapping_id order by seq desc) as newest
    from mappings
    where portfolio = $portfolio
) as states
where newest = 1 and not deleted
order by seq desc
