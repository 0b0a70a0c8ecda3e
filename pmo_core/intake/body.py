"""The rows below the header: which are records, which are skipped or refused, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_core.intake.grid import Grid
from pmo_core.intake.ragged import Aligned, Column, align, learn
from pmo_core.intake.shapes import TYPED, Shape, blank, filled, shape
from pmo_core.intake.totals import Sums, sums, total_phrase, total_word
from pmo_core.intake.words import note, opening

NOTE_CELLS: Final = 2
_NEXT_TABLE_KNOWN: Final = 2


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


@dataclass(frozen=True)
class Frame:
    """What is known before the body is read: names, which of them repeat, and the delimiter of text files."""

    header_at: int | None
    units_at: int | None
    names: tuple[str, ...]
    groups: tuple[int, ...]
    joint: str
    known: Callable[[str], bool]

    @property
    def start(self) -> int:
        """The first record below the header and its units."""
        last = self.header_at if self.units_at is None else self.units_at
        return 0 if last is None else last + 1


def read_body(grid: Grid, frame: Frame) -> Body:
    """Sort the rows below the header."""
    body = Body(read=len(grid.rows) - (0 if frame.header_at is None else frame.header_at + 1))
    if frame.units_at is not None:
        body.skip("row.units", frame.units_at)
    plain, odd = _plain_and_odd(grid, frame)
    columns = learn([grid.rows[at] for at in plain[: 2 * 1000]], len(frame.names))
    end = _table_end(grid, frame, columns)
    tail = _notes_from(grid, frame, end)
    kept = [at for at in plain if at < tail]
    for at in [*odd, *(at for at in plain if at >= tail)]:
        if at >= end:
            body.skip("row.blank" if blank(grid.rows[at]) else "row.other_table", at)
        elif code := _no_record(grid, frame, at, tail=tail):
            body.skip(code, at)
        elif _accept(grid, frame, body, at, columns):
            kept.append(at)
    body.kept = sorted(kept)
    _take_out_totals(grid, body, columns)
    for rows in body.skipped.values():
        rows.sort()
    return body


def _plain_and_odd(grid: Grid, frame: Frame) -> tuple[list[int], list[int]]:
    """Rows of the right width that can only be records, and those that need a look: one cheap pass."""
    width, rows = len(frame.names), grid.rows
    header = rows[frame.header_at] if frame.header_at is not None else []
    first = header[0] if header else None
    plain: list[int] = []
    odd: list[int] = []
    for at in range(frame.start, len(rows)):
        row = rows[at]
        fits = len(row) == width and row[0] and row[0] != first and not row[0].isspace()
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
    if len(frame.names) > 1 and row[0].lstrip().startswith("#") and not "".join(row[1:]).strip():
        return "row.comment"
    if frame.header_at is not None and _same(row, grid.rows[frame.header_at]):
        return "row.repeated_header"
    return None


def _same(row: Sequence[str], header: Sequence[str]) -> bool:
    return [cell.strip() for cell in row if cell.strip()] == [cell.strip() for cell in header if cell.strip()]


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


def cells(grid: Grid, body: Body, at: int) -> list[str]:
    """The cells of a kept row, at the right width."""
    changed = body.changed.get(at)
    return changed.cells if changed else grid.rows[at]


def _notes_from(grid: Grid, frame: Frame, end: int) -> int:
    """Where the notes begin: sparse rows after a blank one, or single cells that begin like a note."""
    width = len(frame.names)
    if width < 2:
        return end
    most = NOTE_CELLS if width > NOTE_CELLS + 1 else 1
    tail = at = end
    while at > frame.start:
        row = grid.rows[at - 1]
        count = filled(row)
        if count > most or total_word(next((cell for cell in row if cell.strip()), "")):
            break
        if count == 0 or (count == 1 and note("".join(row))):
            tail = at - 1
        at -= 1
    while tail < end and blank(grid.rows[tail]):
        tail += 1
    return tail if tail > frame.start else end


def _table_end(grid: Grid, frame: Frame, columns: Sequence[Column]) -> int:
    """Where another table begins: after a blank row, a row like a header and unlike this body."""
    for at in range(frame.start + 1, len(grid.rows)):
        if grid.rows[at - 1] and grid.rows[at - 1][0].strip():
            continue
        if (
            blank(grid.rows[at - 1])
            and filled(grid.rows[at]) > 1
            and _heads_another(grid, frame, at, columns)
        ):
            return at
    return len(grid.rows)


def _heads_another(grid: Grid, frame: Frame, at: int, columns: Sequence[Column]) -> bool:
    row = grid.rows[at]
    if frame.header_at is not None and _same(row, grid.rows[frame.header_at]):
        return False
    said = [cell for cell in row if cell.strip()]
    if any(shape(cell) in TYPED for cell in said) or total_word(said[0]):
        return False
    names = {cell.strip() for cell in said if len(cell) < 100}
    if sum(map(frame.known, names)) >= max(_NEXT_TABLE_KNOWN, len(said) / 2):
        return True
    wrong = sum(
        1 for cell, column in zip(row, columns, strict=False) if cell.strip() and column.shape is not None
    )
    below = grid.rows[at + 1] if at + 1 < len(grid.rows) else []
    contrast = sum(
        1 for cell, under in zip(row, below, strict=False) if cell.strip() and shape(under) in TYPED
    )
    return wrong >= 1 and contrast >= 1 and len(said) > 1


def _take_out_totals(grid: Grid, body: Body, columns: Sequence[Column]) -> None:
    numeric = [at for at, column in enumerate(columns) if column.shape is Shape.NUMBER]
    last = body.kept[-1] if body.kept else -1
    opens = opening("totals").match
    likely = [at for at in body.kept if opens(row[0] if (row := grid.rows[at]) else "") or not row[0].strip()]
    suspects = [at for at in likely if _may_be_total(cells(grid, body, at), columns, at == last)]
    since = 0
    for at in suspects:
        row = cells(grid, body, at)
        position = body.kept.index(at)
        above = [cells(grid, body, n) for n in body.kept[:position]]
        found = sums(row, above)
        if not found.agrees and since:
            group = sums(row, above[since:])
            found = group if group.agreeing > found.agreeing else found
        word = next((cell for cell in row if cell.strip()), "")
        if total_word(word) or (found.agreeing and found.agrees and (numeric or total_phrase(word))):
            body.kept.pop(position)
            body.skip("row.total", at)
            body.totals[at] = found
            since = position


def _may_be_total(row: Sequence[str], columns: Sequence[Column], last: bool) -> bool:
    """A total row names itself or stands last without a key; beside its numbers it says next to nothing."""
    word = next((cell for cell in row if cell.strip()), "")
    said = sum(1 for cell in row if cell.strip() and shape(cell) is not Shape.NUMBER)
    if said > 1 or (not total_phrase(word) and not total_word(word) and not (last and not row[0].strip())):
        return False
    return len(columns) > 1
