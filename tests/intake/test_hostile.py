"""
Files that would mislead or harm: each is right, refused in a sentence that names the cause, or asked about.

Every one goes through staging and loading into a database on disk, which a refusal or a question leaves as it
was to the last byte of its signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from pmo_core.store.database import Database
from tests.intake.hostile import (
    dialects,
    encodings,
    identity,
    kinds,
    layouts,
    limits,
    texts,
    values,
    workbooks,
)
from tests.intake.hostile.case import Case, check, lines, plan

SECTIONS = (kinds, encodings, dialects, layouts, values, identity, workbooks, limits, texts)
CASES = {
    sentence: (module.__name__.rpartition(".")[2], case)
    for module in SECTIONS
    for sentence, case in module.CASES.items()
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database on disk that already holds a portfolio."""
    with closing(Database.open(tmp_path_factory.mktemp("hostile") / "pmo.duckdb")) as opened:
        check(opened, Case(plan(lines(6)), kinds.Loads(rows=6)), portfolio="before")
        yield opened


@pytest.mark.parametrize("sentence", CASES)
def test_hostile(db: Database, sentence: str) -> None:
    section, case = CASES[sentence]
    check(db, case, portfolio=f"{section}: {sentence}"[:80].strip())


def test_the_suite_is_as_large_as_was_promised() -> None:
    assert len(CASES) == sum(len(module.CASES) for module in SECTIONS) >= 200
