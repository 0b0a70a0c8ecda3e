"""Boards: Asana, Trello, ClickUp, Linear and Shortcut."""

from __future__ import annotations

from datetime import UTC, date, datetime

from exports.files import names, text
from exports.items import ITEMS, Item

_SECTION = {
    "todo": "To do",
    "doing": "Doing",
    "blocked": "Waiting",
    "done": "Done",
    "cancelled": "Dropped",
}


def asana() -> bytes:
    """With the three rows that a spreadsheet link puts on top, sub-tasks, headers with a dot or a space."""
    header = names(
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,"
        "Assignee Email,Start Date,"
        "Due Date,Tags,Notes,Projects,Parent task,Priority ,Budget £k."
    )
    rows: list[list[object]] = []
    for item in ITEMS:
        rows.append(_task(item))
        if item.number % 4 == 1:
            rows += [_sub_task(item, step, n) for n, step in enumerate(("Order parts", "Train staff"), 1)]
    above = [["Halden Water change portfolio"], ["https://app.asana.example/0/1200000000000000/list"], []]
    return text([*(row + [""] * (len(header) - len(row)) for row in above), header, *rows])


def _task(item: Item) -> list[object]:
    notes = f"What: {item.name}.\nWho: {item.team}" if item.number % 3 else ""
    priority = ("High", "High", "Medium", "Low", "Low")[item.priority - 1]
    return [
        *(1_200_000_000_000_000 + item.number, item.start, item.done, date(2026, 6, 26), item.name),
        *(_SECTION[item.state], item.owner, item.mail, item.start, item.finish, item.team, notes),
        *("Halden change, Board paper" if item.number == 3 else "Halden change", "", priority, item.budget),
    ]


def _sub_task(item: Item, step: str, n: int) -> list[object]:
    row = _task(item)
    row[0] = 1_200_000_000_001_000 + 10 * item.number + n
    row[4], row[11], row[13], row[15] = step, "", item.name, ""
    return row


def trello() -> bytes:
    """Labels with their colour, times in UTC, four archived cards."""
    header = names(
        "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,Attachment Count,"
        "Checklist Item Total Count,Checklist Item Completed Count,Last Activity Date,List ID,List Name,"
        "Board ID,Board Name,Archived,Start Date,Due Complete"
    )
    rows = [
        [
            *(f"66{item.number:022x}", item.name, f"https://trello.example/c/{item.number}", item.team),
            *("Urgent (red), Money (green)" if item.priority == 1 else "Money (green)", item.owner),
            *(
                _utc(item.finish),
                0,
                5,
                item.per_cent // 20,
                _utc(date(2026, 6, 26)),
                f"65{item.number % 5:022x}",
            ),
            *(
                _SECTION[item.state],
                "65b0",
                "Halden change",
                str(item.number % 6 == 0).lower(),
                _utc(item.start),
            ),
            str(item.state == "done").lower(),
        ]
        for item in ITEMS
    ]
    return text([header, *rows], line_end="\n")


def _utc(day: date | None) -> str:
    return f"{day}T09:00:00.000Z" if day else ""


def clickup() -> bytes:
    """Days as milliseconds, lists in brackets, null for nothing."""
    header = names(
        "Task ID,Task Custom ID,Task Name,Task Content,Status,Date Created,Date Created Text,"
        "Due Date,Due Date Text,"
        "Start Date,Start Date Text,Parent ID,Attachments,Assignees,Tags,Priority,List Name,"
        "Folder Name,Space Name,"
        "Time Estimated,Time Estimated Text,Date Updated,Date Closed,Date Done"
    )
    status = {
        "todo": "to do",
        "doing": "in progress",
        "blocked": "on hold",
        "done": "Closed",
        "cancelled": "cancelled",
    }
    rows: list[list[object]] = [
        [
            *(f"86c{item.number:03x}", f"HW-{item.number}", item.name, f"{item.team}\n- scope\n- money"),
            *(status[item.state], _milliseconds(item.start), "", _milliseconds(item.finish), ""),
            *(_milliseconds(item.start), "", "null", "[]"),
            f"[{item.owner}, Ines Vanterpool]" if item.number % 5 == 0 else f"[{item.owner}]",
            *(f"[{item.team.lower()}]", ("1", "2", "3", "4", "null")[item.priority - 1]),
            *(
                item.team,
                "Change",
                "Halden",
                item.hours * 3_600_000,
                f"{item.hours}h",
                _milliseconds(date(2026, 6, 26)),
            ),
            *(_milliseconds(item.done), _milliseconds(item.done)),
        ]
        for item in ITEMS
    ]
    child = list(rows[0])
    child[0], child[1], child[2], child[11] = "86d001", "HW-101", "Choose the satellite", rows[0][0]
    return text([header, *rows, child])


def _milliseconds(day: date | None) -> str:
    return str(int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp()) * 1000) if day else ""


def linear() -> bytes:
    """Days as JavaScript writes them; the estimate is in points."""
    header = names(
        "ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,"
        "Labels,Cycle Number,"
        "Created,Updated,Started,Triaged,Completed,Canceled,Archived,Due Date,Parent issue,"
        "Initiatives,Blocked by"
    )
    status = {
        "todo": "Todo",
        "doing": "In Progress",
        "blocked": "Blocked",
        "done": "Done",
        "cancelled": "Canceled",
    }
    rows = [
        [
            *(
                f"HAL-{item.number}",
                item.team,
                item.name,
                f"{item.name}, in short",
                status[item.state],
                item.priority,
            ),
            *(("Urgent", "High", "Medium", "Low", "No priority")[item.priority - 1], "9f1c", "Change 2026"),
            *(
                "ines@halden.example",
                item.mail,
                item.team.lower(),
                "",
                _script(item.start),
                _script(date(2026, 6, 26)),
            ),
            *(_script(item.start) if item.state != "todo" else "", "", _script(item.done)),
            *(_script(item.finish) if item.state == "cancelled" else "", "", _script(item.finish), ""),
            *(
                "Steady supply" if item.team in ("Networks", "Plants") else "Fair bills",
                "HAL-9" if item.number == 16 else "",
            ),
        ]
        for item in ITEMS
    ]
    return text([header, *rows], line_end="\n")


def _script(day: date | None) -> str:
    return f"{day:%a %b %d %Y} 09:00:00 GMT+0000 (Coordinated Universal Time)" if day else ""


_COLUMN = {
    "todo": "Unstarted",
    "doing": "In Development",
    "blocked": "Blocked",
    "done": "Completed",
    "cancelled": "Abandoned",
}


def shortcut() -> bytes:
    """Names with underscores, ISO times with a zone, archived stories."""
    header = names(
        "id,name,type,requester,owners,description,is_completed,created_at,started_at,updated_at,moved_at,"
        "completed_at,estimate,external_ticket_count,is_blocked,is_a_blocker,due_date,labels,"
        "epic_labels,tasks,"
        "state,epic_id,epic,project_id,project,iteration_id,iteration,utc_offset,is_archived,"
        "team_id,team,priority"
    )
    rows = [
        [
            *(
                item.number,
                item.name,
                "feature",
                item.mail,
                f"{item.owner};Ines Vanterpool" if item.number == 7 else item.owner,
            ),
            *(f"<p>{item.name}</p>", str(item.state == "done").upper(), _zoned(item.start)),
            *(
                _zoned(item.start) if item.state != "todo" else "",
                _zoned(date(2026, 6, 26)),
                "",
                _zoned(item.done),
            ),
            *(
                item.priority,
                0,
                str(item.state == "blocked").upper(),
                "FALSE",
                _zoned(item.finish),
                item.team.lower(),
            ),
            *(
                "",
                "",
                _COLUMN[item.state],
                900 + item.number % 3,
                "Steady supply" if item.number % 3 else "Fair bills",
            ),
            *(77, "Change 2026", "", "", "+01:00", str(item.number in (12, 22)).upper(), "t1", item.team),
            ("highest", "high", "medium", "low", "")[item.priority - 1],
        ]
        for item in ITEMS
    ]
    return text([header, *rows], line_end="\n")


def _zoned(day: date | None) -> str:
    return f"{day}T09:00:00+01:00" if day else ""
