"""Which sheet holds the table? Known column names decide, then rows; hidden ones are never chosen unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.errors import EmptyUpload, IntakeError
from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import blank
from pmo_core.intake.layout.header_row import Known
from pmo_core.intake.layout.table_on_grid import Found, lay_out
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable, Source
from pmo_core.intake.wording.shell import quoted
from pmo_core.limits import IntakeLimits
from pmo_core.model import Choice, Guess, Issue, Question, Severity

TIE: Final = 0.95
ROWS_FULL: Final = 10
_SKETCHED: Final = 5


@dataclass(frozen=True)
class _Sheet:
    """A sheet with a table, or with the reason why none was found."""

    grid: Grid
    found: Found | None
    fault: IntakeError | None = None

    @property
    def name(self) -> str:
        return self.grid.sheet or ""

    @property
    def rank(self) -> float:
        """Known names count most; a sheet of few rows comes after a full one with the same names."""
        if self.found is None:
            return -1.0
        return self.found.known + min(1.0, len(self.found.table.rows) / ROWS_FULL)


def choose_sheet(
    grids: Sequence[Grid], source: Source, *, options: Options, limits: IntakeLimits, known: Known
) -> RawTable:
    """
    Read the sheet that was named, or the one that looks most like a table of ours; ask if two look alike.

    Raises:
        EmptyUpload: If no visible sheet holds a table.
        IntakeError: If the named sheet is not there.
    """

    def tried(grid: Grid) -> _Sheet:
        try:
            found = lay_out(grid, source=source, joint=" ", options=options, limits=limits, known=known)
        except IntakeError as fault:
            return _Sheet(grid, None, fault)
        return _Sheet(grid, found)

    if options.chosen_sheet is not None:
        sheet = tried(_named(grids, options.chosen_sheet))
        return _taken(sheet, Guess("sheet", sheet.name, "as told"))
    filled = [grid for grid in grids if not all(map(blank, grid.rows))]
    visible = [grid for grid in filled if not grid.hidden]
    if not visible:
        raise _nothing(filled)
    return _best([tried(grid) for grid in visible], [grid for grid in filled if grid.hidden])


def _named(grids: Sequence[Grid], name: str) -> Grid:
    for grid in grids:
        if grid.sheet is not None and grid.sheet.strip().casefold() == name.strip().casefold():
            return grid
    names = ", ".join(f"“{grid.sheet}”" for grid in grids)
    raise IntakeError(f"The workbook has no sheet “{name}”.", fix=f"Its sheets are {names}.")


def _nothing(hidden: Sequence[Grid]) -> EmptyUpload:
    if not hidden:
        return EmptyUpload("The workbook holds no filled sheet.", fix="Check that the export worked.")
    names = ", ".join(f"“{grid.sheet}”" for grid in hidden)
    return EmptyUpload(
        f"All filled sheets are hidden: {names}.", fix="Choose one of them by name to read it."
    )


def _taken(sheet: _Sheet, guess: Guess) -> RawTable:
    if sheet.found is None:
        raise sheet.fault or _nothing(())
    return replace(sheet.found.table, guesses=(guess, *sheet.found.table.guesses))


def _best(sheets: Sequence[_Sheet], hidden: Sequence[Grid]) -> RawTable:
    ordered = sorted(sheets, key=lambda sheet: -sheet.rank)
    best, others = ordered[0], ordered[1:]
    names = (*(sheet.name for sheet in others), *(grid.sheet or "" for grid in hidden))
    rivals = [sheet for sheet in others if sheet.found is not None and sheet.rank >= TIE * best.rank]
    evidence = (
        "the only filled sheet"
        if len(sheets) == 1
        else f"{best.found.known if best.found else 0} known column names"
    )
    guess = Guess("sheet", best.name, evidence, names, "ask" if rivals else "sure")
    table = _taken(best, guess)
    left_out = [_left_out(sheet.grid, "was not read") for sheet in others]
    left_out += [_left_out(grid, "is hidden and was not read") for grid in hidden]
    questions = (_question(best, rivals),) if rivals else table.questions
    return replace(table, questions=questions, issues=(*left_out, *table.issues))


def _question(best: _Sheet, rivals: Sequence[_Sheet]) -> Question:
    choices = tuple(Choice(sheet.name, _sketch(sheet)) for sheet in (best, *rivals))
    return Question(
        "sheet",
        "Which sheet is to be read?",
        choices,
        f"--sheet {quoted(best.name)}",
        "these sheets look equally like the table",
    )


def _sketch(sheet: _Sheet) -> str:
    if sheet.found is None:
        return ""
    table = sheet.found.table
    return f"{len(table.rows):,} rows: {', '.join(table.headers[:_SKETCHED])}"[:100]


def _left_out(grid: Grid, what: str) -> Issue:
    return Issue(
        "sheet.left_out",
        f"Sheet “{grid.sheet}” ({len(grid.rows):,} rows) {what}.",
        "Choose it by name if it is the one.",
        Severity.NOTE,
    )
