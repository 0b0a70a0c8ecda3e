"""Which row names the columns? Known words count most, then short unlike texts over an unlike body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from pmo_core.errors import IntakeError
from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import TYPED, Shape, blank, filled, main_shape, shape
from pmo_core.intake.layout.frame import same
from pmo_core.intake.layout.header_block import header_span
from pmo_core.model import Choice, Guess, Question

CANDIDATES: Final = 30
BODY_ROWS: Final = 50
KNOWN_WEIGHT: Final = 3.0
KNOWN_ENOUGH: Final = 2
CLOSE: Final = 0.9
"""Of rows that score nearly alike the first is taken: a repeated header is no better than the first one."""

CONTRAST_CLEAR: Final = 0.15
LONG_TEXT: Final = 110
MARK: Final = 2
"""Texts up to this length are marks or codes: C, D, x, DE."""

FULL_SHARE: Final = 0.6
_LONG_PENALTY: Final = 1.5
_PARSED_LENGTH: Final = 200
_COLUMNS_JUDGED: Final = 100
_ROWS_JUDGED: Final = 25

Known = Callable[[str], bool]


@dataclass(frozen=True)
class HeaderRow:
    """The chosen row, counted from 0 (None: the table has no header), with what speaks for it."""

    at: int | None
    known: int
    guess: Guess
    question: Question | None = None


@dataclass(frozen=True)
class _Candidate:
    at: int
    score: float
    known: int
    contrast: float
    like_body: bool


def told_header_row(grid: Grid, number: int, *, known: Known) -> HeaderRow:
    """
    Take the row that the user named.

    Raises:
        IntakeError: If the file has no such row, or nothing stands in it.
    """
    if number == 0:
        return HeaderRow(None, 0, Guess("header_row", "none", "as told"))
    at = number - grid.first_row
    if not 0 <= at < len(grid.rows) or blank(grid.rows[at]):
        last = grid.number(len(grid.rows) - 1)
        raise IntakeError(
            f"Row {number:,} cannot be the header: nothing stands there.",
            fix=f"Name a filled row from {grid.first_row:,} to {last:,}, as Excel counts.",
        )
    return HeaderRow(at, _known_cells(grid.rows[at], known), Guess("header_row", str(number), "as told"))


def find_header_row(grid: Grid, known: Known) -> HeaderRow:
    """Choose the header row, or ask where neither known words nor the body below speak for one."""
    filled_rows = list(islice(_below_lone_lines(grid), CANDIDATES + BODY_ROWS))
    last = max(1, len(filled_rows) - 1)  # the last row cannot be a header, unless it is the only one
    judged = [_judge(grid, filled_rows[n:], known) for n in range(min(CANDIDATES, last))]
    found = [candidate for candidate in judged if candidate is not None]
    if not found:
        return HeaderRow(filled_rows[0] if filled_rows else None, 0, Guess("header_row", "1", "the only row"))
    highest = max(candidate.score for candidate in found)
    best = next(candidate for candidate in found if candidate.score >= min(highest, CLOSE * highest))
    best = next(c for c in found if same(grid.rows[c.at], grid.rows[best.at]))
    number = grid.number(best.at)
    others = tuple(str(grid.number(c.at)) for c in sorted(found, key=lambda c: -c.score)[1:4])
    if full := _full_rows_above(grid, best.at):
        return _asked(grid, best, others, f"row {grid.number(full[0])} above it is as wide as the table")
    alone = best.known == filled(grid.rows[best.at]) and sum(c.known > 0 for c in found) == 1
    if best.known >= KNOWN_ENOUGH or alone:
        return _chosen(best, number, _known_names(best.known), others, "sure")
    if best.contrast >= CONTRAST_CLEAR and not best.like_body:
        return _chosen(best, number, "words above cells of another shape", others, "likely")
    return _asked(grid, best, others)


def _below_lone_lines(grid: Grid) -> Iterator[int]:
    """The filled rows from the first with two cells on, so that many lines of titles hide no header."""
    first = next((at for at, row in enumerate(grid.rows) if filled(row) > 1), 0)
    return (at for at, row in enumerate(grid.rows[first:], first) if not blank(row))


def _chosen(
    best: _Candidate,
    number: int,
    evidence: str,
    others: tuple[str, ...],
    certainty: Literal["sure", "likely"],
) -> HeaderRow:
    return HeaderRow(
        best.at, best.known, Guess("header_row", str(number), evidence, (*others, "0"), certainty)
    )


def _full_rows_above(grid: Grid, at: int) -> list[int]:
    """Rows above the header that are too full to be titles, and no upper level that is proven to be one."""
    most = max(2, FULL_SHARE * filled(grid.rows[at]))
    top = header_span(grid, at)[0]
    return [n for n in range(top) if filled(grid.rows[n]) > most]


def _known_names(count: int) -> str:
    return f"{count} known column name{'' if count == 1 else 's'}"


def _doubt(number: str, best: _Candidate) -> str:
    if best.like_body:
        return f"row {number} looks like the rows below it"
    known = "only one" if best.known else "no"
    return f"row {number} holds {known} known column name and nothing sets it off from the rows below"


def _asked(grid: Grid, best: _Candidate, others: tuple[str, ...], why: str | None = None) -> HeaderRow:
    number = str(grid.number(best.at))
    at = None if best.like_body and why is None else best.at
    evidence = why or _doubt(number, best)
    first = best.at if why is None else max(0, best.at - 2)
    rows = {str(grid.number(c)): grid.rows[c] for c in range(first, min(best.at + 3, len(grid.rows)))}
    choices = tuple(Choice(name, _sketch(row)) for name, row in rows.items() if not blank(row))
    none = Choice("0", "no header: the columns are called A, B, C …")
    ordered = (*choices, none) if at is not None else (none, *choices)
    option = f"--header-row {number if at is not None else 0}"
    question = Question("header_row", "Which row holds the column names?", ordered, option, evidence)
    value = "none" if at is None else number
    return HeaderRow(at, best.known, Guess("header_row", value, evidence, (*others, "0"), "ask"), question)


def _sketch(row: Sequence[str]) -> str:
    return " | ".join(cell.strip()[:30] for cell in row[:6] if cell.strip())[:120]


def _known_cells(row: Sequence[str], known: Known) -> int:
    names = {cell.strip() for cell in row if 0 < len(cell) <= _PARSED_LENGTH and cell.strip()}
    return sum(1 for name in names if shape(name) not in TYPED and known(name))


def _judge(grid: Grid, at_filled: Sequence[int], known: Known) -> _Candidate | None:
    """Score one row as header of the rows after it; None if it cannot be one."""
    at, body = at_filled[0], [grid.rows[n] for n in at_filled[1 : BODY_ROWS + 1]]
    cells = [cell.strip() for cell in grid.rows[at]]
    width = _width(body) if body else filled(cells)
    names = [cell for cell in cells if cell]
    if width > 1 and len(names) < 2:
        return None
    words = [name for name in names if shape(name) not in TYPED]
    contrast, like_body = _contrast(cells, body)
    known_count = _known_cells(cells, known)
    fit = min(1.0, len(names) / max(1, width))
    short = sum(1 for name in words if len(name) <= LONG_TEXT) / len(names)
    unique = len({name.casefold() for name in names}) / len(names)
    long_share = sum(1 for name in names if len(name) > LONG_TEXT) / len(names)
    points = KNOWN_WEIGHT * known_count / len(names) + short + unique + contrast - _LONG_PENALTY * long_share
    return _Candidate(at, fit * points, known_count, contrast, like_body)


def _width(body: Sequence[Sequence[str]]) -> int:
    """How many columns the rows below usually fill."""
    counts = sorted(filled(row) for row in body)
    return counts[len(counts) // 2]


def _contrast(cells: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[float, bool]:
    """How unlike a row is to the rows below, −1 to 1, and whether it repeats their typed shapes."""
    marks: list[float] = []
    like = 0
    for at, cell in enumerate(cells[:_COLUMNS_JUDGED]):
        column = [row[at] for row in body[:_ROWS_JUDGED] if at < len(row) and row[at].strip()]
        if not cell or not column:
            continue
        mark = _column_contrast(cell, column)
        like += mark < 0
        marks.append(mark)
    if not marks:
        return 0.0, False
    mean = sum(marks) / len(marks)
    return mean, like > 0 and mean < CONTRAST_CLEAR


def _column_contrast(cell: str, column: Sequence[str]) -> float:
    main = main_shape(column, least=0.7)
    found = shape(cell)
    if main in TYPED:
        dated = found is Shape.DATE and main is Shape.NUMBER  # a column per month
        return -1.0 if found is main else float(found is Shape.TEXT or dated)
    if found in TYPED:
        return -0.2
    if any(cell == other.strip() for other in column):
        return -0.2
    return _text_contrast(cell, [other.strip() for other in column])


def _text_contrast(cell: str, column: Sequence[str]) -> float:
    """Texts above texts: set off if the body repeats, carries digits, is much longer, or only marks."""
    if len(cell) > 2 * MARK and all(len(other) <= MARK for other in column):
        return 0.4
    if len(column) < 3:
        return 0.0
    digits = sum(1 for other in column if any(c.isdigit() for c in other)) / len(column)
    if digits >= 0.6 and not any(c.isdigit() for c in cell):
        return 0.6
    if len(set(column)) <= 0.6 * len(column):
        return 0.4
    lengths = sorted(map(len, column))
    return 0.4 if lengths[len(lengths) // 2] > 3 * max(len(cell), 8) else 0.0
