"""Snapshots: the version of every kind at one moment, under an id that always leads back to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from pmo_core.errors import NotFound
from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Reader
from pmo_core.store.transaction import Transaction


def current(db: Reader, portfolio: str) -> dict[Kind, int]:
    """Version that counts now per kind; kinds without rows are not in it."""
    return {
        Kind(kind): version for kind, version in db.rows(__file__, "current_versions", portfolio=portfolio)
    }


def snapshot_id(portfolio: str, versions: Mapping[Kind, int]) -> str:
    """12 hex digits that stand for a portfolio and a set of versions: the same set, the same id."""
    listed = sorted(f"{kind.value}={version}" for kind, version in versions.items() if version)
    return hashlib.sha256("\n".join([portfolio, *listed]).encode()).hexdigest()[:12]


def remember(tx: Transaction, portfolio: str) -> None:
    """Write down the present set of versions, so that its id can be found again."""
    versions = current(tx, portfolio)
    name = snapshot_id(portfolio, versions)
    if not versions or tx.rows(__file__, "snapshot_versions", portfolio=portfolio, snapshot_id=name):
        return
    tx.execute(
        "insert into snapshots select $snapshot_id, $portfolio, unnest($kinds), unnest($versions), $now",
        snapshot_id=name,
        portfolio=portfolio,
        kinds=[kind.value for kind in versions],
        versions=list(versions.values()),
        now=tx.moment,
    )


def snapshot(db: Reader, portfolio: str, *, as_of: date | None = None, id: str | None = None) -> Snapshot:
    """
    Fix what a question is asked of.

    Args:
        db: The store.
        portfolio: Name of an existing portfolio.
        as_of: Date the data describe; by default the latest date of the projects, without any today.
        id: An earlier snapshot of the portfolio; by default what counts now.
    Raises:
        NotFound: If the portfolio or the snapshot does not exist.
    """
    versions = current(db, portfolio) if id is None else _found(db, portfolio, id=id)
    if not versions and not db.rows(__file__, "portfolio_exists", portfolio=portfolio):
        raise NotFound(f"There is no portfolio {portfolio!r}.", fix="Import a file into it first.")
    return of_versions(portfolio, versions, as_of=as_of or _latest_date(db, versions))


def of_versions(portfolio: str, versions: Mapping[Kind, int], *, as_of: date) -> Snapshot:
    """Give the snapshot that a set of versions makes at a date."""
    return Snapshot(snapshot_id(portfolio, versions), portfolio, as_of, versions)


def _found(db: Reader, portfolio: str, *, id: str) -> dict[Kind, int]:
    if id == snapshot_id(portfolio, {}):
        return {}
    found = db.rows(__file__, "snapshot_versions", portfolio=portfolio, snapshot_id=id)
    if not found:
        raise NotFound(
            f"{portfolio!r} has no state {id!r}.",
            fix="Open the portfolio without it to see the present state.",
        )
    return {Kind(kind): version for kind, version in found}


def _latest_date(db: Reader, versions: Mapping[Kind, int]) -> date:
    found = db.rows(__file__, "latest_as_of", version=versions.get(Kind.PROJECTS, 0))
    latest = found[0][0]
    return latest if isinstance(latest, date) else datetime.now().astimezone().date()
