"""Headings between the rows: a single filled cell that names the group of the rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core.intake.files.grid import Grid, ranges
from pmo_core.intake.files.shapes import TYPED, blank, filled, mask, shape
from pmo_core.intake.layout.body import Body, cells
from pmo_core.intake.options import Options
from pmo_core.model import Choice, Question

WIDTH_MIN: Final = 3
HEADINGS_SHARE_MAX: Final = 0.5


def headings_question(grid: Grid, body: Body, *, options: Options) -> Question | None:
    """Mark the headings that a blank row, a total or a repeated header proves; ask about the others."""
    lone = _lone(grid, body)
    if not lone:
        return None
    said = options.said("groups")
    if said == "headings":
        body.headings = lone
        return None
    skipped = {at for rows in body.skipped.values() for at in rows}
    proven = [at for at in lone if {at - 1, at + 1} & skipped]
    if said == "records":
        return None
    leads = lone[0] == body.kept[0]
    likely = {*proven, lone[0]} if leads and proven else set(proven)  # the first one has the header above it
    if len(likely) == len(lone) and (leads or len(lone) > 1 or "row.repeated_header" in body.skipped):
        body.headings = lone
        return None
    if not leads and not proven:
        return None
    numbers = ranges([grid.number(at) for at in lone])
    name = cells(grid, body, lone[0])[0].strip()[:40]
    return Question(
        "groups",
        _asked(lone, numbers),
        (
            Choice("headings", f"“{name}” is the group of the rows below"),
            Choice("records", f"“{name}” is a record"),
        ),
        "--answer groups=headings",
        "nothing else in these rows is filled",
    )


def _asked(lone: Sequence[int], numbers: str) -> str:
    if len(lone) == 1:
        return f"Row {numbers} holds only its first cell. Is it a heading of the rows below, or a record?"
    return f"Rows {numbers} hold only their first cell. Are they headings of the rows below, or records?"


def _lone(grid: Grid, body: Body) -> list[int]:
    """Kept rows with only the first cell filled, each over a fuller row; empty if they are no pattern."""
    kept = body.kept
    if not kept or len(cells(grid, body, kept[0])) < WIDTH_MIN:
        return []
    found: list[int] = []
    rows = grid.rows
    sparse = [n for n, at in enumerate(kept[:-1]) if len(row := rows[at]) < WIDTH_MIN or not _beside(row)]
    for position in sparse:
        at = kept[position]
        row = cells(grid, body, at)
        if row[0] and blank(row[1:]) and shape(row[0]) not in TYPED:
            if filled(cells(grid, body, kept[position + 1])) < 2:
                return []
            found.append(at)
    if found and (masks := {mask(cells(grid, body, at)[0]) for at in set(kept) - set(found)} - {""}):
        found = [at for at in found if mask(cells(grid, body, at)[0]) not in masks]
    last = cells(grid, body, kept[-1])
    lone_last = bool(last[0]) and blank(last[1:])
    return found if not lone_last and len(found) <= HEADINGS_SHARE_MAX * len(kept) else []


def _beside(row: Sequence[str]) -> bool:
    """Whether anything stands beside the first cell."""
    return bool(row[1] or row[-1]) or any(row[1:])


def first_heading(grid: Grid, top: int) -> str:
    """The heading right above the header, if only a first cell stands there: it groups the first rows."""
    row = grid.rows[top - 1] if top else []
    return row[0].strip() if row and row[0] and blank(row[1:]) else ""


def take_out_headings(grid: Grid, body: Body, *, first: str) -> tuple[str, ...] | None:
    """Skip the headings and say for each kept row under which it stands; None if there are none."""
    if not body.headings:
        return None
    headings = set(body.headings)
    group = first
    groups: list[str] = []
    for at in body.kept:
        if at in headings:
            group = cells(grid, body, at)[0].strip()
            body.skip("row.group", at)
            body.changed.pop(at, None)
        else:
            groups.append(group)
    body.kept = [at for at in body.kept if at not in headings]
    return tuple(groups)
