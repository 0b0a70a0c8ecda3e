-- rows_per_part: how many rows each load has left.
-- grain: part    params: none    returns: rows
select count(*) as row_count from projects group by part
