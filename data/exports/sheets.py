"""Workbooks made for people: a monday.com board and a status report made by hand."""

from __future__ import annotations

from datetime import date

from xlsxwriter import Workbook

from exports.files import names, workbook
from exports.items import ITEMS, Item
from exports.suites import LEVEL, STATUS, health

_BOARD = names(
    "Name,Subitems,Owner,Status,Priority,Budget,Board paper,Due Date,Timeline - Start,Timeline - End,Link,"
    "Item ID (auto generated)"
)
_SUB = names("Subitems,Name,Owner,Status,Date,Item ID (auto generated)")


def monday() -> bytes:
    """A header per group, sub-items with a header of their own, summaries, ticks, links with addresses."""
    rows: list[list[object]] = [["Halden Water change"]]
    status = STATUS | {"doing": "Working on it", "blocked": "Stuck", "done": "Done"}
    groups = (("This year", True), ("Later", False))
    for title, soon in groups:
        items = [item for item in ITEMS if (item.finish <= date(2026, 12, 31)) == soon]
        rows += [[title], list(_BOARD)]
        for item in items:
            parts = ("Plan", "Buy") if item.number % 4 == 1 else ()
            rows.append(_board_item(item, ", ".join(parts), status[item.state]))
            if parts:
                rows.append(list(_SUB))
                rows += [
                    ["", part, item.owner, "Done", item.start, 7_700_000 + 10 * item.number + n]
                    for n, part in enumerate(parts)
                ]
        total = sum(item.budget for item in items)
        rows += [["", "", "", "", "", total * 1000, "", "", "", "", "", ""], []]
    return workbook(("halden water change", rows))


def _board_item(item: Item, parts: str, status: str) -> list[object]:
    return [
        *(item.name, parts, item.owner, status, LEVEL[item.priority - 1], item.budget * 1000),
        *("v" if item.priority == 1 else "", item.finish, item.start, item.finish),
        *(f"Plan - https://halden.example/plans/{item.number}", 5_500_000_000 + item.number),
    ]


_REPORT = names("No.,Project,,Lead,RAG,Start,Finish,Budget (k€),Progress,Remarks")
_TITLE = "Halden Water – change portfolio"


def status_report() -> bytes:
    """Titles, a date, merged cells, a spacer column, per cents both ways, a total, a second table below."""
    shown = [item for item in ITEMS if item.state != "cancelled"][:18]
    total = sum(item.budget for item in shown if item.state != "todo")
    rows: list[list[object]] = [
        *([_TITLE], ["Status date: 30.06.2026"], [], list(_REPORT)),
        *(_line(item) for item in shown),
        *(["", "Total", "", "", "", "", "", _euros(total), "", ""], []),
        *(["Risk", "Owner", "Score"], ["Dry summer", "Piotr Acht", 12], ["Steel prices", "Odd Ferreira", 9]),
    ]

    def dress(book: Workbook) -> None:
        book.get_worksheet_by_name("Status").merge_range(0, 0, 0, 9, _TITLE)

    return workbook(("Status", rows), dress=dress)


def _line(item: Item) -> list[object]:
    quarter = f"Q{(item.finish.month + 2) // 3} {item.finish.year}"
    return [
        *(item.number, item.name, "", item.owner, health(item), item.start),
        *(
            quarter if item.number % 6 == 2 else item.finish,
            "TBD" if item.state == "todo" else _euros(item.budget),
        ),
        *(f"{item.per_cent}%" if item.number % 3 else item.per_cent / 100, ""),
    ]


def _euros(amount: int) -> str:
    """Write 1.234,00 €."""
    return f"{amount:,}".replace(",", ".") + ",00 €"
