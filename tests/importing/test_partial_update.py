"""An update of some projects leaves the others in the totals; the next whole list decides again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pmo_core import importing
from pmo_core.answers.balance.facts import positions
from pmo_core.store import snapshots
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, Put, staged

HEAD = "Project ID,Project,Status,Finish,Budget (GBP)\n"
LIST = HEAD + "".join(f"P{n},Project {n},Active,2027-06-30,{n}000000\n" for n in range(1, 7))
FEW = HEAD + "P1,Project 1,Active,2027-06-30,9000000\nP9,New,Active,2029-06-30,4000000\n"
LATER = HEAD + "".join(f"P{n},Project {n},Active,2027-06-30,{n}000000\n" for n in range(2, 6))
UPDATE = {"mode": "update"}


def counted(db: Database, on: str | None = None) -> dict[str, float]:
    """Millions of every project that the totals count."""
    at = date.fromisoformat(on) if on else None
    found = positions(db, snapshots.snapshot(db, "main", as_of=at))
    rows = zip(found.key, found.budget, found.reported, strict=True)
    return {str(key): float(budget) / 1e6 for key, budget, reported in rows if reported}


def test_projects_that_an_update_does_not_name_stay_in_the_totals(db: Database, put: Put) -> None:
    put(LIST, "list 2026-03-31.csv")
    made = put(FEW, "few 2026-06-30.csv", answers=UPDATE)
    assert counted(db) == {"P1": 9, "P2": 2, "P3": 3, "P4": 4, "P5": 5, "P6": 6, "P9": 4}
    assert counted(db, "2026-03-31") == {f"P{n}": n for n in range(1, 7)}
    assert ("source", "rolling") in {(guess.name, guess.value) for guess in made.reading.guesses}


def test_the_next_whole_list_takes_out_what_it_does_not_name(db: Database, put: Put) -> None:
    put(LIST, "list 2026-03-31.csv")
    put(FEW, "few 2026-06-30.csv", answers=UPDATE)
    put(LATER, "list 2026-09-30.csv")
    # P9 was never in a whole list: its source may be another one, so it counts until it is finished
    assert counted(db) == {"P2": 2, "P3": 3, "P4": 4, "P5": 5, "P9": 4}


def test_an_update_of_a_listed_date_belongs_to_that_list(db: Database, put: Put) -> None:
    put(LIST, "list 2026-03-31.csv")
    made = put(FEW, "few 2026-03-31.csv", answers=UPDATE)
    assert not made.reading.rolling
    put(LATER, "list 2026-09-30.csv")
    assert counted(db) == {f"P{n}": n for n in range(2, 6)}


def test_an_update_of_the_past_changes_the_past_alone(db: Database, put: Put) -> None:
    put(LIST, "list 2026-03-31.csv")
    put(LIST.replace(",6000000", ",7000000"), "list 2026-09-30.csv")
    put(FEW, "few 2026-06-30.csv", answers=UPDATE)
    assert counted(db)["P6"] == 7
    assert counted(db, "2026-06-30") == {"P1": 9, "P2": 2, "P3": 3, "P4": 4, "P5": 5, "P6": 6, "P9": 4}


def test_whoever_says_that_the_update_is_the_whole_list_is_told_what_leaves(db: Database, put: Put) -> None:
    put(LIST, "list 2026-03-31.csv")
    assert (
        importing.leaving(db, staged(db, FEW, "few 2026-06-30.csv", answers={**UPDATE, "source": "full"}))
        == 5
    )


def test_an_update_of_a_new_date_keeps_what_it_does_not_say(db: Database, put: Put) -> None:
    put(LIST, "list 2026-03-31.csv")
    put("Project ID,Project,Budget (GBP)\nP1,Project 1,9000000\n", "few 2026-06-30.csv", answers=UPDATE)
    found = positions(db, snapshots.snapshot(db, "main"))
    at = list(found.key).index("P1")
    assert (found.budget[at], found.status[at], str(found.finish[at])) == (9e6, "Active", "2027-06-30")


def test_an_undated_update_of_a_portfolio_without_projects_is_its_first_list(db: Database, put: Put) -> None:
    empty = staged(db, LIST)
    assert empty.rows is not None
    importing.commit(db, replace(empty, rows=empty.rows.slice(0, 0)), grant=ADMIN)
    put("Project ID,Project,Budget (GBP)\nP1,Project 1,9000000\n", "few.csv", answers=UPDATE)
    assert counted(db) == {"P1": 9}
