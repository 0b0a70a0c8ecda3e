from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmo_core.errors import NotFound, StoreError, TooLarge, UnreadableFile
from pmo_core.importing import dropped, inbox
from pmo_core.importing.dropped import SETTLED_SECONDS
from pmo_core.importing.inbox import FILES_LISTED, Place
from pmo_core.limits import PAGE_LIMITS
from tests.importing.inbox.dropping import CONTENT, GRANT, drop, only


def test_a_dropped_file_waits_and_is_read_by_its_token(folder: Path) -> None:
    drop(folder)
    found = only(folder)
    assert (found.label, found.size, found.ready) == ("projects.csv", len(CONTENT), True)
    assert inbox.read(folder, found.token) == (found, CONTENT)


def test_the_inbox_lies_beside_the_database_for_its_user_alone(folder: Path, tmp_path: Path) -> None:
    assert folder == tmp_path / "inbox"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_inbox_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert inbox.waiting(tmp_path / "nowhere") == inbox.Inbox()


def test_the_oldest_file_comes_first(folder: Path) -> None:
    for age, name in ((1, "b.csv"), (3, "a.csv"), (2, "c.csv")):
        os.utime(drop(folder, name), (1e9 - age, 1e9 - age))
    assert [found.label for found in inbox.waiting(folder).files] == ["a.csv", "c.csv", "b.csv"]


def test_more_files_than_a_page_shows_are_counted(folder: Path) -> None:
    for number in range(FILES_LISTED + 3):
        drop(folder, f"{number}.csv")
    found = inbox.waiting(folder)
    assert (len(found.files), found.more) == (FILES_LISTED, 3)


@pytest.mark.parametrize(
    "name", [".hidden.csv", "~$open.xlsx", "half.csv.part", "half.xlsx.crdownload", "half.TMP", ".gitkeep"]
)
def test_hidden_and_unfinished_files_are_passed_over(folder: Path, name: str) -> None:
    drop(folder, name)
    assert inbox.waiting(folder).files == ()


def test_folders_are_passed_over(folder: Path) -> None:
    (folder / "done").mkdir()
    (folder / "looks like.csv").mkdir()
    assert inbox.waiting(folder).files == ()


def test_another_kind_of_file_is_named_with_what_to_do(folder: Path) -> None:
    drop(folder, "slides.pptx")
    found = only(folder)
    assert "ends in none of csv, tsv" in found.problem
    with pytest.raises(UnreadableFile, match=r"slides\.pptx: Its name ends in none of .* Save it as one"):
        inbox.read(folder, found.token)


def test_a_file_beyond_the_limit_is_sent_to_the_command_line(folder: Path) -> None:
    with drop(folder, "large.csv").open("r+b") as file:
        file.truncate(PAGE_LIMITS.file + 1)
    found = only(folder)
    with pytest.raises(TooLarge, match="python -m pmo_core import"):
        inbox.read(folder, found.token)


def test_an_ending_counts_however_long_the_name_and_whatever_its_case(folder: Path) -> None:
    drop(folder, "x" * 200 + ".XLSX")
    assert only(folder).ready


@pytest.mark.parametrize(
    ("name", "label"),
    [
        pytest.param("a\\..\\b.csv", "b.csv", id="a folder in the name"),
        pytest.param("two\nlines\t.csv", "twolines.csv", id="control characters"),
        pytest.param("vsc.\u202eexcel.csv", "vsc.excel.csv", id="direction marks"),
        pytest.param("<b>&amp;[x](y).csv", "<b>&amp;[x](y).csv", id="markup is text"),
        pytest.param("-rf; rm *.csv", "-rf; rm *.csv", id="a command is text"),
        pytest.param("=HYPERLINK(1).csv", "=HYPERLINK(1).csv", id="a formula is text"),
        pytest.param("%2e%2e%2fetc.csv", "%2e%2e%2fetc.csv", id="nothing is decoded"),
        pytest.param(os.fsdecode(b"caf\xe9.csv"), "caf\ufffd.csv", id="bytes that are no text"),
        pytest.param("é" * 120 + ".csv", "é" * 120, id="longer than a label"),
    ],
)
def test_a_name_is_a_label_and_the_file_comes_and_goes_under_any_name(
    folder: Path, name: str, label: str
) -> None:
    drop(folder, name)
    found = only(folder)
    assert found.label == label
    assert inbox.read(folder, found.token)[1] == CONTENT
    moved = inbox.put_away(folder, found.token, to=Place.DONE, grant=GRANT, portfolio="main")
    assert (folder / moved).read_bytes() == CONTENT
    assert (folder / moved).parent == folder / "done"
    assert inbox.waiting(folder).files == ()


def test_a_link_is_neither_read_nor_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes(b"secret")
    (folder / "link.csv").symlink_to(secret)
    found = only(folder)
    with pytest.raises(UnreadableFile, match="It is a link, and links are not followed"):
        inbox.read(folder, found.token)
    moved = inbox.put_away(folder, found.token, to=Place.ASIDE, grant=GRANT, portfolio="main")
    assert (folder / moved).is_symlink()
    assert secret.read_bytes() == b"secret"


def test_a_file_that_becomes_a_link_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(folder)
    found = only(folder)
    monkeypatch.setattr(inbox, "_found", lambda folder, token: found)
    path.rename(folder / "other.csv")
    path.symlink_to(folder / "other.csv")
    with pytest.raises(UnreadableFile, match=r"projects\.csv cannot be opened"):
        inbox.read(folder, found.token)


def test_a_pipe_does_not_hang_the_server(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    with pytest.raises(UnreadableFile, match="It is not a file"):
        inbox.read(folder, only(folder).token)


def test_a_file_just_written_waits_until_it_has_settled(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropped, "SETTLED_SECONDS", SETTLED_SECONDS)
    path = drop(folder)
    os.utime(path, (1e9, 1e9))  # a copy that keeps the old date
    written = datetime.fromtimestamp(path.stat().st_ctime, UTC)
    (early,) = inbox.waiting(folder, now=written + timedelta(seconds=SETTLED_SECONDS - 1)).files
    (later,) = inbox.waiting(folder, now=written + timedelta(seconds=SETTLED_SECONDS + 1)).files
    assert "only just been written" in early.problem
    assert (later.ready, later.token) == (True, early.token)


def test_a_date_in_the_future_does_not_keep_a_file_waiting_for_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropped, "SETTLED_SECONDS", SETTLED_SECONDS)
    os.utime(drop(folder), (4e9, 4e9))
    assert only(folder).ready


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"B,2\n")


def rewrite(path: Path) -> None:
    path.write_bytes(CONTENT.replace(b"1", b"2"))
    os.utime(path, (1e9, 1e9))


def swap(path: Path) -> None:
    other = drop(path.parent, "other.tmp")
    os.utime(other, ns=(path.stat().st_mtime_ns, path.stat().st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize("change", [grow, rewrite, swap, Path.unlink])
def test_a_file_that_has_changed_since_it_was_listed_is_looked_at_again(
    folder: Path, change: Callable[[Path], None]
) -> None:
    path = drop(folder)
    token = only(folder).token
    change(path)
    with pytest.raises(NotFound, match="no longer waits in the inbox as it was"):
        inbox.read(folder, token)
    with pytest.raises(NotFound, match="no longer waits in the inbox as it was"):
        inbox.put_away(folder, token, to=Place.DONE, grant=GRANT, portfolio="main")


@pytest.mark.parametrize("change", [grow, rewrite, swap])
def test_a_file_that_changes_between_listing_and_opening_is_not_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    path = drop(folder)
    found = only(folder)
    monkeypatch.setattr(inbox, "_found", lambda folder, token: found)
    change(path)
    with pytest.raises(UnreadableFile, match="changed while it was being read"):
        inbox.read(folder, found.token)


def test_a_file_that_vanishes_while_the_folder_is_listed_is_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder)
    looked = os.lstat

    def vanishing(path: Path) -> os.stat_result:
        if path.suffix == ".csv":
            raise FileNotFoundError
        return looked(path)

    monkeypatch.setattr(os, "lstat", vanishing)
    assert inbox.waiting(folder).files == ()


def test_an_inbox_that_is_a_link_is_not_looked_into(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "linked"
    link.symlink_to(folder, target_is_directory=True)
    with pytest.raises(StoreError, match="is a link or a file where a folder"):
        inbox.waiting(link)


def test_a_token_is_no_path(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_bytes(b"secret")
    for token in ("../secret.csv", str(tmp_path / "secret.csv"), "", "projects.csv"):
        with pytest.raises(NotFound, match="no longer waits"):
            inbox.read(folder, token)
