"""The demo portfolio: committed files that come in through the same door as a user's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from pmo_core.importing.commit import commit_together
from pmo_core.importing.stage import Staged, stage
from pmo_core.importing.together import together
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

DEMO: Final = "Demo"
FILES: Final = Path(__file__).resolve().parents[2] / "data" / "demo"


def seed_demo(db: Database, *, grant: Grant, today: date) -> dict[Kind, int]:
    """
    Load the demo portfolio as a whole; files already in the current versions stay as they are.

    Returns:
        The version of every kind of the demo.
    """
    grant.allow("demo", DEMO)
    if all(known.name != DEMO for known in versions.portfolios(db)):
        with db.writing() as tx:
            versions.create_portfolio(tx, DEMO, demo=True, grant=grant)
    files = ((kind, FILES / f"{kind.value}.csv") for kind in Kind)
    staged = [_staged(db, file, kind=kind, today=today) for kind, file in files if file.exists()]
    commit_together(db, together(db, staged), grant=grant)
    return versions.current(db, DEMO)


def _staged(db: Database, file: Path, *, kind: Kind, today: date) -> Staged:
    return stage(
        db,
        file.read_bytes(),
        label=file.name,
        options=Options(kind=kind, answers={"money_unit": "one"}),
        portfolio=DEMO,
        limits=PAGE_LIMITS,
        today=today,
        mode="replace",
    )
