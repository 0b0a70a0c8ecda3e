"""Sheets of workbooks in our own form: the rows of a kind, and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from pmo_core.dictionary import Meaning, about, column_meaning, meanings
from pmo_core.export import Cell, Sheet, SheetColumn
from pmo_core.model import FieldType, Kind
from pmo_core.own_form.cells import LEVELS, NUMBERS, SHARES
from pmo_core.own_form.columns import CURRENCY, DICTIONARY, MONEYED, SCORE, OwnColumn, mark_header
from pmo_core.own_form.rows import OwnRow, OwnTable, mark, visible

FILLED_IN: Final = tuple(kind for kind in Kind if kind is not Kind.SETTINGS)
"""Kinds that people fill in; settings are set on a page."""

CHOICES: Final[Mapping[FieldType, tuple[str, ...]]] = {
    FieldType.HORIZON: ("short", "medium", "long"),
    FieldType.LEVEL: LEVELS,
    FieldType.DIRECTION: ("higher", "lower", "none"),
    FieldType.FLAG: ("yes", "no"),
}
DICTIONARY_HEADERS: Final = (DICTIONARY, "field", "meaning", "what may stand in it", "needed", "example")
_TITLES: Final[Mapping[Kind, str]] = {Kind.KPIS: "KPIs"}
_WIDE: Final[Mapping[FieldType, int]] = {FieldType.NAME: 34, FieldType.TEXT: 34, FieldType.LIST: 20}
_MARK_WIDTH: Final = 24


def title_of(kind: Kind) -> str:
    """A kind in words for people: Project costs, KPIs."""
    return _TITLES.get(kind, kind.value.replace("_", " ").capitalize())


def kind_sheet(table: OwnTable) -> Sheet:
    """The rows of a kind; without rows, a template of it."""
    columns = [
        SheetColumn(
            c.header, max(_WIDE.get(c.type, 12), len(c.header) + 3), _form(c.type), CHOICES.get(c.type, ())
        )
        for c in table.columns
    ]
    columns.append(SheetColumn(mark_header(table.kind, table.units), _MARK_WIDTH, faint=True))
    return Sheet(title_of(table.kind), columns, _rows(table))


def _form(type_: FieldType) -> Literal["text", "number", "share", "date"]:
    if type_ in SHARES:
        return "share"
    if type_ is FieldType.DATE:
        return "date"
    return "number" if type_ in NUMBERS or type_ is FieldType.INTEGER else "text"


def _rows(table: OwnTable) -> Iterable[Sequence[Cell]]:
    for row in table.rows:
        yield [*(_cell(row, column) for column in table.columns), mark(table, row)]


def _cell(row: OwnRow, column: OwnColumn) -> Cell:
    """A number or a date as such, everything else as its text."""
    value = row.values.get(column.header)
    if column.type is FieldType.INTEGER and isinstance(value, int):
        return float(value)
    return value if isinstance(value, float | date) else visible(row, column)


def dictionary_rows(kinds: Sequence[Kind]) -> list[list[str]]:
    """The data dictionary as text: one line per column of the templates, by kind."""
    return [
        [title_of(kind), one.field, one.meaning, one.range, one.required, one.example]
        for kind in kinds
        for one in _columns_of(kind)
    ]


def _columns_of(kind: Kind) -> list[Meaning]:
    more = [column_meaning("currency", header=CURRENCY)] if kind in MONEYED else []
    if kind is Kind.PROJECTS:
        more.append(column_meaning("score", header=f"{SCORE}NAME"))
    if kind is Kind.KPIS:
        more.append(column_meaning("dimension", header="any other"))
    return [*meanings(kind), *more, column_meaning("mark", header=mark_header(kind))]


def dictionary_sheet(kinds: Sequence[Kind]) -> Sheet:
    """The data dictionary as a sheet; its examples stand nowhere else, so that none is ever loaded."""
    widths = (16, 20, 58, 42, 20, 38)
    columns = [
        SheetColumn(header, width, wrap=True)
        for header, width in zip(DICTIONARY_HEADERS, widths, strict=True)
    ]
    rows: list[Sequence[Cell]] = []
    for kind in kinds:
        rows.append([title_of(kind), "", about(kind)])
        rows += dictionary_rows([kind])
    return Sheet("Dictionary", columns, rows)
