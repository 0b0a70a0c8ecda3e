from __future__ import annotations

import pyarrow as pa
import pytest

from pmo_core.errors import NotFound
from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.versions import (
    Moved,
    current,
    history,
    save_part,
    undo,
)
from tests.store.conftest import ADMIN, Save, record_of


def budgets(db: Database) -> dict[str, float]:
    version = current(db, "main").get(Kind.PROJECTS, 0)
    return dict(db.rows(__file__, "budgets", version=version))


def step_back(db: Database, *, to: int | None = None) -> Moved:
    with db.writing() as tx:
        return undo(tx, "main", to=to, grant=ADMIN)


def test_undo_steps_back_one_load_at_a_time(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {"B": 2.0})
    assert step_back(memory) == Moved(Kind.PROJECTS, 2, 1)
    assert budgets(memory) == {"A": 1.0}
    assert step_back(memory) == Moved(Kind.PROJECTS, 1, 0)
    assert budgets(memory) == {}


def test_undo_takes_the_kind_that_was_loaded_last(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    rows = pa.table({"row": [2], "key": ["o"], "deleted": [False], "name": ["Growth"]})
    with memory.writing() as tx:
        save_part(tx, record_of("goals.csv", rows=1, kind=Kind.OBJECTIVES), rows=rows, grant=ADMIN)
    assert step_back(memory) == Moved(Kind.OBJECTIVES, 2, 0)
    assert step_back(memory) == Moved(Kind.PROJECTS, 1, 0)


def test_undo_goes_to_any_version_and_forward_again(memory: Database, save: Save) -> None:
    for number in range(1, 4):
        save(memory, {f"P{number}": float(number)})
    assert step_back(memory, to=1) == Moved(Kind.PROJECTS, 3, 1)
    assert step_back(memory, to=3) == Moved(Kind.PROJECTS, 1, 3)
    assert budgets(memory) == {"P3": 3.0}


def test_a_load_after_undo_builds_on_what_counts(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {"B": 2.0}, keep=True)
    step_back(memory)
    assert save(memory, {"C": 3.0}, keep=True) == 3
    assert budgets(memory) == {"A": 1.0, "C": 3.0}
    assert step_back(memory) == Moved(Kind.PROJECTS, 3, 1)


def test_there_is_an_end_to_undo(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    step_back(memory)
    with pytest.raises(NotFound, match="nothing to undo"):
        step_back(memory)


def test_a_version_of_another_portfolio_cannot_be_gone_to(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    other = save(memory, {"X": 1.0}, portfolio="other")
    with pytest.raises(NotFound, match=f"no version {int(other)}"):
        step_back(memory, to=int(other))


def test_history_says_what_going_back_takes_away(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0, "B": 2.0}, label="march.csv")
    save(memory, {"C": 3.0}, label="june.csv", keep=True)
    newest, oldest = history(memory, "main")
    assert (newest.version, newest.current, newest.taken_away) == (2, True, ())
    assert (oldest.version, oldest.current, oldest.taken_away) == (1, False, ("june.csv",))
    assert oldest.rows_taken_away == 1


def test_history_says_what_going_forward_brings_back(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0}, label="march.csv")
    save(memory, {"C": 3.0}, label="june.csv")
    step_back(memory)
    newest, _ = history(memory, "main")
    assert newest.brought_back == ("june.csv",)
    assert newest.taken_away == ("march.csv",)
