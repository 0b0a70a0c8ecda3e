"""What processes told before they died, held against what the database then holds."""

from __future__ import annotations

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
from tests.faults.loading import Loader

REOPEN_SECONDS = 2.0


@dataclass
class Ledger:
    """The truth so far; a breach is kept and does not stop the rest."""

    next_number: int = 0
    ends: int = 0
    acknowledged: set[int] = field(default_factory=set)
    in_doubt: set[int] = field(default_factory=set)
    unanswered: int = 0
    unanswered_loaded: int = 0
    reopened: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    not_opened: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def ended(self, running: Loader) -> None:
        """A process is gone: what it began without an answer is in doubt."""
        self.ends += 1
        self.acknowledged |= running.acknowledged
        self.in_doubt |= running.begun - running.acknowledged
        self.next_number = max([self.next_number, *(number + 1 for number in running.begun)])

    def reopen(self, path: Path) -> None:
        """Open, compare every load, ask what became of those in doubt, send them again, compare again."""
        began = time.perf_counter()
        try:
            db = Database.open(path)
        except PmoError as problem:
            self.not_opened.append(str(problem))
            return
        self.reopened.append(time.perf_counter() - began)
        with closing(db):
            if db.read_only:
                self.not_opened.append(f"for reading only: {db.notice}")
                return
            self._compare(db)
            for number in sorted(self.in_doubt):
                self._send_again(db, ProjectList(number))
            self.in_doubt.clear()
            self._compare(db)

    def _compare(self, db: Database) -> None:
        found = {row[0]: row[1:] for row in db.rows(__file__, "every_load")}
        whole = {one.import_id: (one.rows, one.budget, 1, 1, 1) for one in _lists(range(self.next_number))}
        self.lost += [one.import_id for one in _lists(self.acknowledged) if one.import_id not in found]
        self.partial += [f"{name} {held}" for name, held in found.items() if held != whole.get(name)]
        if not verify(db).ok:
            self.partial.append("the audit")

    def _send_again(self, db: Database, unanswered: ProjectList) -> None:
        """What the product says of it, what is true, and what a retry makes of it."""
        there = db.rows(__file__, "rows_of_load", import_id=unanswered.import_id)[0][0]
        said = outcome(db, unanswered.import_id)
        self.unanswered += 1
        self.unanswered_loaded += said.loaded
        if there != (unanswered.rows if said.loaded else 0):
            self.untrue.append(f"{said.in_words(unanswered.label)} {there} rows are there")
        loaded = importing.commit(db, staged(db, unanswered), grant=ADMIN)
        if loaded.already_imported != said.loaded:
            self.twice.append(f"{unanswered.import_id} sent again: {loaded}")
        self.acknowledged.add(unanswered.number)

    def figures(self, how: str) -> list[Figure]:
        """The lines of the table; `how` the processes ended."""
        loads, times = len(self.acknowledged), sorted(self.reopened) or [0.0]
        median, worst = times[len(times) // 2], times[-1]
        not_loaded = self.unanswered - self.unanswered_loaded
        known = f" ({self.unanswered_loaded} had been loaded, {not_loaded} not)"
        answered = loads - self.unanswered
        return [
            Figure.none_of(f"{how}: no acknowledged import is lost", self.lost, tried=answered),
            Figure.none_of(f"{how}: no import is there by half", self.partial, tried=loads),
            Figure.none_of(f"{how}: the database opens afterwards", self.not_opened, tried=self.ends),
            Figure(
                f"{how}: it opens within {REOPEN_SECONDS:g} s",
                f"median {median * 1000:.0f} ms, worst {worst * 1000:.0f} ms",
                held=worst < REOPEN_SECONDS,
            ),
            Figure.none_of(
                f"{how}: the truth about imports without an answer",
                self.untrue,
                tried=self.unanswered,
                more=known,
            ),
            Figure.none_of(
                f"{how}: such an import, sent again, counts once", self.twice, tried=self.unanswered
            ),
        ]


def _lists(numbers: Iterable[int]) -> list[ProjectList]:
    return [ProjectList(number) for number in numbers]
