"""What is said to change is what a plain comparison of the rows before and after a real commit finds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pmo_core import importing
from pmo_core.fields import FIELDS
from pmo_core.importing import Staged, coming
from pmo_core.importing.difference import Changes
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, staged

Row = dict[str, Any]
HEADERS = ("Project ID", "Project", "Owner", "Status", "RAG", "Finish", "Budget (£m)")
CELLS: Mapping[str, Sequence[str]] = {
    "Owner": ("Shah", "Cole", "", "withheld"),
    "Status": ("In progress", "Not started", "Done"),
    "RAG": ("Green", "Amber/Red", "amber / red", ""),
    "Finish": ("2026-12-31", "2028-06-30", "2031-01-31", ""),
    "Budget (£m)": ("40", "12.5", "7", "TBC", ""),
}
DATES = ("2026-01-31", "2026-02-28", "2026-03-31")
FILLER = ["F,Filler,Diaz,In progress,Green,2027-12-31,1", "G,Garden,Diaz,In progress,Amber,2027-12-31,2"]
"""Rows that give every column a meaning."""


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A list with its name, how it goes in, and whether each date lists the whole portfolio."""
    listed = draw(st.lists(st.sampled_from("ABCDE"), unique=True))
    kept = [name for name in HEADERS if name != "Owner" or draw(st.booleans())]
    rows = [dict(zip(HEADERS, row.split(","), strict=True)) for row in FILLER]
    for one in listed:
        row = {name: draw(st.sampled_from(cells)) for name, cells in CELLS.items()}
        rows.append({"Project ID": one, "Project": f"Project {one}", **row})
    text = "\n".join([",".join(kept), *(",".join(row[name] for name in kept) for row in rows)]) + "\n"
    mode = draw(st.sampled_from(["replace", "update", "append"]))
    return text, f"list {draw(st.sampled_from(DATES))}.csv", mode, draw(st.sampled_from(["full", "rolling"]))


def stage(db: Database, file: tuple[str, str, str, str]) -> Staged:
    text, label, mode, source = file
    return staged(db, text, label, answers={"mode": mode}, source=source)


def rows_now(db: Database, kind: Kind) -> list[Row]:
    version = versions.current(db, "main").get(kind, 0)
    rows: list[Row] = versions.rows_of(db, kind, version=version).to_pylist()
    reasons = {
        (part, row, field): why
        for part, row, field, why in db.rows(
            coming.__file__,
            "why_missing",
            version=version,
            rows=list(range(10_000)),
        )
    }
    for row in rows:
        row["why"] = {f.name: reasons.get((row["part"], row["row"], f.name), "") for f in FIELDS[kind]}
    return sorted(rows, key=lambda row: str(row["key"]))


def states(rows: Sequence[Row]) -> dict[str, Row]:
    """By hand: each project's latest row; what lists named counts only from the newest of them on."""
    newest: dict[str, Row] = {}
    for row in rows:
        if row["project_key"] not in newest or row["as_of"] > newest[row["project_key"]]["as_of"]:
            newest[row["project_key"]] = row
    lists = [row for row in rows if not row["rolling"]]
    named = {row["project_key"] for row in lists}
    last: date = max((row["as_of"] for row in lists), default=date.min)
    return {key: row for key, row in newest.items() if key not in named or row["as_of"] >= last}


def same(one: Any, other: Any, name: str) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9)
    if name == "rating" and one and other:
        return bool(one.replace(" ", "").lower() == other.replace(" ", "").lower())
    return bool(one == other)


def told(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value


def cells(before: Mapping[str, Row], after: Mapping[str, Row], *, fields: Sequence[str]) -> set[Any]:
    """Key, field, before, after, and why there is nothing, of every cell that differs."""
    found = set()
    for key, was in before.items():
        now = after.get(key, was)
        for name in (n for n in fields if not same(was[n], now[n], n)):
            why = ("" if row[name] is not None else row["why"].get(name, "") for row in (was, now))
            found.add((key, name, told(was[name]), told(now[name]), *why))
    return found


def compared_fields(kind: Kind, own: Sequence[Row], staged: Staged) -> list[str]:
    """All fields but those that the file has no column for."""
    mapped = {part.field for part in staged.reading.fields}
    names = [f.name for f in FIELDS[kind] if f.name not in ("as_of", "aliases", "period")]
    names += ["currency"] if own and "currency" in own[0] else []
    return [n for n in names if n in mapped or any(row[n] is not None for row in own)]


def check(found: Changes, before: Mapping[str, Row], after: Mapping[str, Row], *, expected: set[Any]) -> None:
    changed = {key for key, *_ in expected}
    assert found.new == len(after.keys() - before.keys())
    assert found.gone == len(before.keys() - after.keys())
    assert found.changed == len(changed)
    assert found.unchanged == len(before) - len(changed) - found.gone
    assert found.changed + found.unchanged + found.new == len(after)
    assert found.cells_total == len(expected) == len(found.cells)


def foreseen(db: Database, staged: Staged) -> tuple[list[Row], Changes, list[Row]]:
    """Rows before, what is said to change, and the rows after a real commit."""
    kind = staged.reading.kind
    before = rows_now(db, kind)
    found = importing.outlook(db, staged, grant=ADMIN, most=None).changes
    assert rows_now(db, kind) == before, "nothing is written"
    importing.commit(db, staged, grant=ADMIN)
    return before, found, rows_now(db, kind)


LIST = f"{','.join(HEADERS)}\n" + "\n".join(FILLER) + "\n"
LONGER = f"{LIST}A,Project A,Shah,In progress,Green,2026-12-31,40\n"


@settings(max_examples=20, deadline=None)
@example(  # the older list counts again, for the newer one has become rows of their own dates
    [(LONGER, "list 2026-01-31.csv", "replace", "full"), (LIST, "list 2026-02-28.csv", "append", "full")],
    (LIST, "list 2026-02-28.csv", "update", "rolling"),
)
@example(  # a project that a list named leaves with the next list, though a row of its own date came between
    [
        (LIST, "list 2026-01-31.csv", "replace", "full"),
        (LONGER, "list 2026-02-28.csv", "replace", "rolling"),
        (LONGER, "list 2026-01-31.csv", "update", "full"),
    ],
    (LIST, "list 2026-03-31.csv", "update", "full"),
)
@given(st.lists(files(), min_size=1, max_size=3), files())
def test_changes_of_projects_are_those_of_the_commit(
    earlier: list[tuple[str, str, str, str]], last: tuple[str, str, str, str]
) -> None:
    with closing(Database.memory()) as db:
        for file in earlier:
            importing.commit(db, stage(db, file), grant=ADMIN)
        staged = stage(db, last)
        assume(not staged.already_imported)
        before, found, after = foreseen(db, staged)
    part = max(row["part"] for row in after)
    old, new = states(before), states(after)
    mine = {key: row for key, row in new.items() if row["part"] == part}
    expected = cells(old, mine, fields=compared_fields(Kind.PROJECTS, list(mine.values()), staged))
    check(found, old, new, expected=expected)
    said = {(c.id, c.field, c.before, c.after, c.before_why, c.after_why) for c in found.cells}
    assert said == {(old[key]["project_id"], *rest) for key, *rest in expected}
    counted = {row["key"] for row in (*old.values(), *new.values())}
    others = [{row["key"]: row for row in rows if row["key"] not in counted} for rows in (before, after)]
    assert found.others.new == len(others[1].keys() - others[0].keys())
    assert found.others.gone == len(others[0].keys() - others[1].keys())


@st.composite
def people(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A stakeholder list, some columns of which may be absent."""
    kept = [
        "Stakeholder",
        "Power",
        "Interest",
        *draw(st.lists(st.sampled_from(["Owner", "Role"]), unique=True)),
    ]
    rows = [["Wren", "1", "2", "Diaz", "Board"], ["Xu", "3", "3", "Diaz", "Union"]]
    for name in draw(st.lists(st.sampled_from("ABCD"), unique=True)):
        power, owner = draw(st.sampled_from(["1", "5", ""])), draw(st.sampled_from(["Shah", "", "tbc"]))
        rows.append([f"Person {name}", power, "4", owner, draw(st.sampled_from(["Board", "Press", ""]))])
    named = [
        dict(zip(["Stakeholder", "Power", "Interest", "Owner", "Role"], row, strict=True)) for row in rows
    ]
    text = "\n".join([",".join(kept), *(",".join(row[name] for name in kept) for row in named)]) + "\n"
    return text, "stakeholders.csv", draw(st.sampled_from(["replace", "update", "append"])), "full"


@settings(max_examples=12, deadline=None)
@given(st.lists(people(), min_size=1, max_size=2), people())
def test_changes_of_stakeholders_are_those_of_the_commit(
    earlier: list[tuple[str, str, str, str]], last: tuple[str, str, str, str]
) -> None:
    with closing(Database.memory()) as db:
        for file in earlier:
            importing.commit(db, stage(db, file), grant=ADMIN)
        staged = stage(db, last)
        assume(not staged.already_imported)
        assert staged.reading.kind is Kind.STAKEHOLDERS
        before, found, after = foreseen(db, staged)
    part = max(row["part"] for row in after)
    old, new = ({row["key"]: row for row in rows} for rows in (before, after))
    mine = {key: row for key, row in new.items() if row["part"] == part}
    expected = cells(old, mine, fields=compared_fields(Kind.STAKEHOLDERS, list(mine.values()), staged))
    check(found, old, new, expected=expected)
    said = {(c.name, c.field, c.before, c.after, c.before_why, c.after_why) for c in found.cells}
    assert said == {(new[key]["name"], *rest) for key, *rest in expected}
