"""The one place that removes rows: a whole portfolio, on demand, never as part of a load."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Final

import duckdb

from pmo_core.errors import NotFound
from pmo_core.model import Grant, Kind
from pmo_core.store import audit
from pmo_core.store.backup import backups_of
from pmo_core.store.connection import connect
from pmo_core.store.contents import row_counts
from pmo_core.store.copies import Backup
from pmo_core.store.database import Database
from pmo_core.store.snapshots import current
from pmo_core.store.sql import delete_by_part, delete_by_portfolio
from pmo_core.store.transaction import Transaction

_BY_PART: Final = (*(kind.value for kind in Kind), "missing", "scores", "part_fields")
_BY_PORTFOLIO: Final = (
    "link_answers", "link_events", "links", "checkins", "mappings",
    "snapshots", "pointers", "imports", "versions", "parts", "portfolios",
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """
    What deleting a portfolio removes: rows that count now by kind, versions, loads and remembered shapes.

    `backups` still hold it afterwards; those that cannot be read are among them.
    """

    portfolio: str
    demo: bool
    rows: Mapping[Kind, int]
    versions: int
    loads: int
    mappings: int
    backups: tuple[Backup, ...]


def held(db: Database, portfolio: str) -> Held:
    """
    Say what deleting a portfolio would remove; nothing is changed.

    Raises:
        NotFound: If there is no such portfolio.
    """
    found = db.rows(__file__, "portfolio_content", portfolio=portfolio)
    if not found:
        raise NotFound(f"There is no portfolio {portfolio!r}.", fix="Nothing has to be deleted.")
    demo, made, loads, mappings = found[0]
    rows = row_counts(db, current(db, portfolio))
    backups = tuple(backup for backup in backups_of(db) if _holds(backup, portfolio))
    return Held(portfolio, demo, rows, made, loads, mappings, backups)


def ever_deleted(db: Database) -> bool:
    """Whether a portfolio was ever deleted: an empty workspace is then empty on purpose."""
    return bool(db.rows(__file__, "deletions"))


def delete_portfolio(db: Database, portfolio: str, *, grant: Grant) -> list[Backup]:
    """
    Remove a portfolio with all its rows, versions and snapshots; the audit keeps that it was there.

    Returns:
        The backups that still hold it; those that cannot be read are among them.
    Raises:
        AccessDenied: If the grant does not cover `delete` of the portfolio.
        NotFound: If there is no such portfolio.
    """
    grant.allow("delete", portfolio)
    with db.writing() as tx:
        if not tx.rows(__file__, "portfolio_exists", portfolio=portfolio):
            raise NotFound(f"There is no portfolio {portfolio!r}.", fix="Nothing has to be deleted.")
        _keep_numbers(tx)
        for table in _BY_PART:
            statement = delete_by_part(table)
            tx.execute(statement, portfolio=portfolio)
        tx.execute(
            "delete from version_parts where version in "
            "(select version from versions where portfolio = $portfolio)",
            portfolio=portfolio,
        )
        for table in _BY_PORTFOLIO:
            statement = delete_by_portfolio(table)
            tx.execute(statement, portfolio=portfolio)
        audit.record(tx, by=grant, action="delete", object=portfolio)
    with suppress(duckdb.Error), db.connection.cursor() as cursor:
        cursor.execute("checkpoint")  # refused while somebody reads; then closing folds the log
    return [backup for backup in backups_of(db) if _holds(backup, portfolio)]


def _keep_numbers(tx: Transaction) -> None:
    """Leave a mark that belongs to nobody, so that no number is ever given out a second time."""
    tx.execute(
        "insert into versions select max(version), '', '', 0, 'deleted', '', $now from versions "
        "having max(version) is not null",
        now=tx.moment,
    )
    tx.execute(
        "insert into parts select max(part), '', '', '', false, $now from parts having max(part) is not null",
        now=tx.moment,
    )


def _holds(backup: Backup, portfolio: str) -> bool:
    try:
        with closing(connect(backup.path, read_only=True)) as con:
            found = con.execute(
                "select count(*) from portfolios where portfolio = $name", {"name": portfolio}
            ).fetchall()
    except duckdb.Error:
        return True
    return found != [(0,)]
