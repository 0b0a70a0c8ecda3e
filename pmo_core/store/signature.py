"""The whole content of a database in two numbers per table: equal signatures, equal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from pmo_core.store.sql import content_of

if TYPE_CHECKING:
    from pmo_core.store.database import Database

Signature = dict[str, tuple[int, int]]
"""Table → (rows, sum of the hashes of its rows)."""


def signature(db: Database) -> Signature:
    """Count and hash sum of every table; the order of rows does not matter."""
    return db.run(read_every_table)


def read_every_table(con: duckdb.DuckDBPyConnection, *, catalog: str | None = None) -> Signature:
    """
    Read every block of every table once, which also proves the checksums.

    Args:
        con: A connection or cursor.
        catalog: Name of an attached database; by default the one that is open.
    Raises:
        duckdb.Error: If a block cannot be read.
    """
    chosen = catalog or con.execute("select current_database()").fetchall()[0][0]
    names = con.execute(
        "select table_name from duckdb_tables() where database_name = $chosen and not internal order by all",
        {"chosen": chosen},
    ).fetchall()
    found: Signature = {}
    for (name,) in names:
        statement = content_of(name, within=chosen)
        rows, total = con.execute(statement).fetchall()[0]
        found[name] = (int(rows), int(total))
    return found
