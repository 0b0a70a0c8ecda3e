from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmo_core.errors import AccessDenied, StoreError
from pmo_core.importing import inbox
from pmo_core.importing.inbox import Place
from pmo_core.sharing.roles import Role, grant_of
from tests.importing.inbox.dropping import CONTENT, GRANT, drop, only

NOON = datetime(2026, 6, 30, 12, 0, 0, tzinfo=UTC)


def test_a_file_is_put_away_under_its_name_and_the_time_and_nothing_is_overwritten(folder: Path) -> None:
    moved = []
    for content in (b"first", b"second"):
        drop(folder, content=content)
        token = only(folder).token
        moved.append(inbox.put_away(folder, token, to=Place.DONE, grant=GRANT, portfolio="main", now=NOON))
    stamp = NOON.astimezone().strftime("%Y-%m-%d %H%M%S")
    assert moved == [f"done/{stamp} projects.csv", f"done/{stamp} projects (2).csv"]
    assert [(folder / name).read_bytes() for name in moved] == [b"first", b"second"]


def test_a_dismissed_file_is_put_aside_and_kept(folder: Path) -> None:
    drop(folder, "slides.pptx")
    moved = inbox.put_away(folder, only(folder).token, to=Place.ASIDE, grant=GRANT, portfolio="main")
    assert moved.startswith("put aside/")
    assert (folder / moved).read_bytes() == CONTENT


def test_putting_away_needs_the_right_to_import(folder: Path) -> None:
    drop(folder)
    viewer = grant_of(Role.VIEWER, who="reader")
    with pytest.raises(AccessDenied, match="may not import"):
        inbox.put_away(folder, only(folder).token, to=Place.DONE, grant=viewer, portfolio="main")
    assert only(folder).ready


@pytest.mark.parametrize("name", ["done", "put aside"])
def test_files_are_not_sent_through_a_link_in_place_of_a_folder(
    folder: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    path = drop(folder)
    token = next(found.token for found in inbox.waiting(folder).files if found.ready)
    with pytest.raises(StoreError, match="is a link or a file where a folder"):
        inbox.put_away(folder, token, to=Place(name), grant=GRANT, portfolio="main")
    assert path.exists()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_move_that_fails_leaves_the_file_where_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(folder)
    token = only(folder).token

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match="'done' cannot be used: No space left on device"):
        inbox.put_away(folder, token, to=Place.DONE, grant=GRANT, portfolio="main")
    assert path.read_bytes() == CONTENT
    assert list((folder / "done").iterdir()) == []
