"""Fields that run down the first column, one record per column: told, seen from the cells, or asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.files.grid import Grid, letter, ranges
from pmo_core.intake.files.shapes import Shape, blank, filled, shape, shares, transposed
from pmo_core.intake.layout.frame import Frame
from pmo_core.intake.layout.tail import notes_from
from pmo_core.intake.options import Options
from pmo_core.intake.wording.headers import read_header
from pmo_core.model import Choice, Guess, Issue, Question, Severity

KNOWN_DOWN: Final = 3
"""So many known names must stand in the first column before anybody is asked."""

KNOWN_LEAD: Final = 2
ALIKE_LEAD: Final = 0.15
"""By so much the cells of a row must be more alike than those of a column, or the other way round."""

PERIODS_SHARE: Final = 0.8
FULL_SHARE: Final = 0.6
SPARSE_FIELD: Final = 3
"""A known name with two values is a field, however empty; with one it may be a line such as “Date: …”."""

_ROWS_LOOKED_AT: Final = 200
_CELLS_JUDGED: Final = 100
_NAME_MAX: Final = 200
_PERIOD_MAX: Final = 30

Known = Callable[[str], bool]


@dataclass(frozen=True)
class Turn:
    """Whether to turn a grid, with the decision to show or the question to ask."""

    yes: bool = False
    guess: Guess | None = None
    question: Question | None = None


@dataclass(frozen=True)
class Turned:
    """A grid whose records run down, and what stood above and below its fields."""

    grid: Grid
    titles: tuple[Sequence[str], ...]
    notes: tuple[Sequence[str], ...]
    issues: tuple[Issue, ...]


def turn(grid: Grid, *, across: int, options: Options, known: Known) -> Turn:
    """
    Say whether the fields of a table run down.

    They do where many more known names stand in the first column than in the best row, and the cells of a row
    are alike while those of a column are not. Where only the names speak for it, it is asked; `across` is how
    many known names the best row holds.

    Raises:
        IntakeError: If the answer `transpose` is neither yes nor no.
    """
    told = options.chosen_transpose
    if told is not None:
        return Turn(told, Guess("transpose", "yes", "as told", ("no",)) if told else None)
    if options.chosen_header_row is not None:
        return Turn()
    rows = [row for row in grid.rows[: _ROWS_LOOKED_AT + 1] if not blank(row)]
    if len(rows) > _ROWS_LOOKED_AT or not rows:
        return Turn()
    left = _margin(rows)
    names = {row[left].strip() for row in rows if left < len(row) and 0 < len(row[left]) < _NAME_MAX}
    down = sorted(name for name in names if name and known(name))
    if len(down) < KNOWN_DOWN or len(down) <= across:
        return Turn()
    fields = [row for row in rows if left < len(row) and row[left].strip() and filled(row) > 1]
    if not fields or _periods(fields[0][left + 1 :]):
        return Turn()
    lead = _alike_lead([row[left + 1 :] for row in fields[1:]])
    sample = ", ".join(name.splitlines()[0] for name in down[:3])
    said = f"{len(down)} known names stand in the first column, {across} in the best row"
    if lead <= -ALIKE_LEAD:
        return Turn()
    records = max(map(filled, fields)) - 1
    if len(down) >= KNOWN_LEAD * (across + 1) and lead >= ALIKE_LEAD and records > 1:
        evidence = f"{said}; the cells of each row are alike, those of a column are not: {sample}"
        return Turn(True, Guess("transpose", "yes", evidence, ("no",), "likely"))
    return Turn(
        question=Question(
            "transpose",
            "Do the field names run down the first column, one record per column?",
            (Choice("yes", f"fields: {sample}"), Choice("no", "each row is a record")),
            "--transpose",
            said,
        )
    )


def turned(grid: Grid, known: Known) -> Turned:
    """Make records of columns, each numbered as its column was; titles and notes are set aside and named."""
    rows = grid.rows
    left = _margin(rows)
    counts = [filled(row) for row in rows]
    enough = max(2.0, FULL_SHARE * max(counts, default=0))
    full = [at for at, count in enumerate(counts) if count >= enough]
    sparse = min(enough, SPARSE_FIELD)
    named = [
        at for at, row in enumerate(rows) if counts[at] >= sparse and known("".join(row[left : left + 1]))
    ]
    top = (named or full or [0])[0]
    frame = Frame(None, (), ("",) * max(map(len, rows), default=0), (), " ", known)
    end = notes_from(replace(grid, rows=rows[top:]), frame) + top
    end = max((at + 1 for at in range(top, end) if counts[at]), default=end)
    block = [list(row) for row in rows[top:end]]
    for at, row in enumerate(block):
        if filled(row) and not "".join(row[left : left + 1]).strip():
            row += [""] * (left + 1 - len(row))
            row[left] = f"Row {grid.number(top + at)}"
    skipped = [*range(top), *(at for at in range(top, end) if not counts[at]), *range(end, len(rows))]
    boxes = tuple((b, a - top, d, c - top) for a, b, c, d in grid.merged if top <= a and c < end)
    made = Grid(
        transposed(block),
        grid.first_column,
        grid.first_row + top,
        grid.sheet,
        grid.hidden,
        boxes,
        issues=grid.issues,
        date_1904=grid.date_1904,
    )
    return Turned(
        made,
        tuple(rows[:top]),
        tuple(row for row in rows[end:] if not blank(row)),
        tuple(_issues(grid, top, end, left=left, skipped=skipped)),
    )


def _issues(grid: Grid, top: int, end: int, *, left: int, skipped: Sequence[int]) -> list[Issue]:
    first = grid.first_column + left + 1
    said = [
        Issue(
            "table.turned",
            f"The fields stand in rows {grid.number(top):,}–{grid.number(end - 1):,}, one record per column: "
            f"the table was turned. Row numbers count columns here: {first} is column {letter(first)}.",
            "Answer transpose=no if each row is a record.",
            Severity.NOTE,
            row=first,
        )
    ]
    if skipped:
        numbers = [grid.number(at) for at in skipped]
        verb = "row is" if len(numbers) == 1 else "rows are"
        text = next((" ".join(grid.rows[at]).strip() for at in skipped if not blank(grid.rows[at])), None)
        said.append(
            Issue(
                "fields.skipped",
                f"{len(numbers):,} {verb} blank, a title or a note and no field: {ranges(numbers)} "
                "(counted down the sheet).",
                "Nothing to do, unless a field is among them.",
                Severity.NOTE,
                value=text[:80] if text else None,
            )
        )
    return said


def _margin(rows: Sequence[Sequence[str]]) -> int:
    """How many columns on the left are blank."""
    width = max(map(len, rows), default=0)
    for at in range(width):
        if any(at < len(row) and row[at].strip() for row in rows):
            return at
    return 0


def _periods(cells: Sequence[str]) -> bool:
    """Whether a row names periods: the measures of a table that has a column per period stand below it."""
    said = [cell for cell in cells[:_CELLS_JUDGED] if cell.strip()]
    texts = [cell for cell in said if len(cell) <= _PERIOD_MAX and shape(cell) is not Shape.DATE]
    spans = sum(1 for cell in texts if read_header(cell).period)
    return len(said) > 1 and spans >= PERIODS_SHARE * len(said)


def _alike_lead(rows: Sequence[Sequence[str]]) -> float:
    """How much more the cells of a row are of one shape than those of a column, −1 to 1."""
    judged = [row[:_CELLS_JUDGED] for row in rows[:_CELLS_JUDGED]]
    return _alike(judged) - _alike(transposed(judged))


def _alike(lines: Sequence[Sequence[str]]) -> float:
    marks = [max(found.values()) for line in lines if (found := shares(line))]
    return sum(marks) / len(marks) if marks else 0.0
