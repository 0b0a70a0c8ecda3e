-- columns_of_table: the columns that a table of the schema has.
-- grain: column    params: $table    returns: column_name
select name as column_name from pragma_table_info($table)
