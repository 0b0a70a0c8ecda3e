"""A restore that is stopped half-way: the old state or the new one, and the log never apart from its file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from pmo_core.store.backup import backup, restore
from pmo_core.store.database import Database
from pmo_core.store.versions import find_import
from tests.store.conftest import ADMIN, Save
from tests.store.crash import crash_after


class Stopped(BaseException):
    """What stops it: nothing of ours catches this."""


@pytest.mark.parametrize(
    ("act", "expected"), [("replace", {"old", "new", "in the log"}), ("unlink", {"old"})]
)
def test_it_is_the_old_state_or_the_new_one(
    act: str, expected: set[str], path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0}, import_id="old")
        made = backup(db, grant=ADMIN)
        save(db, {"B": 1.0}, import_id="new")
    crash_after(path, "in the log")
    real = getattr(Path, act)

    def stop(file: Path, *arguments: object, **named: object) -> object:
        if file.name.startswith(f"{path.name}.restoring") or file.name == f"{path.name}.wal":
            raise Stopped("here")
        return real(file, *arguments, **named)

    # the newest loads are asked for on the way, which would fold the log in
    monkeypatch.setattr("pmo_core.store.restore._newer", lambda *_, **__: [])
    monkeypatch.setattr(Path, act, stop)
    with pytest.raises(Stopped, match="here"):
        restore(path, made.path, grant=ADMIN)
    monkeypatch.undo()
    with closing(Database.open(path)) as db:
        found = {name for name in ("old", "new", "in the log") if find_import(db, name)}
        assert found == expected or db.read_only
