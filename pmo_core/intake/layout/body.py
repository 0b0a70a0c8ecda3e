"""The rows below the header: which are records, which are skipped or refused, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import blank
from pmo_core.intake.layout.frame import Frame, same
from pmo_core.intake.layout.ragged import ROWS_LEARNED, Aligned, Column, align, learn, rejoined
from pmo_core.intake.layout.sub_rows import sub_rows
from pmo_core.intake.layout.tail import notes_from
from pmo_core.intake.layout.total_rows import summary_sums, total_rows
from pmo_core.intake.layout.totals import Sums

_COMMENT: Final = re.compile(r"\s*#(?!\d)")  # “#51” is an id


@dataclass
class Body:
    """
    Rows by what becomes of them; numbers count the records of the grid from 0.

    `kept` are loaded, `skipped` are no records (code → rows), `refused` could not be aligned (row → why).
    """

    kept: list[int] = field(default_factory=list[int])
    skipped: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    refused: dict[int, str] = field(default_factory=dict[int, str])
    changed: dict[int, Aligned] = field(default_factory=dict[int, Aligned])
    totals: dict[int, Sums] = field(default_factory=dict[int, Sums])
    headings: list[int] = field(default_factory=list[int])
    read: int = 0

    def skip(self, code: str, at: int) -> None:
        """Put a row among the skipped."""
        self.skipped.setdefault(code, []).append(at)


def read_body(grid: Grid, frame: Frame) -> Body:
    """Sort the rows below the header."""
    body = Body(read=len(grid.rows) - (0 if frame.header_at is None else frame.header_at + 1))
    for at in frame.units:
        body.skip("row.units", at)
    plain, odd = _plain_and_odd(grid, frame)
    plain, odd = _without_children(grid, frame, body, plain, odd)
    columns = learn([grid.rows[at] for at in plain[:ROWS_LEARNED]], len(frame.names))
    tail = notes_from(grid, frame)
    kept = [at for at in plain if at < tail]
    for at in [*odd, *(at for at in plain if at >= tail)]:
        if code := _no_record(grid, frame, at, tail=tail):
            body.skip(code, at)
        elif _continues(grid, body, at, columns):
            body.skip("row.continued", at)
        elif _accept(grid, frame, body, at, columns):
            kept.append(at)
    _refuse_lone_short(grid, body, columns)
    body.kept = sorted({*kept, *body.changed} - set(body.refused))
    _take_out_totals(grid, body, len(columns))
    for rows in body.skipped.values():
        rows.sort()
    return body


def _without_children(
    grid: Grid, frame: Frame, body: Body, plain: list[int], odd: list[int]
) -> tuple[list[int], list[int]]:
    names = {cell for cell in (grid.rows[frame.header_at] if frame.header_at is not None else []) if cell}
    named = [at for at in plain if grid.rows[at][0] in names]
    children = sub_rows(grid, frame, suspects=sorted([*odd, *named]))
    if not children:
        return plain, odd
    for at, code in children.items():
        body.skip(code, at)
    return [at for at in plain if at not in children], [at for at in odd if at not in children]


def _plain_and_odd(grid: Grid, frame: Frame) -> tuple[list[int], list[int]]:
    """Rows of the right width that can only be records, and those that need a look: one cheap pass."""
    width, rows = len(frame.names), grid.rows
    header = rows[frame.header_at] if frame.header_at is not None else []
    first = header[0] if header else None
    plain: list[int] = []
    odd: list[int] = []
    for at in range(frame.start, len(rows)):
        row = rows[at]
        fits = len(row) == width and row[0] and row[0] != first and row[0][0] != "#" and not row[0].isspace()
        (plain if fits else odd).append(at)
    if grid.broken:
        plain = [at for at in plain if at not in grid.broken]
        odd = sorted({*odd, *(at for at in grid.broken if at >= frame.start)})
    return plain, odd


def _no_record(grid: Grid, frame: Frame, at: int, *, tail: int) -> str | None:
    """Why a row is no record; None if it is one."""
    row = grid.rows[at]
    if blank(row):
        return "row.blank"
    if at >= tail:
        return "row.note"
    if len(frame.names) > 1 and _COMMENT.match(row[0]) and blank(row[1:]):
        return "row.comment"
    if frame.header_at is not None and same(row, grid.rows[frame.header_at]):
        return "row.repeated_header"
    return None


def _accept(grid: Grid, frame: Frame, body: Body, at: int, columns: Sequence[Column]) -> bool:
    """Bring a row to the right width if it has another; False if it is refused."""
    if at in grid.broken:
        body.refused[at] = grid.broken[at]
        return False
    row = grid.rows[at]
    if len(row) == len(frame.names):
        return True
    aligned = align(row, columns, groups=frame.groups, joint=frame.joint)
    if isinstance(aligned, str):
        body.refused[at] = aligned
        return False
    body.changed[at] = aligned
    return True


def _refuse_lone_short(grid: Grid, body: Body, columns: Sequence[Column]) -> None:
    """Refuse the only row that is one cell short of a column never blank: it may lack a delimiter inside."""
    short = [at for at, done in body.changed.items() if done.change == "row.shorter"]
    width = len(columns) - 1
    if len(short) == 1 and len(grid.rows[short[0]]) == width > 1 and columns[-1].always:
        why = f"it has {width} of {width + 1} cells, and the last column is filled in all other rows"
        body.refused[short[0]] = why
        del body.changed[short[0]]


def _continues(grid: Grid, body: Body, at: int, columns: Sequence[Column]) -> bool:
    """Whether a short row is the rest of the short row above it, cut by a line break without quotes."""
    above = at - 1
    if len(grid.rows[at]) >= len(columns) or not (above in body.changed or above in body.refused):
        return False
    joined = rejoined(grid.rows[above], grid.rows[at], columns=columns)
    if joined is None:
        return False
    body.refused.pop(above, None)
    body.changed[above] = joined
    return True


def cells(grid: Grid, body: Body, at: int) -> list[str]:
    """The cells of a kept row, at the right width."""
    changed = body.changed.get(at)
    return changed.cells if changed else grid.rows[at]


def _take_out_totals(grid: Grid, body: Body, width: int) -> None:
    found = total_rows(body.kept, lambda at: cells(grid, body, at), width=width)
    body.totals = found.totals
    for code, rows in (
        ("row.total", list(found.totals)),
        ("row.part_of_total", found.parts),
        ("row.below_total", found.below),
    ):
        for at in rows:
            body.skip(code, at)
            body.changed.pop(at, None)
    taken = {*found.totals, *found.parts, *found.below}
    if taken:
        body.kept = [at for at in body.kept if at not in taken]
    summaries = sorted(body.skipped.get("row.group_summary", []))
    body.totals |= summary_sums(summaries, body.kept, lambda at: _padded(grid, body, at, width))


def _padded(grid: Grid, body: Body, at: int, width: int) -> list[str]:
    row = cells(grid, body, at)
    return [*row, *[""] * (width - len(row))][:width]
