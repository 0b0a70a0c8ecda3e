"""The only reader of user files: bytes become a table, a mapping, and checked rows with issues."""
