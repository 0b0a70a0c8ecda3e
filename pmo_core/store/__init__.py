"""The only place that speaks DuckDB: schema, versions, snapshots, backups."""
