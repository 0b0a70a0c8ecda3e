"""Tables of a page as files: the same rows in a sheet of a workbook, or as CSV; a blank stays a blank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import pandas as pd

from pmo_core.export import Cell, Figure, Sheet, SheetColumn, csv_bytes, workbook_bytes

WIDE, NARROW = 40, 16


def workbook(tables: Mapping[str, pd.DataFrame], *, title: str) -> bytes:
    """A workbook with a sheet per table, by the name of the sheet."""
    return workbook_bytes([_sheet(name, table) for name, table in tables.items()], title=title)[0]


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV."""
    rows = (list(map(_text, row)) for row in table.itertuples(index=False))
    return csv_bytes(list(table.columns), rows)


def _sheet(name: str, table: pd.DataFrame) -> Sheet:
    columns = [_column(str(column), table[column]) for column in table.columns]
    return Sheet(name, columns, (list(map(_cell, row)) for row in table.itertuples(index=False)))


def _column(name: str, cells: pd.Series) -> SheetColumn:
    header = name[:1].upper() + name[1:]
    form: Literal["text", "number", "date"] = "number" if pd.api.types.is_numeric_dtype(cells) else "text"
    held = cells.dropna()
    if len(held) and held.map(lambda cell: isinstance(cell, date)).all():
        form = "date"
    return SheetColumn(header, WIDE if form == "text" else NARROW, form=form)


def _cell(value: object) -> Cell:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str | date) else float(str(value))


def _text(value: object) -> str:
    cell = _cell(value)
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else Figure(f"{cell:.12g}")
