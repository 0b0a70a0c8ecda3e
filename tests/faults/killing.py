"""Processes killed at a random moment of an import: what was acknowledged is there, and nothing by half."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pmo_core import importing
from pmo_core.errors import PmoError
from pmo_core.importing.outcome import outcome
from pmo_core.store.audit import verify
from pmo_core.store.database import Database
from tests.faults.figures import Figure
from tests.faults.lists import ADMIN, ProjectList, staged
from tests.faults.loading import Loader, loader

WINDOW_SECONDS = 0.4
REOPEN_SECONDS = 2.0
_OPENING = 0.15
"""Share of the kills that come while the database is opened, mostly while a log is read."""
_AIMED = 0.5
"""Share of the others that wait for the next commit to begin, and come within its time."""
COMMIT_SECONDS = 0.04


@dataclass
class Ledger:
    """What was told and what was found, over all cycles."""

    kills: int = 0
    acknowledged: set[int] = field(default_factory=set)
    unanswered: int = 0
    unanswered_loaded: int = 0
    reopened: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    not_opened: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    next_number: int = 0


def kills(path: Path, *, cycles: int, seed: int = 5) -> list[Figure]:
    """Load, kill, reopen, compare, send again; a breach does not stop the rest."""
    chance, ledger = random.Random(seed), Ledger()
    for _ in range(cycles):
        unanswered = _killed(path, ledger, chance=chance)
        while chance.random() < _OPENING:
            unanswered |= _killed_while_opening(path, ledger, chance=chance)
        _reopened(path, ledger, unanswered=unanswered)
    return _figures(ledger)


def _killed(path: Path, ledger: Ledger, *, chance: random.Random) -> set[int]:
    """Let a process load for a while; give the numbers that it began and never acknowledged."""
    with loader(path, first=ledger.next_number) as running:
        running.wait_for("open")
        time.sleep(chance.uniform(0, WINDOW_SECONDS))
        if chance.random() < _AIMED:
            running.wait_for("begun")
            time.sleep(chance.uniform(0, COMMIT_SECONDS))
        return _ended(running, ledger)


def _killed_while_opening(path: Path, ledger: Ledger, *, chance: random.Random) -> set[int]:
    """The next process finds the log of the last one, and does not live to read all of it."""
    with loader(path, first=ledger.next_number) as running:
        time.sleep(chance.uniform(0, WINDOW_SECONDS / 4))
        return _ended(running, ledger)


def _ended(running: Loader, ledger: Ledger) -> set[int]:
    if not running.kill():
        ledger.not_opened.append("a process ended before it was killed")
    ledger.kills += 1
    ledger.acknowledged |= running.acknowledged
    ledger.next_number = max([ledger.next_number, *(number + 1 for number in running.begun)])
    return running.begun - running.acknowledged


def _reopened(path: Path, ledger: Ledger, *, unanswered: set[int]) -> None:
    began = time.perf_counter()
    try:
        db = Database.open(path)
    except PmoError as problem:
        ledger.not_opened.append(str(problem))
        return
    ledger.reopened.append(time.perf_counter() - began)
    with closing(db):
        if db.read_only:
            ledger.not_opened.append(f"for reading only: {db.notice}")
            return
        _compare(db, ledger)
        for number in sorted(unanswered):
            _send_again(db, ledger, ProjectList(number))
        _compare(db, ledger)


def _compare(db: Database, ledger: Ledger) -> None:
    found = {row[0]: row[1:] for row in db.rows(__file__, "every_load")}
    whole = {one.import_id: (one.rows, one.budget, 1, 1, 1) for one in _lists(range(ledger.next_number))}
    ledger.lost += [one.import_id for one in _lists(ledger.acknowledged) if one.import_id not in found]
    ledger.partial += [f"{name} {held}" for name, held in found.items() if held != whole.get(name)]
    if not verify(db).ok:
        ledger.partial.append("the audit")


def _lists(numbers: Iterable[int]) -> list[ProjectList]:
    return [ProjectList(number) for number in numbers]


def _send_again(db: Database, ledger: Ledger, unanswered: ProjectList) -> None:
    """What the product says of it, what is true, and what a retry makes of it."""
    there = db.rows(__file__, "rows_of_load", import_id=unanswered.import_id)[0][0]
    said = outcome(db, unanswered.import_id)
    ledger.unanswered += 1
    ledger.unanswered_loaded += said.loaded
    if there != (unanswered.rows if said.loaded else 0):
        ledger.untrue.append(f"{said.in_words(unanswered.label)} {there} rows are there")
    loaded = importing.commit(db, staged(db, unanswered), grant=ADMIN)
    if loaded.already_imported != said.loaded:
        ledger.twice.append(f"{unanswered.import_id} sent again: {loaded}")
    ledger.acknowledged.add(unanswered.number)


def _figures(ledger: Ledger) -> list[Figure]:
    loads, times = len(ledger.acknowledged), sorted(ledger.reopened) or [0.0]
    median, worst = times[len(times) // 2], times[-1]
    kept = (
        f" ({ledger.unanswered_loaded} had been loaded, {ledger.unanswered - ledger.unanswered_loaded} not)"
    )
    return [
        Figure.none_of("an acknowledged import is never lost", ledger.lost, tried=loads),
        Figure.none_of("no import is there by half", ledger.partial, tried=loads),
        Figure.none_of("the database opens after a kill", ledger.not_opened, tried=ledger.kills),
        Figure(
            f"it opens within {REOPEN_SECONDS:g} s",
            f"median {median * 1000:.0f} ms, worst {worst * 1000:.0f} ms",
            held=worst < REOPEN_SECONDS,
        ),
        Figure.none_of(
            "the truth is told about imports without an answer",
            ledger.untrue,
            tried=ledger.unanswered,
            more=kept,
        ),
        Figure.none_of("sent again, such an import counts once", ledger.twice, tried=ledger.unanswered),
    ]
