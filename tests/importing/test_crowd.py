"""Twenty people at once: every file is read, saved and taken back as if its owner were alone."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pmo_core import importing
from pmo_core.errors import ChangedSince
from pmo_core.importing import Loaded, Staged
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from tests.importing.conftest import ADMIN, TODAY

PEOPLE = 20
ROWS = 30


@pytest.fixture
def db(tmp_path: Path) -> Generator[Database, None, None]:
    """A store in a file, as a server has it."""
    with closing(Database.open(tmp_path / "pmo.duckdb")) as store:
        yield store


def content(person: int) -> bytes:
    rows = [f"P{person}-{n},Project {person}-{n},Active,{(person + 1) * 100_000 + n}" for n in range(ROWS)]
    return "\n".join(["Project ID,Project name,Status,Budget (£)", *rows]).encode()


def read(db: Database, person: int, portfolio: str) -> Staged:
    staged = importing.stage(
        db,
        content(person),
        label=f"list of {person} 2026-03-31.csv",
        options=Options(answers={"mode": "append", "money_unit": "one"}),
        portfolio=portfolio,
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    assert staged.ready, staged.questions
    return staged


def bring(db: Database, person: int, portfolio: str) -> Loaded:
    """Save a file as a person would: whoever is told that others were faster looks again."""
    for _ in range(PEOPLE):
        with suppress(ChangedSince):
            return importing.commit(db, read(db, person, portfolio), grant=ADMIN)
    raise AssertionError("others were faster every time")


def held(db: Database, portfolio: str) -> list[tuple[str, float]]:
    version = versions.current(db, portfolio)[Kind.PROJECTS]
    rows = versions.rows_of(db, Kind.PROJECTS, version=version)
    return sorted(zip(rows["project_id"].to_pylist(), rows["budget"].to_pylist(), strict=True))


def expected(*people: int) -> list[tuple[str, float]]:
    return sorted((f"P{p}-{n}", float((p + 1) * 100_000 + n)) for p in people for n in range(ROWS))


def test_files_of_twenty_people_are_never_mixed(db: Database) -> None:
    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(lambda person: bring(db, person, f"of {person}"), range(PEOPLE)))
    for person in range(PEOPLE):
        assert held(db, f"of {person}") == expected(person)


def test_twenty_files_for_one_portfolio_all_arrive(db: Database) -> None:
    with ThreadPoolExecutor(PEOPLE) as pool:
        made = list(pool.map(lambda person: bring(db, person, "main"), range(PEOPLE)))
    assert len({loaded.version for loaded in made}) == PEOPLE
    assert held(db, "main") == expected(*range(PEOPLE))


def test_nobody_overwrites_what_came_after_they_looked(db: Database) -> None:
    mine, theirs = read(db, 1, "main"), read(db, 2, "main")
    importing.commit(db, theirs, grant=ADMIN)
    before = signature(db)
    with pytest.raises(ChangedSince, match="changed the projects of main"):
        importing.commit(db, mine, grant=ADMIN)
    assert signature(db) == before


def test_a_save_that_is_tried_again_counts_once(db: Database) -> None:
    staged = read(db, 1, "main")
    first = importing.commit(db, staged, grant=ADMIN)
    again = importing.commit(db, staged, grant=ADMIN)
    assert (again.version, again.already_imported) == (first.version, True)
