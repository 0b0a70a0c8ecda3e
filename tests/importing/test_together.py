"""Files that are dropped together: one set, one transaction, one way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_core import importing
from pmo_core.errors import AnswerNeeded, NotFound
from pmo_core.importing import Staged
from pmo_core.importing.together import next_set, together
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.history import history
from pmo_core.store.signature import signature
from pmo_core.store.snapshots import snapshot
from tests.importing.conftest import ADMIN, Put, staged

PROJECTS = "Project ID,Project name,Status,Budget (£m)\nP1,Payroll,Active,5\nP2,Portal,Active,7\n"
LATER = PROJECTS.replace(",5", ",6")
OBJECTIVES = "Objective ID,Objective name,Weight\nO1,Grow,0.6\nO2,Save,0.4\n"
ALIGNMENT = "Project ID,Objective ID,Share\nP1,O1,0.6\nP9,O2,0.4\nP2,O7,1\n"


@pytest.fixture
def files(db: Database) -> list[Staged]:
    return [
        staged(db, PROJECTS, "projects 2026-03-31.csv"),
        staged(db, OBJECTIVES, "objectives.csv"),
        staged(db, ALIGNMENT, "alignment.csv"),
    ]


def test_a_set_is_loaded_whole_and_taken_back_whole(db: Database, files: list[Staged]) -> None:
    loaded = importing.commit_together(db, files, grant=ADMIN)
    assert set(versions.current(db, "main")) == {Kind.PROJECTS, Kind.OBJECTIVES, Kind.ALIGNMENT}
    made = [version for one in loaded for version in one.made]
    assert len(made) == len(files)
    importing.take_back(db, "main", made=made, grant=ADMIN)
    assert not any(versions.current(db, "main").values())


def test_a_set_with_an_open_question_changes_nothing(db: Database, files: list[Staged]) -> None:
    before = signature(db)
    with pytest.raises(AnswerNeeded, match=r"alignment\.csv has open questions"):
        importing.commit_together(db, [*files[:2], replace(files[2], mode=None)], grant=ADMIN)
    assert signature(db) == before


def test_two_files_of_one_kind_never_share_a_transaction(db: Database, files: list[Staged]) -> None:
    with pytest.raises(ValueError, match="two files of one kind"):
        importing.commit_together(db, [files[0], files[0]], grant=ADMIN)


def test_references_are_looked_up_in_the_rest_of_the_set(db: Database, files: list[Staged]) -> None:
    lost = [
        issue.value
        for one in together(db, files)
        for issue in one.issues
        if issue.code == "reference.unresolved"
    ]
    assert sorted(lost) == ["O7", "P9"]


def test_months_dropped_together_come_in_their_order(db: Database, put: Put) -> None:
    march, june = (
        staged(db, text, f"list {day}.csv") for text, day in ((PROJECTS, "2026-03-31"), (LATER, "2026-06-30"))
    )
    objectives = staged(db, OBJECTIVES, "objectives.csv")
    assert next_set([june, objectives, march]) == (march, objectives)
    importing.commit_together(db, [march, objectives], grant=ADMIN)
    again = staged(db, LATER, "list 2026-06-30.csv")
    assert again.mode == "append"
    assert next_set([again]) == (again,)


def test_a_save_is_not_taken_back_once_another_came_after_it(db: Database, put: Put) -> None:
    loaded = importing.commit(db, staged(db, PROJECTS, "list 2026-03-31.csv"), grant=ADMIN)
    put(LATER, "list 2026-06-30.csv")
    before = signature(db)
    with pytest.raises(NotFound, match="is not in use any more"):
        importing.take_back(db, "main", made=loaded.made, grant=ADMIN)
    assert signature(db) == before


def test_a_set_is_one_moment_and_its_versions_show_the_state_after_all_of_it(
    db: Database, files: list[Staged]
) -> None:
    importing.commit_together(db, files, grant=ADMIN)
    entries = history(db, "main")
    assert len({entry.made_at for entry in entries}) == 1
    assert {entry.snapshot for entry in entries} == {snapshot(db, "main").id}
