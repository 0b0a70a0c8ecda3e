"""What people have rated stays with the next list, unless that list has a column for it."""

from __future__ import annotations

import pytest

from pmo_core.importing.entry import rate_projects
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put

HEAD = "Project ID,Project,Finish,Budget (GBP)\n"
MARCH = HEAD + "".join(f"P{n},Project {n},2027-06-30,{n}000000\n" for n in range(1, 4))
JUNE = HEAD + "".join(f"P{n},Project {n},2027-06-30,{n}500000\n" for n in range(2, 5))


@pytest.fixture
def rated(db: Database, put: Put) -> None:
    put(MARCH, "list 2026-03-31.csv")
    edits = {"P1": {"risk": 2.0}, "P2": {"risk": 4.0, "short_term_value": 7.0}, "P3": {"horizon": "long"}}
    rate_projects(db, "main", edits=edits, grant=ADMIN, today=TODAY)


def now(db: Database) -> dict[str, tuple[object, object, object]]:
    version = versions.current(db, "main")[Kind.PROJECTS]
    rows = versions.rows_of(db, Kind.PROJECTS, version=version)
    names = ("project_key", "as_of", "risk", "short_term_value", "horizon")
    latest = [row for row in zip(*(rows[n].to_pylist() for n in names), strict=True) if row[1].month != 3]
    return {key: (risk, short, horizon) for key, _, risk, short, horizon in latest}


@pytest.mark.usefixtures("rated")
def test_ratings_stay_with_the_next_list_and_the_one_after(db: Database, put: Put) -> None:
    staged = put(JUNE, "list 2026-06-30.csv")
    assert staged.mode == "append"
    assert now(db) == {"P2": (4.0, 7.0, None), "P3": (None, None, "long"), "P4": (None, None, None)}
    (note,) = [issue for issue in staged.issues if issue.code == "entered.kept"]
    assert "short-term value, risk and horizon of 2 projects" in note.problem
    put(JUNE.replace("500000", "600000"), "list 2026-09-30.csv")
    assert now(db)["P2"] == (4.0, 7.0, None)


@pytest.mark.usefixtures("rated")
def test_a_list_with_a_column_of_its_own_counts_alone(db: Database, put: Put) -> None:
    own = JUNE.replace("(GBP)", "(GBP),Risk").replace("500000\n", "500000,5\n")
    put(own, "list 2026-06-30.csv")
    assert {key: risk for key, (risk, _, _) in now(db).items()} == {"P2": 5.0, "P3": 5.0, "P4": 5.0}
    assert now(db)["P2"][1] == 7.0


@pytest.mark.usefixtures("rated")
def test_a_list_of_the_past_knows_nothing_of_what_was_entered_after_it(db: Database, put: Put) -> None:
    staged = put(JUNE, "list 2025-12-31.csv")
    assert staged.mode == "append"
    assert set(now(db).values()) == {(None, None, None)}
    assert "entered.kept" not in {issue.code for issue in staged.issues}
