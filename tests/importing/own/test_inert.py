"""What leaves runs nothing, whatever people have typed, and leaves a trace in the audit."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from pmo_core.export import FORMULA_SIGNS
from pmo_core.importing.exports import export_csv, export_workbook
from pmo_core.model import Kind
from pmo_core.store import audit
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put
from tests.importing.own.copies import now

PAYLOADS = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3+cmd",
    '=HYPERLINK("http://evil.example","x")',
    "http://evil.example/x",
    "'=1+1",
]


@pytest.fixture
def loaded(db: Database, put: Put) -> Database:
    """Payloads as ids, names, notes and own criteria."""
    out = io.StringIO(newline="")
    rows = [[text, f"{text} name", text, "1", "5"] for text in PAYLOADS]
    csv.writer(out).writerows([["Project ID", "Name", "Notes", "Budget (GBP)", "=Fit"], *rows])
    made = put(out.getvalue(), mapping={"score.=Fit": "=Fit"}, answers={"money_unit": "one"})
    assert made.ready
    return db


def test_no_cell_of_a_csv_begins_a_formula(loaded: Database) -> None:
    file = export_csv(loaded, now(loaded, "main"), kind=Kind.PROJECTS, grant=ADMIN)
    cells = [cell for row in csv.reader(io.StringIO(file.content.decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(FORMULA_SIGNS)] == []


def test_a_workbook_holds_no_formula_and_no_link(loaded: Database, tmp_path: Path) -> None:
    file = export_workbook(loaded, now(loaded, "main"), grant=ADMIN, today=TODAY)
    with zipfile.ZipFile(io.BytesIO(file.content)) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
        assert not any("externalLink" in name or "vba" in name for name in book.namelist())


def test_every_export_leaves_a_row_in_the_audit(loaded: Database) -> None:
    before = len(loaded.rows(audit.__file__, "audit_rows"))
    export_csv(loaded, now(loaded, "main"), kind=Kind.PROJECTS, grant=ADMIN)
    rows = loaded.rows(audit.__file__, "audit_rows")
    assert len(rows) == before + 1
    assert "export" in rows[-1]
