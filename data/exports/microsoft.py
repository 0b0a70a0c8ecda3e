"""Planner, Project and Azure DevOps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from exports.files import names, text, workbook
from exports.items import AS_OF, ITEMS, Item

_PROGRESS = {
    "todo": "Not started",
    "doing": "In progress",
    "blocked": "In progress",
    "done": "Completed",
    "cancelled": "Not started",
}
_PRIORITY = ("Urgent", "Important", "Medium", "Low", "Low")


def _slashed(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def planner() -> bytes:
    """The export: a sheet about the plan, days as text, people with semicolons, a checklist as 2/5."""
    header = names(
        "Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Created Date,"
        "Start Date,Due Date,Late,"
        "Completed Date,Completed By,Completed Checklist Items,Checklist Items,Labels,Description"
    )
    about = [
        ["Plan name", "Halden Water change"],
        ["Plan ID", "Zx81-halden"],
        ["Date of export", _slashed(AS_OF)],
    ]
    rows = [
        [
            *(
                f"t{item.number:05d}",
                item.name,
                item.team,
                _PROGRESS[item.state],
                _PRIORITY[item.priority - 1],
            ),
            f"{item.owner};Ines Vanterpool" if item.number % 4 == 0 else item.owner,
            *("Ines Vanterpool", _slashed(item.start), _slashed(item.start), _slashed(item.finish)),
            *(
                str(item.finish < AS_OF and not item.done).lower(),
                _slashed(item.done),
                item.owner if item.done else "",
            ),
            *(
                f"{item.per_cent // 20}/5",
                "Scope;Money;People;Risk;Plan",
                "Board" if item.priority == 1 else "",
                "",
            ),
        ]
        for item in ITEMS
    ]
    return workbook(("Plan name", about), ("Tasks", [header, *rows]))


def planner_form() -> bytes:
    """The form that Planner reads plans from, saved with semicolons."""
    header = names(
        "Task Name,Bucket Name,Progress,Priority,Assigned To,Start Date,Due Date,Notes,Checklist Items"
    )
    rows = [
        [
            *(item.name, item.team, _PROGRESS[item.state], _PRIORITY[item.priority - 1], item.owner),
            *(
                _slashed(item.start),
                _slashed(item.finish) if item.state != "todo" else "",
                item.team,
                "Scope, Money",
            ),
        ]
        for item in ITEMS[:16]
    ]
    return text([header, *rows], delimiter=";", encoding="cp1252")


def _phases() -> list[tuple[str, int, list[Item]]]:
    teams = list(dict.fromkeys(item.team for item in ITEMS))
    return [(team, 1, [item for item in ITEMS if item.team == team]) for team in teams]


def project_table() -> bytes:
    """A table copied from the view: summary rows by level, spelled days, NA for no baseline, milestones."""
    header = names(
        "ID,Active,Task Mode,Name,Duration,Start,Finish,Baseline Finish,% Complete,Work,Cost,Resource Names,"
        "Predecessors,Outline Level,Notes"
    )
    rows: list[list[object]] = []
    for team, level, items in _phases():
        cost = sum(item.budget for item in items)
        first, last = min(item.start for item in items), max(item.finish for item in items)
        rows.append(_task(len(rows), team, (first, last), (level, f"£{cost:,}.00K", "")))
        rows += [
            _task(
                len(rows) + n,
                item.name,
                (item.start, item.finish),
                (level + 1, f"£{item.budget:,}.00K", item),
            )
            for n, item in enumerate(items)
        ]
        gate = _task(len(rows), f"{team}: board decision", (last, last), (level + 1, "£0.00K", ""))
        gate[4] = "0 days"
        rows.append(gate)
    return text([header, *rows], delimiter="\t", encoding="utf-16")


def _task(at: int, name: str, span: tuple[date, date], rest: tuple[int, str, Item | str]) -> list[object]:
    level, cost, item = rest
    start, finish = span
    days = (finish - start).days * 5 // 7
    known = item if isinstance(item, Item) else None
    return [
        *(
            at + 1,
            "Yes",
            "Auto Scheduled",
            name,
            f"{days} days" if at % 5 else f"{days} days?",
            f"{start:%a %d/%m/%y}",
        ),
        *(f"{finish:%a %d/%m/%y}", f"{finish - timedelta(30):%a %d/%m/%y}" if at % 3 else "NA"),
        *(f"{known.per_cent}%" if known else "", f"{known.hours} hrs" if known else "", cost),
        *(known.owner if known else "", f"{at}FS+2d" if at % 4 == 3 else "", level, ""),
    ]


def project_map() -> bytes:
    """The workbook that the export wizard writes: names with underscores, days as long text."""
    header = names(
        "ID,Unique_ID,Active,Task_Mode,Name,Duration,Start_Date,Finish_Date,Percent_Complete,Resource_Names,"
        "Outline_Level,Notes"
    )
    rows: list[list[object]] = []
    for team, level, items in _phases():
        spans = [
            (min(i.start for i in items), max(i.finish for i in items)),
            *((i.start, i.finish) for i in items),
        ]
        for name, (start, finish), item in zip(
            [team, *(i.name for i in items)], spans, [None, *items], strict=True
        ):
            rows.append(
                [
                    *(len(rows) + 1, 500 + len(rows), "Yes", "Manually Scheduled", name, "1 day?"),
                    *(
                        f"{start:%B} {start.day}, {start.year} 8:00 AM",
                        f"{finish:%B} {finish.day}, {finish.year} 5:00 PM",
                    ),
                    *(
                        item.per_cent / 100 if item else 0.4,
                        item.owner if item else "",
                        level + (item is not None),
                        "",
                    ),
                ]
            )
    return workbook(("Task_Table1", [header, *rows]))


def azure() -> bytes:
    """Names with mail addresses, times with AM and PM, tags with semicolons, features under epics."""
    header = names(
        "ID,Work Item Type,Title,Assigned To,State,Tags,Created Date,Changed Date,Closed Date,"
        "Start Date,Target Date,"
        "Area Path,Iteration Path,Parent,Priority,Story Points,Original Estimate"
    )
    rows = [_work_item(item) for item in ITEMS]
    features = [_work_item(item) for item in ITEMS[:8]]
    for n, row in enumerate(features):
        row[1], row[2], row[13], row[0] = "Feature", f"First step of {row[2]}", row[0], 9001 + n
    return text([header, *rows, *features])


_AZURE_STATE = {
    "todo": "New",
    "doing": "Active",
    "blocked": "On Hold",
    "done": "Closed",
    "cancelled": "Removed",
}


def _work_item(item: Item) -> list[object]:
    return [
        *(8000 + item.number, "Epic", item.name, f"{item.owner} <{item.mail}>", _AZURE_STATE[item.state]),
        *(f"{item.team.lower()}; 2026", _twelve(item.start), _twelve(date(2026, 6, 26)), _twelve(item.done)),
        *(_twelve(item.start), _twelve(item.finish), f"Halden\\{item.team}", "Halden\\2026\\Q3", ""),
        *(min(item.priority, 4), item.priority * 5, item.hours),
    ]


def _twelve(day: date | None) -> str:
    return f"{day.month}/{day.day}/{day.year} 7:00:00 AM" if day else ""


def azure_tree() -> bytes:
    """A tree: titles in a column per level."""
    header = names("ID,Work Item Type,Title 1,Title 2,Title 3,Assigned To,State,Target Date,Area Path")
    rows: list[Sequence[object]] = []
    for item in ITEMS[:12]:
        base = _work_item(item)
        tail = [base[3], base[4], base[10], base[11]]
        rows.append([base[0], "Epic", item.name, "", "", *tail])
        if item.number % 2:
            rows.append([7000 + item.number, "Feature", "", f"Plan {item.name.lower()}", "", *tail])
            rows.append([7100 + item.number, "User Story", "", "", f"Ask {item.owner} for dates", *tail])
    return text([header, *rows])
