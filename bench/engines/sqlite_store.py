"""
The same work on a store of sqlite3: python -m bench.engines.sqlite_store OPERATION PREPARED STORE

PREPARED is a folder that `bench.engines.with_sqlite3` has loaded a portfolio into; every run works on a copy.
The log is written ahead and every commit is forced to the disk, as the product's are.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.answers import balance
from bench.engines.measured import repeated
from bench.engines.reading import Latencies, beside
from bench.engines.shapes import SHAPES
from bench.engines.sqlite_answers import figures, number, sums
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
from bench.engines.with_sqlite3 import FILE, rows

KEYED: Final = "create unique index if not exists kpis_key on kpis (name, period)"
RUNAWAY: Final = """with recursive endless(n) as (select 1 union all select n + 1 from endless)
select count(*) from endless"""


def opened(path: Path) -> sqlite3.Connection:
    """A connection that loses nothing."""
    con = sqlite3.connect(path, timeout=60, check_same_thread=False)
    con.execute("pragma journal_mode = wal")
    con.execute("pragma synchronous = full")
    return con


def judged(con: sqlite3.Connection, turn: int) -> float:
    """The balance under the target of that time; horizons without a name are not wanted."""
    return balance(sums(con), (*shares(turn), 0.0))["balance"]


def balance_warm(path: Path) -> None:
    con = opened(path)
    repeated(lambda turn: judged(con, turn), told, times=MANY)


def reopen(path: Path) -> None:
    def work(turn: int) -> float:
        con = opened(path)
        figures(con)
        found = judged(con, turn)
        con.close()
        return found

    repeated(work, told, times=FEW)


def readers(path: Path) -> None:
    latencies, own, con = Latencies(), threading.local(), opened(path)

    def ask() -> float:
        own.con = getattr(own, "con", None) or opened(path)
        return judged(own.con, 0)

    def work(_: int) -> dict[str, float]:
        return beside(latencies, ask=ask, write=lambda number: enter(con, number))

    repeated(work, lambda found: found[0], times=1, warm=0, figures=latencies.figures)


def enter(con: sqlite3.Connection, turn: int) -> None:
    with con:
        row = (contact_on(turn).isoformat(), STAKEHOLDER, "call", None)
        con.execute("insert into contacts values (?, ?, ?, ?)", row)


def commits(path: Path) -> None:
    con = opened(path)
    before = con.execute("select count(*) from contacts").fetchone()[0]

    def added(_: list[None]) -> dict[str, float]:
        return {"contacts": con.execute("select count(*) from contacts").fetchone()[0] - before}

    repeated(lambda turn: enter(con, turn), added, times=MANY)


def update(path: Path) -> None:
    """An upsert into an indexed table."""
    con = opened(path)
    con.execute(KEYED)
    columns = list(SHAPES["kpis"].columns)
    marks = ", ".join("?" * len(columns))
    news = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in SHAPES["kpis"].key)
    upsert = f"insert into kpis values ({marks}) on conflict (name, period) do update set {news}"

    def work(_: int) -> None:
        with con:
            con.executemany(upsert, rows(path.parent / UPDATE, SHAPES["kpis"]))

    def found(_: list[None]) -> dict[str, float]:
        count, total = con.execute(f"select count(*), sum({number('value')}) from kpis").fetchone()
        return {"readings": count, "values": total}

    repeated(work, found, times=1, warm=0)


def interrupt(path: Path) -> None:
    con = opened(path)

    def work(_: int) -> bool:
        timer = threading.Timer(STOPPED_AFTER, con.interrupt)
        timer.start()
        try:
            con.execute(RUNAWAY).fetchall()
        except sqlite3.OperationalError:
            return True
        return False

    repeated(work, lambda found: {"stopped": sum(found)}, times=FEW)


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
