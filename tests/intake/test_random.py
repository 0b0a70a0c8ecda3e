"""
Random files and answers: a table or a sentence, never anything else, and no change where nothing is loaded.

With `PMO_RANDOM=long` ten thousand texts and two thousand workbooks are tried.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_core.errors import IntakeError
from pmo_core.importing import commit, stage
from pmo_core.importing.stage import Staged
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from tests.intake.random_files import PICKS, tables, workbooks
from tests.shelf import GRANT

LONG = os.environ.get("PMO_RANDOM") == "long"
TODAY = date(2026, 9, 30)


def examples(short: int, long: int) -> settings:
    return settings(
        max_examples=long if LONG else short,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    with closing(Database.memory()) as opened:
        yield opened


def taken(db: Database, content: bytes, answers: dict[str, str]) -> Staged | None:
    """Stage a file; None if it is refused in a sentence. The database stays as it was."""
    before = signature(db)
    try:
        staged = stage(
            db,
            content,
            label="plan.csv",
            options=Options(answers=answers),
            portfolio=hashlib.sha256(content).hexdigest(),
            limits=PAGE_LIMITS,
            today=TODAY,
        )
    except IntakeError:
        staged = None
    assert signature(db) == before
    return staged


def survives(db: Database, content: bytes, picks: list[int]) -> None:
    """Answer what is asked with what is offered, and load what can be loaded."""
    answers: dict[str, str] = {}
    picking = cycle(picks)
    for _ in range(6):
        staged = taken(db, content, answers)
        if staged is None:
            return
        reading = staged.reading
        raw = reading.raw
        assert raw.rows_read == len(raw.rows) + raw.rows_skipped + raw.rows_refused
        assert all(len(column) == len(raw.rows) for column in raw.columns)
        assert len(set(raw.headers)) == len(raw.headers) == len(raw.columns)
        if staged.ready:
            assert reading.rows_read == reading.rows_loaded + reading.rows_refused + reading.rows_skipped
            commit(db, staged, grant=GRANT)
            return
        new = [question for question in staged.questions if question.id not in answers]
        if not new:
            return
        for question in new:
            offered = [choice.value for choice in question.choices] or ["1"]
            answers[question.id] = offered[next(picking) % len(offered)]


@examples(short=150, long=5_000)
@given(tables(), PICKS)
def test_random_tables_and_answers_give_rows_or_a_sentence(
    db: Database, content: bytes, picks: list[int]
) -> None:
    survives(db, content, picks)


@examples(short=100, long=5_000)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)), PICKS)
def test_random_bytes_and_answers_give_rows_or_a_sentence(
    db: Database, content: bytes, picks: list[int]
) -> None:
    survives(db, content, picks)


@examples(short=40, long=2_000)
@given(workbooks(), PICKS)
def test_a_changed_workbook_and_answers_give_rows_or_a_sentence(
    db: Database, content: bytes, picks: list[int]
) -> None:
    survives(db, content, picks)
