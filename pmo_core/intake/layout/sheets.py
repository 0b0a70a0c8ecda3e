"""Which sheet holds the table? Known column names decide, then rows; hidden ones are never chosen unasked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.errors import EmptyUpload, IntakeError
from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import blank
from pmo_core.intake.layout.cover import cover_lines
from pmo_core.intake.layout.header_row import Known
from pmo_core.intake.layout.stacking import ALL, Leaf, reason_to_stack, same_columns, stacked
from pmo_core.intake.layout.table_on_grid import Found, lay_out
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable, Source
from pmo_core.intake.wording.headers import fitting
from pmo_core.intake.wording.shell import quoted
from pmo_core.limits import IntakeLimits
from pmo_core.model import Choice, Guess, Issue, Question, Severity

TIE: Final = 0.95
FITTING: Final = 10
"""A column name of the told kind weighs as many known names of any kind."""

ROWS_FULL: Final = 10
_SKETCHED: Final = 5
_CHOICE: Final = 100


@dataclass(frozen=True)
class _Sheet:
    """A sheet with a table, or with the reason why none was found."""

    grid: Grid
    found: Found | None
    fault: IntakeError | None = None
    fitting: int = 0

    @property
    def name(self) -> str:
        return self.grid.sheet or ""

    @property
    def rank(self) -> float:
        """
        Known names count most, those of the told kind above all others.

        A sheet of few rows comes after a full one with the same names.
        """
        if self.found is None:
            return -1.0
        names = FITTING * self.fitting + self.found.known
        return names + min(1.0, len(self.found.table.rows) / ROWS_FULL)


def choose_sheet(
    grids: Sequence[Grid], source: Source, *, options: Options, limits: IntakeLimits, known: Known
) -> RawTable:
    """
    Read the sheet that was named, or the one that looks most like a table of ours; ask if two look alike.

    Raises:
        EmptyUpload: If no visible sheet holds a table.
        IntakeError: If the named sheet is not there.
    """
    table = _chosen(grids, source, options=options, limits=limits, known=known)
    cover = cover_lines(grids, beside=table.source.sheet)
    return replace(table, source=replace(table.source, cover=cover)) if cover else table


def _chosen(
    grids: Sequence[Grid], source: Source, *, options: Options, limits: IntakeLimits, known: Known
) -> RawTable:
    def tried(grid: Grid) -> _Sheet:
        try:
            found = lay_out(grid, source=source, joint=" ", options=options, limits=limits, known=known)
        except IntakeError as fault:
            return _Sheet(grid, None, fault)
        return _Sheet(grid, found, fitting=fitting(found.table.headers, options.chosen_kind))

    told = options.chosen_sheet
    stack = told is not None and told.casefold() == ALL and not any(grid.sheet == told for grid in grids)
    if told is not None and not stack:
        sheet = tried(_named(grids, told))
        return _taken(sheet, Guess("sheet", sheet.name, "as told"))
    filled = [grid for grid in grids if not all(map(blank, grid.rows))]
    visible = [grid for grid in filled if not grid.hidden]
    if not visible:
        raise _nothing(filled)
    places = {grid.sheet: place for place, grid in enumerate(grids, 1)}
    choice = _Choice([tried(grid) for grid in visible], [grid for grid in filled if grid.hidden], places)
    return choice.stacked_as_told(source.label) if stack else choice.best(source.label)


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


@dataclass(frozen=True)
class _Choice:
    """The visible sheets as they were tried, the hidden ones, and the place of each in the workbook."""

    sheets: Sequence[_Sheet]
    hidden: Sequence[Grid]
    places: Mapping[str | None, int]

    def best(self, label: str) -> RawTable:
        """The stack that the rows prove, or the sheet that ranks highest; a question if others rank alike."""
        ordered = sorted(self.sheets, key=lambda sheet: -sheet.rank)
        best, others = ordered[0], ordered[1:]
        leaves = self._like(best)
        rivals = [sheet for sheet in others if sheet.found is not None and sheet.rank >= TIE * best.rank]
        names = [leaf.name for leaf in leaves]
        beside = [sheet for sheet in rivals if sheet.name not in names]
        if len(leaves) > 1 and not beside and (reason := reason_to_stack(leaves, label=label)):
            guess = Guess("sheet", ALL, reason.text, tuple(names), "likely")
            return self._stack(leaves, guess, reason.dates)
        evidence = (
            "the only filled sheet"
            if len(self.sheets) == 1
            else f"{best.fitting} column names of the told kind"
            if best.fitting
            else f"{best.found.known if best.found else 0} known column names"
        )
        left = [*(sheet.grid for sheet in others), *self.hidden]
        asked = bool(rivals) or len(leaves) > 1
        alternatives = (*((ALL,) if len(leaves) > 1 else ()), *(grid.sheet or "" for grid in left))
        table = _taken(best, Guess("sheet", best.name, evidence, alternatives, "ask" if asked else "sure"))
        choices = [Choice(sheet.name, _sketch(sheet)) for sheet in (best, *rivals)]
        if len(leaves) > 1:
            listed = ", ".join(names)
            choices.insert(0, Choice(ALL, f"one table of {listed}, which hold the same columns"[:_CHOICE]))
        questions = (_question(choices),) if asked else table.questions
        return replace(table, questions=questions, issues=(*map(_left_out, left), *table.issues))

    def stacked_as_told(self, label: str) -> RawTable:
        """
        The sheets with the columns of the one that ranks highest, as one table.

        Raises:
            IntakeError: If no two sheets have the same columns.
        """
        leaves = self._like(max(self.sheets, key=lambda sheet: sheet.rank))
        if len(leaves) < 2:
            names = ", ".join(f"“{sheet.name}”" for sheet in self.sheets)
            raise IntakeError(
                "No two sheets hold the same columns: they cannot be read as one table.",
                fix=f"Name one of the sheets {names}.",
            )
        reason = reason_to_stack(leaves, label=label)
        guess = Guess("sheet", ALL, "as told", tuple(leaf.name for leaf in leaves))
        return self._stack(leaves, guess, reason.dates if reason else None)

    def _stack(self, leaves: Sequence[Leaf], guess: Guess, dates: tuple[str, ...] | None) -> RawTable:
        table = stacked(leaves, dates=dates)
        names = {leaf.name for leaf in leaves}
        left = [sheet.grid for sheet in self.sheets if sheet.name not in names]
        issues = (*map(_left_out, [*left, *self.hidden]), *table.issues)
        return replace(table, guesses=(guess, *table.guesses), issues=issues)

    def _like(self, best: _Sheet) -> list[Leaf]:
        """The sheets with the same columns as one, in the order of the workbook."""
        if best.found is None:
            return []
        return [
            Leaf(self.places[sheet.grid.sheet], sheet.name, sheet.found.table)
            for sheet in self.sheets
            if sheet.found is not None and same_columns(best.found.table, sheet.found.table)
        ]


def _question(choices: Sequence[Choice]) -> Question:
    return Question(
        "sheet",
        "Which sheet is to be read?",
        tuple(choices),
        f"--sheet {quoted(choices[0].value)}",
        "these sheets look equally like the table",
    )


def _sketch(sheet: _Sheet) -> str:
    if sheet.found is None:
        return ""
    table = sheet.found.table
    rows = f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'}"
    return f"{rows}: {', '.join(table.headers[:_SKETCHED])}"[:_CHOICE]


def _left_out(grid: Grid) -> Issue:
    rows = f"{len(grid.rows):,} row{'' if len(grid.rows) == 1 else 's'}"
    return Issue(
        "sheet.left_out",
        f"Sheet “{grid.sheet}” ({rows}) {'is hidden and' if grid.hidden else ''} was not read.".replace(
            "  ", " "
        ),
        "Choose it by name if it is the one.",
        Severity.NOTE,
    )
