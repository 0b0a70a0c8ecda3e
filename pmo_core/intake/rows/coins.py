"""The currency of each row, from cell, column, header or title; unlike currencies never mix in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_core.intake.rows.fill import Filled
from pmo_core.intake.values.cells import Column, Problem, issues_of
from pmo_core.intake.values.shared import Sheet
from pmo_core.intake.wording.units import currency_code
from pmo_core.model import Issue, Missing, Severity

_UNLIKE = Problem(
    "money.unlike_currency",
    "Another currency than the other amounts of this row. The row is loaded without this amount.",
    "Give each row one currency, or load this column as a file of its own.",
)


def settle(sheet: Sheet, filled: Filled, *, named: Column | None) -> None:
    """
    Give every row its currency; an amount in another currency than its row becomes missing, with an issue.

    Args:
        sheet: The mapped columns.
        filled: The typed columns; `currency` is added, unlike amounts are taken out.
        named: A column that names the currency of each row.
    """
    if not sheet.money:
        return
    count = len(next(iter(sheet.columns.values())).texts)
    coins = {name: _cell_coins(sheet, name, by_row=named is not None) for name in sheet.money}
    rows: list[str | None] = _named(named) if named else [None] * count
    for name in sheet.money:
        values = filled.values[name]
        rows = [
            row or (coin if value is not None else None)
            for row, coin, value in zip(rows, coins[name], values, strict=True)
        ]
    for name in sheet.money:
        _part(sheet, filled, name, coins=coins[name], rows=rows)
    spare = next((code for code in sheet.amounts.currencies.values() if code), None)
    single = spare if len({c for c in rows if c} | {spare}) == 1 else None
    filled.values["currency"] = [row or single for row in rows]
    _report(filled, rows)
    filled.issues.extend(_of_cover(sheet))


def _of_cover(sheet: Sheet) -> list[Issue]:
    """A note where another sheet says the unit or the currency of all amounts."""
    own = len(sheet.source.title_lines) + len(sheet.source.note_lines)
    return [
        Issue(
            "money.cover",
            f"The unit of the amounts is taken from another sheet: {line}.",
            "Say the unit or the currency with an option if it is another one.",
            Severity.NOTE,
        )
        for line in sheet.lines[own:]
    ]


def _named(column: Column) -> list[str | None]:
    codes = {text: currency_code(text) if text.strip() else None for text in column.counts}
    return [codes[text] for text in column.texts]


def _cell_coins(sheet: Sheet, name: str, *, by_row: bool) -> Sequence[str | None]:
    """The currency of each cell of a money field: written in it, else that of the column (or of its row)."""
    money = sheet.money[name]
    usual = money.header.currency if by_row else sheet.amounts.currencies[name]
    shared = sheet.amounts.shared
    written: Mapping[str, str | None] = {
        text: cell.unit.currency or shared.get(cell.unit.shared or "") or usual if cell else usual
        for text, cell in money.cells.items()
    }
    if set(written.values()) <= {usual}:
        return [usual] * len(money.column.texts)
    return [written.get(text, usual) for text in money.column.texts]


def _part(
    sheet: Sheet, filled: Filled, name: str, *, coins: Sequence[str | None], rows: Sequence[str | None]
) -> None:
    column = sheet.columns[name]
    values = filled.values[name]
    unlike = [
        at
        for at, (coin, row, value) in enumerate(zip(coins, rows, values, strict=True))
        if value is not None and coin and row and coin != row
    ]
    if not unlike:
        return
    out = set(unlike)
    filled.values[name] = [None if at in out else value for at, value in enumerate(values)]
    filled.missing[name] += [(at, Missing.UNPARSEABLE) for at in unlike]
    cells = [(column.rows[at], column.texts[at]) for at in unlike]
    filled.issues.extend(issues_of(_UNLIKE, cells, column=column.header))


def _report(filled: Filled, rows: Sequence[str | None]) -> None:
    found = sorted({code for code in rows if code})
    if len(found) > 1:
        problem = Problem(
            "money.currencies",
            f"Amounts in {', '.join(found)} stand in one file; they are kept apart and never added up.",
            "Convert them to one currency if they belong in one total.",
        )
        filled.issues.append(Issue(problem.code, problem.problem, problem.fix, problem.severity))
