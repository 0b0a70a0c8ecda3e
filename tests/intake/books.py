"""Small workbooks made for the tests."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook

from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS

HEAD = ["Project ID", "Project Name", "Owner", "Budget", "Start Date"]


def book(*sheets: tuple[str, list[list[object]]], change: Callable[[Workbook], None] | None = None) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def projects(count: int = 6) -> list[list[object]]:
    rows = [[f"P{n}", f"Project {n}", "Ann", n * 10, date(2026, 1, n)] for n in range(1, count + 1)]
    return [list(HEAD), *rows]


def read(content: bytes, **options: object) -> RawTable:
    table = read_table(content, "x.xlsx", Options(**options), PAGE_LIMITS)  # type: ignore[arg-type]  # shorthand
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
    return table


def with_part(content: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, edit(old.read(part)) if part == name else old.read(part))
    return buffer.getvalue()
