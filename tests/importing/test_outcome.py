from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from pmo_core import importing
from pmo_core.errors import DiskFull
from pmo_core.importing.outcome import outcome
from pmo_core.store.database import Database
from pmo_core.store.room import FREE_AT_LEAST
from tests.importing.conftest import ADMIN, Put

LIST = "Ref,Project,Budget (£),Due\nA,Portal,40,31/12/2026\n"


def test_whoever_got_no_answer_is_told_what_became_of_the_file(db: Database, put: Put) -> None:
    staged = put(LIST, answers={"money_unit": "one"})
    held = outcome(db, staged.import_id)
    assert held.in_words("list.csv") == "list.csv was loaded, as version 1. Saving it again changes nothing."
    assert importing.commit(db, staged, grant=ADMIN).already_imported
    lost = outcome(db, "never came")
    assert not lost.loaded
    assert lost.in_words("list.csv").startswith("list.csv was not loaded; nothing of it is there.")


def test_a_file_needs_three_times_the_room_of_its_rows(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = "Ref,Project,Note\n" + "".join(f"A{n},Portal,{'x' * 2_000}\n" for n in range(1_500))
    staged = put(wide, answers={"money_unit": "one"})
    with closing(Database.open(tmp_path / "pmo.duckdb")) as db:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=FREE_AT_LEAST))
        with pytest.raises(DiskFull, match="not enough room"):
            importing.commit(db, staged, grant=ADMIN)
        assert not outcome(db, staged.import_id).loaded
