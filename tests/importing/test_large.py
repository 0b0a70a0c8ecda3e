"""Large files: opened by samples, cut by the engine, refused in a sentence where that cannot be."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pmo_core.errors import TooLarge
from pmo_core.intake import read
from pmo_core.intake.files import room
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable
from pmo_core.limits import COMMAND_LINE_LIMITS
from pmo_core.progress import reporting, tell
from pmo_core.store.database import Database
from pmo_core.store.staging import staged_cells

LINES = [f"P{at},Project {at},{at % 97}.5,2026-0{at % 9 + 1}-01" for at in range(20_000)]
HEAD = "Project ID,Project name,Budget,Start"


def text(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines, ""]).encode()


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Database, None, None]:
    """A store, in a program to which a hundred kilobytes are a large file."""
    monkeypatch.setattr(read, "LARGE_BYTES", 100_000)
    with closing(Database.open(tmp_path / "store.duckdb")) as db:
        yield db


def _read(db: Database, content: bytes, *, irregular: int = 100_000) -> RawTable:
    limits = replace(COMMAND_LINE_LIMITS, irregular=irregular)
    return read.read_table(content, "rows.csv", Options(), limits, cells=staged_cells(db))


def test_a_large_regular_file_is_the_same_table_as_a_small_one(
    large: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_samples = _read(large, text(*LINES))
    monkeypatch.setattr(read, "LARGE_BYTES", 100_000_000)
    whole = _read(large, text(*LINES))
    assert isinstance(by_samples.rows, range)
    assert replace(by_samples, guesses=whole.guesses) == whole
    unlike = {guess.name for guess in {*by_samples.guesses} ^ {*whole.guesses}}
    assert unlike <= {"encoding", "delimiter"}, "these are told by samples"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_letters_beyond_ascii_are_read_wherever_they_stand(large: Database, mark: bytes) -> None:
    lines = [line.replace("Project", "Übung") if at == 9_000 else line for at, line in enumerate(LINES)]
    table = _read(large, mark + text(*lines))
    assert isinstance(table.rows, range)
    assert table.headers[0] == "Project ID"
    assert table.column("Project name")[9_000] == "Übung 9000"


@pytest.mark.parametrize(
    "line",
    [
        "P1,Alpha",
        'P1,"Al"pha,1,2026-01-01',
        "P1,Al\rpha,1,2026-01-01",
        "",
        "Total,,9700,",
        "# made by hand,,,",
    ],
)
def test_a_large_file_with_an_irregular_row_is_refused_in_a_sentence(large: Database, line: str) -> None:
    with pytest.raises(TooLarge, match=r"has \d MB and its records are not of one form"):
        _read(large, text(*LINES[:15_000], line, *LINES[15_000:]))


def test_below_the_limit_of_irregular_files_it_is_read_record_by_record(large: Database) -> None:
    table = _read(large, text(*LINES[:15_000], "", *LINES[15_000:]), irregular=10_000_000)
    assert not isinstance(table.rows, range)
    assert len(table.rows) == 20_000
    assert [issue.code for issue in table.issues] == ["row.blank"]


def test_a_byte_that_is_no_utf_8_is_found_wherever_it_stands(large: Database) -> None:
    content = text(*LINES).replace(b"Project 9000,", b"Pr\xfcfung 9000,")
    table = _read(large, content, irregular=10_000_000)
    assert table.source.encoding == "windows-1252"
    assert table.column("Project name")[9_000] == "Prüfung 9000"


def test_whoever_listens_hears_how_far_the_work_is(large: Database) -> None:
    heard: list[tuple[int, int, str]] = []
    with reporting(lambda done, total, what: heard.append((done, total, what))):
        _read(large, text(*LINES))
        tell(1, 2, "inside")
    tell(2, 2, "outside")
    told = {what for *_, what in heard}
    assert {"checking the file", "cutting the records", "inside"} <= told
    assert "outside" not in told
    assert all(0 <= done <= total or not total for done, total, _ in heard)


def test_what_a_stopped_program_left_in_the_staging_folder_is_removed(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path / "store.duckdb")) as db:
        assert db.folders is not None
        staging = db.folders.staging
    staging.mkdir(exist_ok=True)
    (staging / "left.csv").write_text("a,b")
    with closing(Database.open(tmp_path / "store.duckdb")):
        assert list(staging.iterdir()) == []


@pytest.mark.parametrize(("times", "line"), [(9, LINES[0]), (20, "")])
def test_what_does_not_fit_into_memory_is_refused_before_it_is_read(
    large: Database, monkeypatch: pytest.MonkeyPatch, times: int, line: str
) -> None:
    content = text(*LINES, line, LINES[1])
    monkeypatch.setattr(room, "room", lambda: times * len(content))
    with pytest.raises(TooLarge, match=r"has 1 MB and needs about \d+ MB of memory; there are \d+ MB"):
        _read(large, content, irregular=10_000_000)


def test_the_memory_of_this_machine_is_known() -> None:
    most = room.room()
    assert most is None or most > 2**20
