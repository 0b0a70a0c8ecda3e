"""A table in the many forms in which people save it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl import Workbook

Table = Sequence[Sequence[str]]
ENCODINGS = {"UTF-8": "utf-8", "UTF-8 with mark": "utf-8-sig", "Windows-1252": "cp1252", "UTF-16": "utf-16"}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Form:
    """A file that holds the table: `above` rows precede the header; `answers` may be needed to read it."""

    name: str
    content: bytes
    above: int = 0
    answers: dict[str, str] = field(default_factory=dict[str, str])


def as_csv(table: Table, delimiter: str, encoding: str, end: str = "\r\n") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows(table)
    return buffer.getvalue().encode(encoding)


def as_xlsx(table: Table, *, typed: bool = False) -> bytes:
    """A workbook of one sheet; text cells stay text even where they look like formulas."""
    made = Workbook()
    sheet = made.worksheets[0]
    for row, cells in enumerate(table, 1):
        for column, cell in enumerate(cells, 1):
            if cell:
                target = sheet.cell(row, column, _typed(cell) if typed else cell)  # type: ignore[arg-type]  # any
                if target.data_type == "f" or not typed:
                    target.data_type = "s"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _typed(cell: str) -> object:
    """A cell as a person types it into a spreadsheet: numbers and days as such."""
    if _NUMBER.fullmatch(cell):
        return Decimal(cell)
    if _DAY.fullmatch(cell):
        return date.fromisoformat(cell)
    return cell


def accented(table: Table) -> list[list[str]]:
    """The table with letters that encodings write in different bytes: one é in each longer text."""
    return [[re.sub(r"^(.{4,}? .*?)e", r"\1é", cell) for cell in row] for row in table]


def forms(table: Table) -> Iterator[Form]:
    for encoding, codec in ENCODINGS.items():
        for name, delimiter in DELIMITERS.items():
            yield Form(f"CSV with {name} in {encoding}", as_csv(table, delimiter, codec))
    yield Form("workbook of typed cells", as_xlsx(table, typed=True))
    yield Form("workbook of text cells", as_xlsx(table))
    turned = list(zip(*table, strict=True))
    yield Form("transposed CSV", as_csv(turned, ",", "utf-8"), answers={"transpose": "yes"})
    yield Form("transposed workbook", as_xlsx(turned, typed=True), answers={"transpose": "yes"})
    yield Form("dressed CSV", as_csv(dressed(table), ",", "utf-8"), above=3)
    yield Form("dressed CSV with semicolons", as_csv(dressed(table), ";", "cp1252"), above=3)
    yield Form("dressed workbook", as_xlsx(dressed(table), typed=True), above=3)
    for name, order in (("reversed", slice(None, None, -1)), ("in two halves", None)):
        half = len(table[0]) // 2
        moved = [row[order] if order else [*row[half:], *row[:half]] for row in table]
        yield Form(f"columns {name}", as_csv(moved, ",", "utf-8"))
        yield Form(f"workbook, columns {name}", as_xlsx(moved, typed=True))


def dressed(table: Table) -> list[list[str]]:
    """The table with a title, a subtitle and a blank row above, a total, a blank row and a note below."""
    width = len(table[0])
    blank = [""] * width
    title, subtitle, note = (
        [text, *blank[1:]] for text in ("Portfolio report", "Printed for the board", "Source: project ledger")
    )
    total = ["Total", *(_sum([row[at] for row in table[1:]]) for at in range(1, width))]
    totals = [total] if any(total[1:]) else []
    return [title, subtitle, blank, *map(list, table), *totals, blank, note]


def _sum(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    if not filled or not all(_NUMBER.fullmatch(cell) for cell in filled):
        return ""
    return str(sum(Decimal(cell) for cell in filled))
