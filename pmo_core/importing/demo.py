"""The demo portfolio: committed files that come in through the same door as a user's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from pmo_core.importing.commit import commit
from pmo_core.importing.stage import stage
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

DEMO: Final = "Demo"
FILES: Final = Path(__file__).resolve().parents[2] / "data" / "demo"


def seed_demo(db: Database, *, grant: Grant, today: date) -> dict[Kind, int]:
    """
    Load the demo portfolio, each file as one version; files already in the current versions stay as they are.

    Returns:
        The version of every kind of the demo.
    """
    grant.allow("demo", DEMO)
    if all(known.name != DEMO for known in versions.portfolios(db)):
        with db.writing() as tx:
            versions.create_portfolio(tx, DEMO, demo=True, grant=grant)
    for kind in Kind:
        file = FILES / f"{kind.value}.csv"
        if file.exists():
            _load(db, file, kind=kind, grant=grant, today=today)
    return versions.current(db, DEMO)


def _load(db: Database, file: Path, *, kind: Kind, grant: Grant, today: date) -> None:
    staged = stage(
        db,
        file.read_bytes(),
        label=file.name,
        options=Options(kind=kind, answers={"money_unit": "one"}),
        portfolio=DEMO,
        limits=PAGE_LIMITS,
        today=today,
        mode="replace",
    )
    commit(db, staged, grant=grant)
