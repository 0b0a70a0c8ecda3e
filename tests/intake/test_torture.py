"""Public torture files through staging and loading, and the naughty strings as cells of our own tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pmo_core.errors import IntakeError
from pmo_core.importing import commit
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.limits import PAGE_LIMITS
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from tests.intake.forms import as_csv, as_xlsx
from tests.intake.hostile.case import Case, Loads, staged_of
from tests.shelf import GRANT

pytestmark = pytest.mark.real
FOLDER = "csv_torture_small"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]")
"""What no XML may hold, and line ends that XML changes."""


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    with closing(Database.memory()) as opened:
        yield opened


@pytest.fixture(scope="module")
def naughty(real: Path) -> list[str]:
    """The big list of naughty strings, without the blank ones."""
    texts = json.loads((real / FOLDER / "blns" / "blns.json").read_text(encoding="utf-8"))
    return [text for text in texts if text.strip()]


def test_every_torture_file_loads_or_asks_or_is_refused_and_changes_nothing_before(
    real: Path, db: Database
) -> None:
    loaded = 0
    files = sorted(file for file in (real / FOLDER).rglob("*") if file.is_file())
    for number, path in enumerate(files):
        before = signature(db)
        try:
            case = Case(path.read_bytes(), Loads(), label=path.name)
            found = staged_of(db, case, portfolio=f"file {number}")
        except IntakeError:
            found = None
        assert signature(db) == before, path
        if found is not None and found.ready:
            commit(db, found, grant=GRANT)
            assert signature(db) != before, path
            loaded += 1
        elif found is not None:
            assert found.questions or [issue for issue in found.issues if issue.code == "file.refused"], path
    assert loaded > 0


def test_every_file_of_csv_spectrum_equals_its_json_twin(real: Path) -> None:
    folder = real / FOLDER / "csv-spectrum"
    names = sorted(path.stem for path in (folder / "json").glob("*.json"))
    assert len(names) == 12
    for name in names:
        content = (folder / "csvs" / f"{name}.csv").read_bytes()
        table = read_table(content, name, Options(header_row=1), PAGE_LIMITS)
        written = (folder / "json" / f"{name}.json").read_text(encoding="utf-8")
        twin = json.loads(written.replace("\\r\\n", "\\n"))  # line ends in cells are ours
        found = [dict(zip(table.headers, row, strict=True)) for row in zip(*table.columns, strict=True)]
        if name == "location_coordinates":
            found[0]["Contact Phone Number"] = "1234567890"  # the twin was given another number than the CSV
        assert found == (twin if isinstance(twin, list) else [twin]), name


def rows(texts: list[str]) -> list[list[str]]:
    return [["Project ID", "Project name", "Notes"]] + [
        [f"P{n}", f"Project {n}", text] for n, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_naughty_strings_are_read_as_written(naughty: list[str], delimiter: str, encoding: str) -> None:
    content = as_csv(rows(naughty), delimiter, encoding)
    table = read_table(content, "naughty.csv", Options(), PAGE_LIMITS)
    assert not table.questions
    assert list(table.column("Notes")) == naughty


def test_naughty_strings_of_a_workbook_are_read_as_written(naughty: list[str]) -> None:
    writable = [text for text in naughty if not _UNWRITABLE.search(text)]
    assert len(writable) > 480
    table = read_table(as_xlsx(rows(writable)), "naughty.xlsx", Options(), PAGE_LIMITS)
    assert list(table.column("Notes")) == writable


def test_naughty_strings_as_headers_are_kept_apart(naughty: list[str]) -> None:
    for first in range(0, len(naughty), 100):
        batch = naughty[first : first + 100]
        body = [["P1", "A", *["x"] * len(batch)]] * 3
        content = as_csv([["Project ID", "Project name", *batch], *body], ",", "utf-8")
        table = read_table(content, "naughty.csv", Options(header_row=1), PAGE_LIMITS)
        assert len(table.headers) == len(set(table.headers)) == len(batch) + 2


def test_naughty_strings_as_names_are_loaded_as_names(naughty: list[str], db: Database) -> None:
    content = as_csv(
        [["Project ID", "Project name"], *([f"P{n}", text] for n, text in enumerate(naughty, 1))],
        ",",
        "utf-8",
    )
    found = staged_of(db, Case(content, Loads(), label="naughty.csv"), portfolio="naughty")
    assert found.ready
    commit(db, found, grant=GRANT)
    assert found.reading.rows_loaded == len(naughty)
