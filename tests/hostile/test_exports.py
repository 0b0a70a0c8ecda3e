"""Hostile words through every way out: no file runs anything, and each comes back as it went."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pmo_core import importing
from pmo_core.commands.cli import main
from pmo_core.export import FORMULA_SIGNS
from pmo_core.importing import templates
from pmo_core.importing.exports import export_archive, export_csv, export_workbook, file_stem
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Kind
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database
from tests.hostile.conftest import NAME
from tests.hostile.payloads import PAYLOADS
from tests.hostile.portfolio import ADMIN, TODAY, load
from tests.importing.own.copies import by_csv, by_workbook, same

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FILE_NAME = re.compile(r"[^/\\:*?\"<>|\x00-\x1f\u202a-\u202e]+")


def is_figure(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", cell) is not None


def formulas(content: bytes) -> list[str]:
    """Cells of a CSV that a spreadsheet would take for a formula."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row if not is_figure(cell)]
    return [cell for cell in cells if cell.lstrip(" ").startswith(FORMULA_SIGNS)]


def live_parts(content: bytes) -> list[str]:
    """What of a workbook is more than cells: formulas, links, macros, embedded things."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = {name: book.read(name) for name in book.namelist()}
    live = [name for name, xml in sheets.items() if b"<f>" in xml or b"<f " in xml or b"<hyperlink" in xml]
    odd = [name for name in sheets if re.search(r"external|vba|embed|drawing|oleObject", name, re.IGNORECASE)]
    return live + odd


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SETTINGS])
def test_no_cell_of_a_csv_begins_a_formula(hostile: Database, kind: Kind) -> None:
    file = export_csv(hostile, snapshots.snapshot(hostile, NAME), kind=kind, grant=ADMIN)
    assert file.content.count(b"\n") > 2
    assert formulas(file.content) == []


def test_workbook_and_archive_hold_cells_and_nothing_else(hostile: Database) -> None:
    snapshot = snapshots.snapshot(hostile, NAME)
    assert live_parts(export_workbook(hostile, snapshot, grant=ADMIN, today=TODAY).content) == []
    with zipfile.ZipFile(io.BytesIO(export_archive(hostile, snapshot, grant=ADMIN).content)) as archive:
        for name in archive.namelist():
            assert FILE_NAME.fullmatch(name)
            assert formulas(archive.read(name)) == []


def test_templates_hold_no_formula() -> None:
    assert live_parts(templates.template_workbook()) == []
    assert [found for kind in Kind for found in formulas(templates.template_csv(kind))] == []
    assert formulas(templates.dictionary_csv()) == []


def test_refused_rows_go_out_inert() -> None:
    """Every cell of them is as somebody wrote it, and the reasons quote it."""
    out = io.StringIO(newline="")
    rows = [["", "", text, text] for text in PAYLOADS]
    csv.writer(out).writerows([["Project ID", "Project", "Owner", "=Notes"], *rows, ["1", "A", "B", "C"]])
    made = importing.stage(
        Database.memory(),
        out.getvalue().encode(),
        label="list.csv",
        options=Options(kind=Kind.PROJECTS),
        portfolio="main",
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    content = importing.bad_rows(made.reading)
    assert content is not None
    assert content.count(b"evil.example") > 10
    assert formulas(content) == []
    assert FILE_NAME.fullmatch(importing.file_name(made.reading))


@pytest.mark.parametrize("text", PAYLOADS)
def test_the_name_of_a_download_is_no_path_and_no_markup(text: str) -> None:
    assert FILE_NAME.fullmatch(file_stem(text))
    assert FILE_NAME.fullmatch(file_stem(text, Kind.PROJECTS))


@pytest.mark.parametrize("way", [by_csv, by_workbook])
def test_what_went_out_comes_back_the_same(way: object) -> None:
    db = Database.memory()
    load(db, NAME)
    way(db, NAME, "copy")  # type: ignore[operator] - both are called alike
    assert set(versions.current(db, "copy")) == set(versions.current(db, NAME))
    same(db, NAME, "copy")
    db.close()


COMMANDS = ["summary", "balance", "history", "mappings list", "settings show", "doctor", "import {file}"]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "document"])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_terminal_shows_does_not_steer_it(
    command: str, form: list[str], database: Path, odd_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [odd_file.name if word == "{file}" else word for word in command.split()]
    words = [str(odd_file) if word == odd_file.name else word for word in words]
    named = [] if command == "doctor" else ["--portfolio", NAME]
    with pytest.raises(SystemExit, match=r"^[0-3]$"):
        main([*words, "--db", str(database), *named, *form])
    said = capsys.readouterr()
    assert STEERS.findall(said.out + said.err) == []
    if form:
        json.loads(said.out)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "pmo.duckdb"
    db = Database.open(path)
    load(db, NAME)
    db.close()
    return path


@pytest.fixture
def odd_file(tmp_path: Path) -> Path:
    """A file whose name and cells hold what moves a cursor and turns the direction of writing."""
    file = tmp_path / "list \x1b[2J\x9b31m \u202egnp.csv"
    file.write_text(
        f"Project,Finish,\x1b[2J\u202ex\n\x1b]0;owned\x07,{date(2026, 1, 2)},\x9b31m\nB,nothing,y\n"
    )
    return file
