"""Empty files to fill in, and the data dictionary that explains them."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_core.export import Sheet, SheetColumn, csv_bytes, workbook_bytes
from pmo_core.fields import FIELDS
from pmo_core.importing.own_sheets import (
    DICTIONARY_HEADERS,
    FILLED_IN,
    dictionary_rows,
    dictionary_sheet,
    kind_sheet,
    title_of,
)
from pmo_core.model import Kind
from pmo_core.own_form.columns import CURRENCY, MONEYED, mark_header, own_column
from pmo_core.own_form.rows import OwnTable


def template_csv(kind: Kind) -> bytes:
    """The headers of a kind and nothing else: an example row that stays in would be loaded."""
    return csv_bytes([*(c.header for c in _empty(kind).columns), mark_header(kind)], [])


def dictionary_csv() -> bytes:
    """What every column of every template means, with an example."""
    return csv_bytes(DICTIONARY_HEADERS, dictionary_rows(FILLED_IN))


def template_workbook(kinds: Sequence[Kind] = FILLED_IN) -> bytes:
    """An empty sheet per kind, and a sheet that explains their columns."""
    sheets = [kind_sheet(_empty(kind)) for kind in kinds]
    about = _how_to(kinds) if len(kinds) > 1 else []
    what = title_of(kinds[0]) if len(kinds) == 1 else "portfolio"
    content, _ = workbook_bytes([*about, *sheets, dictionary_sheet(kinds)], title=f"Template: {what}")
    return content


def _how_to(kinds: Sequence[Kind]) -> list[Sheet]:
    lines = [
        "Fill in the sheets that you need and leave the others empty; one of them is enough.",
        "Only what “Dictionary” calls needed must be there. What you leave empty is never counted as 0.",
        "Amounts are whole units, such as 2400000, with the currency beside them. Dates as 2026-03-31.",
        "Then drop this file on the Data page: all filled sheets are loaded together.",
        "Columns of your own may be added; those of projects named score.NAME are criteria of your own.",
        f"Sheets: {', '.join(title_of(kind) for kind in kinds)}.",
    ]
    return [
        Sheet(
            "Read me", [SheetColumn("How to use this workbook", 110, wrap=True)], [[line] for line in lines]
        )
    ]


def _empty(kind: Kind) -> OwnTable:
    names = [item.name for item in FIELDS[kind]] + ([CURRENCY] if kind in MONEYED else [])
    columns = [column for name in names if (column := own_column(kind, name)) is not None]
    return OwnTable(kind, tuple(columns), (), {})
