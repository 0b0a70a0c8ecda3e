-- columns_of_table: the columns that a table of the schema has.
-- grain: column    params: $table    returns: column_name
select column_name from duckdb_columns() where database_name = current_database() and table_name = $table
