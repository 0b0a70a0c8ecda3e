"""Smartsheet, OpenProject and ServiceNow."""

from __future__ import annotations

from datetime import date

from exports.files import names, text
from exports.items import AS_OF, ITEMS, Item

STATUS = {
    "todo": "Not Started",
    "doing": "In Progress",
    "blocked": "On Hold",
    "done": "Complete",
    "cancelled": "Cancelled",
}
LEVEL = ("High", "High", "Medium", "Low", "Low")


def health(item: Item) -> str:
    """Say how an item stands, in a colour."""
    late = item.finish < AS_OF and item.state == "doing"
    return "Red" if late or item.state == "blocked" else "Yellow" if item.number % 4 == 3 else "Green"


def smartsheet_projects() -> bytes:
    """Two-digit years, per cents with a sign, a symbol column in words."""
    header = names(
        "Project Name,Description,Owner,Start Date,Finish Date,Status,Priority,% Complete,Health,Budget (£k)"
    )
    rows = [
        [
            *(
                item.name,
                f"{item.team}: {item.name}",
                item.owner,
                f"{item.start:%m/%d/%y}",
                f"{item.finish:%m/%d/%y}",
            ),
            *(
                STATUS[item.state],
                LEVEL[item.priority - 1],
                f"{item.per_cent}%",
                health(item),
                f"{item.budget:,}.0",
            ),
        ]
        for item in ITEMS
    ]
    return text([header, *rows])


def smartsheet_tasks() -> bytes:
    """Durations as 5d, links as 5FS, work in hours, per cents as shares of 1, milestones ticked."""
    header = names(
        "Task Name,Task ID,Start Date,End Date,Duration,% Complete,Status,Priority,Work (hrs),"
        "Actual Work (hrs),"
        "Milestone,Notes,Predecessors,Assigned To"
    )
    rows = [
        [
            *(
                item.name,
                f"T-{item.number:03d}",
                item.start,
                item.finish,
                f"{(item.finish - item.start).days}d",
            ),
            *(
                item.per_cent / 100,
                STATUS[item.state],
                LEVEL[item.priority - 1],
                item.hours,
                item.hours // 3,
            ),
            *(
                "true" if item.number in (14, 20) else "false",
                "",
                f"{item.number - 1}FS" if item.number % 5 == 0 else "",
                item.owner,
            ),
        ]
        for item in ITEMS
    ]
    return text([header, *rows], line_end="\n")


def openproject() -> bytes:
    """UTF-8 read as Windows-1252 and saved again, descriptions with markup."""
    header = names(
        "ID,Project,Type,Subject,Status,Priority,Author,Assignee,Accountable,Start date,"
        "Finish date,% Complete,Work,"
        "Spent time,Created on,Updated on,Description"
    )
    status = {
        "todo": "New",
        "doing": "In progress",
        "blocked": "On hold",
        "done": "Closed",
        "cancelled": "Rejected",
    }
    rows = [
        [
            *(
                3300 + item.number,
                "Halden Water change",
                "Phase" if item.number % 2 else "Feature",
                item.name,
            ),
            *(
                status[item.state],
                ("Immediate", "High", "Normal", "Low", "Low")[item.priority - 1],
                "Zoë Märtens",
            ),
            *(
                item.owner,
                "Zoë Märtens",
                item.start,
                item.finish,
                item.per_cent,
                f"{item.hours}h",
                f"{item.hours // 2}h",
            ),
            *(item.start, date(2026, 6, 26), f"<p>Décision – <b>{item.team}</b></p>"),
        ]
        for item in ITEMS
    ]
    return text([header, *rows]).decode("cp1252").encode("utf-8")


def servicenow() -> bytes:
    """Labels: per cents as 75.00, "Status" is the health, "State" the status."""
    header = names(
        "Number,Project name,Project manager,State,Status,Percent complete,Planned start date,"
        "Planned end date,"
        "Actual start date,Actual end date,Estimated cost,Actual cost,Overall health,"
        "Executive Summary,Comments"
    )
    return text([header, *(_demand(item) for item in ITEMS)], encoding="cp1252")


def servicenow_fields() -> bytes:
    """Field names: Windows-1252 text with the same cells, the health only in "status"."""
    header = names(
        "number,short_description,project_manager,state,status,percent_complete,start_date,"
        "end_date,work_start,"
        "work_end,planned_cost,work_cost,phase,comments"
    )
    rows = [
        [*cells[:12], "Executing" if item.state == "doing" else "Planning", cells[14]]
        for item, cells in ((i, _demand(i)) for i in ITEMS)
    ]
    return text([header, *rows], encoding="cp1252", line_end="\n")


def _demand(item: Item) -> list[object]:
    state = {
        "todo": "Pending",
        "doing": "Work in Progress",
        "blocked": "On Hold",
        "done": "Closed Complete",
        "cancelled": "Closed Incomplete",
    }
    colour = "" if item.state in ("todo", "cancelled") else health(item)
    started = item.start if item.state not in ("todo", "cancelled") else ""
    return [
        *(f"PRJ{10_000 + item.number:07d}", item.name, item.owner, state[item.state], colour or "No status"),
        *(
            f"{item.per_cent}.00",
            f"{item.start} 08:00:00",
            f"{item.finish} 17:00:00",
            started and f"{started} 08:00:00",
        ),
        *(
            f"{item.done} 16:00:00" if item.done else "",
            f"£{item.budget * 1000:,}.00",
            f"£{item.spent * 1000:,}.00",
        ),
        *(colour, f"{item.name}: {item.per_cent} % – no change", "" if item.number % 2 else "see minutes"),
    ]
