"""How the samples are written: text in the encoding and dialect of its tool, workbooks with a fixed date."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cells = Sequence[object]


def names(text: str) -> list[str]:
    """Split a header that is written as one line."""
    return text.split(",")


def text(
    rows: Iterable[Cells], *, delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\r\n"
) -> bytes:
    """Rows as a text file; cells are written as they are, None as nothing."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(
    *sheets: tuple[str, Sequence[Cells]], dress: Callable[[xlsxwriter.Workbook], None] | None = None
) -> bytes:
    """Sheets as a workbook that comes out alike on every machine; dates are real dates."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 6, 30, 8, 0, tzinfo=UTC)})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(sheet, (at, column), cell, day=day)
    if dress:
        dress(book)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, place: tuple[int, int], cell: object, *, day: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, day)
    elif isinstance(cell, str):
        sheet.write_string(*place, cell)
    elif cell is not None:
        sheet.write(*place, cell)
