"""Workbooks of 1997–2003: their error cells, hidden rows and calendar are seen, whatever the parser hides."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.errors import IntakeError
from pmo_core.intake.files.xls_scan import scan_xls
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS
from tests.intake.old_books import error, formula_error, hidden_row, number, old_book, text

CELLS = [
    *(text(0, at, name) for at, name in enumerate(["Project ID", "Project Name", "Budget"])),
    *(text(1, 0, "P1"), text(1, 1, "Bridge"), error(1, 2, 23)),
    *(text(2, 0, "P2"), text(2, 1, "Tunnel"), formula_error(2, 2, 42)),
    *(text(3, 0, "P3"), text(3, 1, "Road"), number(3, 2, 12.5)),
]
SOUND = old_book(*CELLS)


def read(content: bytes) -> RawTable:
    return read_table(content, "x.xls", Options(), PAGE_LIMITS)


def test_error_cells_are_named_and_not_blank() -> None:
    table = read(SOUND)
    assert table.column("Budget") == ("#REF!", "#N/A", "12.5")
    assert [(i.code, i.row, i.value) for i in table.issues] == [
        ("cell.error", 2, "#REF!"),
        ("cell.error", 3, "#N/A"),
    ]


def test_the_calendar_of_a_macintosh_is_known() -> None:
    assert read(old_book(*CELLS, from_1904=True)).source.date_1904
    assert not read(SOUND).source.date_1904


def test_hidden_rows_are_named() -> None:
    issue = next(i for i in read(old_book(hidden_row(2), *CELLS)).issues if i.code == "sheet.hidden_rows")
    assert issue.problem.startswith("Row 3 of sheet “Plan” is hidden")


def test_a_workbook_of_1995_is_read_with_a_note_that_errors_cannot_be_told() -> None:
    of_1995 = SOUND.replace(b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x10\x00\x00\x05")
    assert scan_xls(of_1995) is None
    assert scan_xls(SOUND.replace("Workbook".encode("utf-16-le"), "Notebook".encode("utf-16-le"))) is None


@pytest.mark.parametrize("content", [b"", b"PK", SOUND[:8], SOUND[:600], SOUND[:1100]])
def test_what_is_no_whole_workbook_is_left_to_the_parser(content: bytes) -> None:
    assert scan_xls(content) is None


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
def test_the_walk_ends_whatever_the_sectors_say(place: int, noise: bytes) -> None:
    scan_xls(SOUND[:place] + noise + SOUND[place + len(noise) :])


@pytest.mark.parametrize("place", [30, 48, 76, 516, 1024 + 128 + 116, 1536])
def test_a_damaged_old_workbook_gives_a_table_or_a_sentence(place: int) -> None:
    with suppress(IntakeError):
        read(SOUND[:place] + b"\xff\xff\x03\x00" + SOUND[place + 4 :])
