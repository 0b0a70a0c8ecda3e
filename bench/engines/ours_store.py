"""
What the store costs the product: python -m bench.engines.ours_store OPERATION PREPARED STORE

PREPARED is a folder that `bench.engines.ours` has loaded a portfolio into; every run works on a copy.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from bench.answers import Answers
from bench.engines.measured import repeated
from bench.engines.ours import PORTFOLIO
from bench.engines.reading import Latencies, beside
from bench.engines.store_work import (
    FEW,
    MANY,
    STAKEHOLDER,
    STOPPED_AFTER,
    UPDATE,
    contact_on,
    do_named,
    shares,
    told,
)
from pmo_core.answers.balance import facts as balance
from pmo_core.answers.balance.judgement import over_time
from pmo_core.answers.balance.metric import Aim
from pmo_core.answers.balance.view import balance_view
from pmo_core.answers.overview.facts import gather
from pmo_core.answers.overview.judgement import judge, stand, weigh
from pmo_core.errors import QueryTimeout
from pmo_core.importing import Staged, commit, stage
from pmo_core.importing.adding import add_contact
from pmo_core.intake.options import Options
from pmo_core.limits import COMMAND_LINE_LIMITS, JOB_QUERY_SECONDS
from pmo_core.model import Basis, Horizon, Kind
from pmo_core.scenario import Mix
from pmo_core.settings import Mode
from pmo_core.sharing.roles import require
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.standing import settings_in_force

PACKAGES: Final = ("duckdb", "pyarrow", "numpy")
FILE: Final = "pmo.duckdb"


def target(number: int) -> Mix:
    """Another target for every time."""
    return dict(zip((Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG), shares(number), strict=True))


def opened(path: Path) -> Database:
    """A database as a job opens it."""
    db = Database.open(path)
    db.seconds = JOB_QUERY_SECONDS
    return db


def balance_warm(path: Path) -> None:
    """Judge and word the balance under another target, as a slider on the page asks for it."""
    db = opened(path)
    standing = stand(gather(db, versions.snapshot(db, PORTFOLIO)))

    def work(number: int) -> float:
        judged = weigh(standing, target=target(number)).balance
        balance_view(judged)
        return judged.balance.value or 0.0

    repeated(work, told, times=MANY, packages=PACKAGES)


def reopen(path: Path) -> None:
    """Open the file and judge its newest state: what the first visitor after a restart waits for."""

    def work(number: int) -> float:
        db = opened(path)
        try:
            judged = judge(gather(db, versions.snapshot(db, PORTFOLIO)), target=target(number)).balance
            balance_view(judged)
        finally:
            db.close()
        return judged.balance.value or 0.0

    repeated(work, told, times=FEW, packages=PACKAGES)


def readers(path: Path) -> None:
    """Eight threads ask the database for the balance while a ninth enters contacts."""
    db = opened(path)
    snapshot = versions.snapshot(db, PORTFOLIO)
    settings = settings_in_force(db, snapshot)
    aim, latencies = Aim(target(0), "reader"), Latencies()

    def ask() -> float:
        dated = balance.history(
            db, snapshot, rule=settings.rule, basis=settings.basis or Basis.BUDGET, currency=""
        )
        return over_time(dated, aim)[-1].balance or 0.0

    def work(_: int) -> Answers:
        return beside(latencies, ask=ask, write=lambda number: enter(db, number))

    ask()
    repeated(work, lambda found: found[0], times=1, warm=0, packages=PACKAGES, figures=latencies.figures)


def enter(db: Database, number: int) -> None:
    """Enter one contact, durably."""
    row = {"date": contact_on(number), "stakeholder": STAKEHOLDER, "channel": "call"}
    add_contact(db, PORTFOLIO, row=row, grant=require("import", mode=Mode.LOCAL), today=date(2026, 7, 1))


def commits(path: Path) -> None:
    """One contact entered: checked, written as a version with its audit row, durable."""
    db = opened(path)
    before = len(db.rows(__file__, "contacts"))
    repeated(
        lambda number: enter(db, number),
        lambda _: {"contacts": len(db.rows(__file__, "contacts")) - before},
        times=MANY,
        packages=PACKAGES,
    )


def update(path: Path) -> None:
    """A file of readings that are there already, with other values: a hundredth of all."""
    db = opened(path)
    file = path.parent / UPDATE

    def staged() -> Staged:
        return stage(
            db,
            file.read_bytes(),
            label=file.name,
            options=Options(),
            portfolio=PORTFOLIO,
            limits=COMMAND_LINE_LIMITS,
            today=date(2026, 7, 1),
            mode="update",
        )

    def work(_: int) -> None:
        commit(db, staged(), grant=require("import", mode=Mode.LOCAL))

    def found(_: list[None]) -> Answers:
        rows, values = db.rows(__file__, "readings", version=versions.current(db, PORTFOLIO)[Kind.KPIS])[0]
        return {"readings": rows, "values": values}

    staged()  # a running server has its word lists read
    repeated(work, found, times=1, warm=0, packages=PACKAGES)


def interrupt(path: Path) -> None:
    """How long after its time a runaway question ends."""
    db = opened(path)
    db.seconds = STOPPED_AFTER

    def work(_: int) -> bool:
        try:
            db.rows(__file__, "runaway")
        except QueryTimeout:
            return True
        return False

    repeated(work, lambda found: {"stopped": sum(found)}, times=FEW, packages=PACKAGES)


OPERATIONS: Final[dict[str, Callable[[Path], None]]] = {
    "balance-warm": balance_warm,
    "reopen": reopen,
    "readers": readers,
    "commit": commits,
    "update": update,
    "interrupt": interrupt,
}

if __name__ == "__main__":
    do_named(OPERATIONS, file=FILE)
