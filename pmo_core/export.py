"""The one writer of files for people: a spreadsheet that opens them runs nothing of what users typed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pmo_core.errors import PmoError

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
CELL_TEXT: Final = 32_767
SHEET_ROWS: Final = 1_048_576
FIRST_DAY: Final = date(1900, 3, 1)
"""Day 61 of workbooks, which count a 29 February 1900 that never was; earlier days are written as text."""

FAINT: Final = "#8A8F98"
MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The date of making of all workbooks, so that the same content is the same bytes."""


def inert(text: str) -> str:
    """
    Text of a cell that no spreadsheet takes for a formula; import takes exactly one such quote off again.

    A leading quote is added where the text begins, after any spaces and quotes, with a sign that starts
    formulas: what begins with such a quote already must not lose it when it is loaded again.
    """
    return f"'{text}" if text.lstrip(" '").startswith(FORMULA_SIGNS) else text


class Figure(str):
    """A number of ours as text: its minus is no formula."""

    __slots__ = ()


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file of cells, texts inert: UTF-8 with a mark at its start, so that Excel reads it right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(cell) for cell in headers])
    writer.writerows([cell if isinstance(cell, Figure) else inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Files by name in one archive, in their order; the same files are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # a fixed date: what is in it says when it was made
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


Cell = str | float | date | None


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet; `choices` are offered where one fills in."""

    header: str
    width: int
    form: Literal["text", "number", "share", "date"] = "text"
    choices: tuple[str, ...] = ()
    wrap: bool = False
    faint: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: headers, and rows of the same width. `heading` False leaves the headers out."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Cell]]
    heading: bool = True


def workbook_bytes(sheets: Sequence[Sheet], *, title: str) -> tuple[bytes, int]:
    """
    A workbook whose texts are inert and whose numbers and dates are numbers and dates.

    Returns:
        The file, and how many texts were cut because a cell of a workbook holds 32,767 characters at most.
    Raises:
        PmoError: If a sheet would have more rows than workbooks have.
    """
    out = io.BytesIO()
    told = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, told)
    book.set_properties({"title": title, "author": "PMO Balance", "created": MADE})
    cut = sum(_write(book, sheet) for sheet in sheets)
    book.close()
    return out.getvalue(), cut


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> int:
    page = book.add_worksheet(sheet.name)
    looks = [book.add_format(_look(column)) for column in sheet.columns]
    first = 1 if sheet.heading else 0
    for at, (column, look) in enumerate(zip(sheet.columns, looks, strict=True)):
        page.set_column(at, at, column.width, look)
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "information"}
            page.data_validation(first, at, SHEET_ROWS - 1, at, rule)
    if sheet.heading:
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        faint = book.add_format({"bottom": 1, "valign": "top", "font_color": FAINT})
        for at, column in enumerate(sheet.columns):
            page.write_string(0, at, inert(column.header), faint if column.faint else bold)
        page.freeze_panes(1, 0)
    cut = 0
    for number, row in enumerate(sheet.rows, first):
        if number >= SHEET_ROWS:
            raise PmoError(
                f"“{sheet.name}” has more rows than the {SHEET_ROWS - first:,} of a sheet.",
                fix="Export it as CSV.",
            )
        for at, cell in enumerate(row):
            cut += _put(page, (number, at), cell, look=looks[at])
    return cut


def _look(column: SheetColumn) -> dict[str, object]:
    forms = {"text": "@", "number": "General", "share": "0.0%", "date": "yyyy-mm-dd"}
    look: dict[str, object] = {"num_format": forms[column.form], "valign": "top", "text_wrap": column.wrap}
    return look | ({"font_color": FAINT} if column.faint else {})


def _put(page: Worksheet, place: tuple[int, int], cell: Cell, *, look: Format) -> int:
    """Write one cell; 1 if its text was cut."""
    if cell is None or cell == "":
        return 0
    if isinstance(cell, date) and cell >= FIRST_DAY:
        page.write_number(*place, (cell - FIRST_DAY).days + 61, look)
    elif isinstance(cell, date):
        page.write_string(*place, cell.isoformat(), look)
    elif isinstance(cell, str):
        text = inert(cell)
        page.write_string(*place, text[:CELL_TEXT], look)
        return int(len(text) > CELL_TEXT)
    else:
        page.write_number(*place, cell, look)
    return 0
