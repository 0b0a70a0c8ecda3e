"""A fault of ours while a file is saved: nobody has to guess whether it is in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pages.shared import frame
from pages.shared.files import saving
from pages.shared.files.held import HeldFile
from pages.shared.session import database
from pmo_core import importing
from pmo_core.importing import Loaded, Staged
from pmo_core.store.database import Database
from tests.faults.lists import ADMIN, ProjectList, staged

Commit = Callable[..., tuple[Loaded, ...]]


def commit_then_fail(db: Database, files: Sequence[Staged], **named: object) -> tuple[Loaded, ...]:
    REAL(db, files, **named)
    raise RuntimeError("after the commit")


def fail(*_: object, **__: object) -> tuple[Loaded, ...]:
    raise RuntimeError("before the commit")


REAL: Commit = importing.commit_together


@pytest.mark.parametrize(
    ("faulty", "words"), [(commit_then_fail, "was loaded, as version"), (fail, "was not loaded; nothing")]
)
def test_it_says_what_became_of_the_file(
    faulty: Commit, words: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(importing, "commit_together", faulty)
    monkeypatch.setattr(frame, "report", told.append)
    one = ProjectList(1)
    file = HeldFile("id", one.label, one.content)
    saving.save([(file, staged(database(), one))], grant=ADMIN)
    assert words in (saving.failure("id") or "")
    assert len(told) == 1, "it is an incident all the same"
