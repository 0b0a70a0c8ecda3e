"""Which of several tables on one sheet is read: told, clear, or asked; the others are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.files.grid import Grid, letter
from pmo_core.intake.files.shapes import blank
from pmo_core.intake.layout.blocks import Block, Known, find_blocks, kind_of
from pmo_core.intake.options import Options
from pmo_core.intake.wording.headers import complete, fitting
from pmo_core.model import Choice, Guess, Issue, Kind, Question, Severity

ALL: Final = "all"
TIE: Final = 0.95
FITTING: Final = 10
"""A column name of the told kind weighs as many known names of any kind."""

ROWS_FULL: Final = 10
_META_ROWS: Final = 1
_SKETCHED: Final = 4


@dataclass(frozen=True)
class Chosen:
    """The grid of the table to read, and what was decided, asked and left out for that."""

    grid: Grid
    guess: Guess | None = None
    question: Question | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class _Seen:
    """A table on the sheet with what it looks like."""

    number: int
    block: Block
    names: tuple[str, ...]
    rows: int
    known: int
    fitting: int

    @property
    def rank(self) -> float:
        """
        Known names count most, those of the told kind above all others.

        A table of few rows comes after a full one with the same names.
        """
        return FITTING * self.fitting + self.known + min(1.0, self.rows / ROWS_FULL)


def choose_block(grid: Grid, *, header_at: int | None, options: Options, known: Known) -> Chosen:
    """
    Cut the grid to one of its tables, where it holds several.

    Raises:
        IntakeError: If the answer `block` is no number of a table.
    """
    said = options.said("block")
    if said == ALL or header_at is None:
        return Chosen(grid)
    blocks = find_blocks(grid, known, header_at=header_at)
    if said is None and len(blocks) < 2:
        return Chosen(grid)
    seen = _tables(grid, blocks, known, kind=options.chosen_kind)
    if said is not None:
        told = next((table for table in seen if str(table.number) == said), None)
        if told is None:
            raise IntakeError(f"{said!r} is no table of the sheet.", fix=_fix(seen))
        return _cut(grid, seen, told, Guess("block", said, "as told", _others(seen, told)))
    if len(seen) < 2:
        return Chosen(grid)
    if options.chosen_header_row is not None:
        return _of_header(grid, seen, header_at)
    best = max(seen, key=lambda table: table.rank)
    rivals = [table for table in seen if table is not best and table.rank >= TIE * best.rank]
    names = (
        f"{best.fitting} column names of the told kind"
        if best.fitting
        else f"{best.known} known column names"
    )
    evidence = f"{names} over {best.rows:,} rows; {len(seen)} tables on the sheet"
    unclear = bool(rivals) or not best.block.proven
    guess = Guess("block", str(best.number), evidence, _others(seen, best), "ask" if unclear else "likely")
    chosen = _cut(grid, seen, best, guess)
    return replace(chosen, question=_question(grid, seen, evidence)) if unclear else chosen


def _of_header(grid: Grid, seen: Sequence[_Seen], header_at: int) -> Chosen:
    """The table to which the told header row belongs."""
    at_home = [table for table in seen if table.block.top <= header_at < table.block.bottom]
    best = max(at_home, key=lambda table: table.rank, default=None)
    if best is None or not best.block.proven:
        return Chosen(grid)
    guess = Guess("block", str(best.number), "the told header row is there", _others(seen, best))
    return _cut(grid, seen, best, guess)


def _tables(grid: Grid, blocks: Sequence[Block], known: Known, *, kind: Kind | None) -> list[_Seen]:
    """The tables with their sizes; a single record above a longer table is a title of it and no table."""
    seen = [_seen(grid, block, known, kind=kind) for block in blocks]
    most = max((table.rows for table in seen), default=0)
    while len(seen) > 1 and seen[0].rows <= _META_ROWS < most and seen[0].block.bottom <= seen[1].block.top:
        seen[1] = replace(seen[1], block=replace(seen[1].block, top=seen[0].block.top))
        del seen[0]
    return [replace(table, number=at) for at, table in enumerate(seen, 1)]


def _seen(grid: Grid, block: Block, known: Known, *, kind: Kind | None) -> _Seen:
    cells = grid.rows[block.head][block.left : block.right]
    names = tuple(cell.strip() for cell in cells if cell.strip())
    below = grid.rows[block.head + 1 : block.bottom]
    rows = sum(1 for row in below if not blank(row[block.left : block.right]))
    return _Seen(1, block, names, rows, sum(map(known, set(names))), fitting(set(names), kind))


def _others(seen: Sequence[_Seen], chosen: _Seen) -> tuple[str, ...]:
    return (*(str(table.number) for table in seen if table is not chosen), ALL)


def _fix(seen: Sequence[_Seen]) -> str:
    if len(seen) < 2:
        return "Leave the answer out: one table was found."
    return f"Answer a number from 1 to {len(seen)}, or {ALL} to read the sheet as one table."


def _cut(grid: Grid, seen: Sequence[_Seen], chosen: _Seen, guess: Guess) -> Chosen:
    block = chosen.block
    top, left = block.top, block.left
    rows = [row[left : block.right] for row in grid.rows[top : block.bottom]]
    if (top, left) == (0, 0) and all(len(row) <= block.right for row in grid.rows[: block.bottom]):
        rows = grid.rows[: block.bottom]
    cut = replace(
        grid,
        rows=rows,
        first_row=grid.first_row + top,
        first_column=grid.first_column + left,
        merged=tuple(
            (a - top, b - left, c - top, d - left)
            for a, b, c, d in grid.merged
            if top <= a and c < block.bottom and left <= b and d < block.right
        ),
        dated={at - left: last - top for at, last in grid.dated.items() if left <= at < block.right},
        broken={at - top: why for at, why in grid.broken.items() if top <= at < block.bottom},
    )
    others = [table for table in seen if table is not chosen]
    return Chosen(cut, guess, None, tuple(_left_out(grid, table) for table in others))


def _left_out(grid: Grid, table: _Seen) -> Issue:
    first = grid.number(table.block.head)
    return Issue(
        "block.left_out",
        f"{_place(grid, table)} are another table ({_sketch(table)}): not read.",
        f"Answer block={table.number} to read that table instead.",
        Severity.WARNING,
        row=first,
        column=table.names[0] if table.names else None,
    )


def _place(grid: Grid, table: _Seen) -> str:
    block = table.block
    last = max(
        (at for at in range(block.head, block.bottom) if not blank(grid.rows[at][block.left : block.right])),
        default=block.head,
    )
    columns = f"{letter(grid.first_column + block.left)}–{letter(grid.first_column + block.right - 1)}"
    return f"Rows {grid.number(block.head)}–{grid.number(last)}, columns {columns},"


def _sketch(table: _Seen) -> str:
    """Its first names, and the kind that they fit: one whose rows they could name, not a few words alone."""
    kind = kind_of(table.names)
    names = ", ".join(table.names[:_SKETCHED])
    if kind is None or not complete(table.names, kind):
        return names
    return f"{kind.value.replace('_', ' ')}: {names}"


def _question(grid: Grid, seen: Sequence[_Seen], evidence: str) -> Question:
    choices = [
        Choice(str(table.number), f"{_place(grid, table)} {table.rows:,} below the header: {_sketch(table)}")
        for table in seen
    ]
    return Question(
        "block",
        "Several tables stand on the sheet. Which one is to be read?",
        (*choices, Choice(ALL, "none of them apart: read the sheet as one table")),
        f"--answer block={choices[0].value}",
        evidence,
    )
