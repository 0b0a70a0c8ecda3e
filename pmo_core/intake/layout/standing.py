"""The one table of a grid, with records that run down: turned or cut out where that is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.layout.block_choice import Chosen, choose_block
from pmo_core.intake.layout.header_row import HeaderRow, Known, find_header_row, told_header_row
from pmo_core.intake.layout.turning import Turn, Turned, turn, turned
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable
from pmo_core.intake.wording.short_headers import short_header
from pmo_core.model import Question

_TITLE_CHARACTERS: Final = 500


@dataclass(frozen=True)
class Stood:
    """A grid whose records run down, its header, and what was set aside if it was turned for that."""

    grid: Grid
    header: HeaderRow
    way: Turn
    aside: Turned | None = None
    block: Chosen | None = None

    @property
    def question(self) -> Question | None:
        """Which table, or which way: while that is open, nobody can say which line is the header."""
        return self.way.question or (self.block.question if self.block else None)


def stood_up(grid: Grid, options: Options, known: Known) -> Stood:
    """Turn a grid if its fields run down; while that is asked, no other line is asked to be the header."""
    header = None if options.chosen_transpose else _header(grid, options, known)
    way = turn(grid, across=header.known if header else 0, options=options, known=known)
    if header and not way.yes:
        chosen = choose_block(grid, header_at=header.at, options=options, known=known)
        if chosen.grid is not grid:
            header = _header(chosen.grid, options, known)
        return Stood(chosen.grid, header, way, block=chosen)
    aside = turned(grid, known)
    return Stood(aside.grid, _header(aside.grid, options, known), way, aside)


def told_of(table: RawTable, stood: Stood, questions: tuple[Question, ...]) -> RawTable:
    """The table with its questions, and with what was decided about its header and its direction."""
    block = stood.block or Chosen(stood.grid)
    guesses = tuple(guess for guess in (stood.way.guess, block.guess) if guess)
    table = replace(
        table,
        questions=questions,
        guesses=(*guesses, stood.header.guess, *table.guesses),
        issues=(*block.issues, *table.issues),
    )
    if stood.aside is None:
        return table
    source = table.source
    source = replace(
        source,
        title_lines=(*lines_of(stood.aside.titles), *source.title_lines),
        note_lines=(*source.note_lines, *lines_of(stood.aside.notes)),
    )
    return replace(table, source=source, issues=(*stood.aside.issues, *table.issues))


def _header(grid: Grid, options: Options, known: Known) -> HeaderRow:
    """The header row as told or found; one that holds the columns the user named needs no question."""
    told = options.chosen_header_row
    if told is not None:
        return told_header_row(grid, told, known=known)
    found = find_header_row(grid, known)
    names = _told_names(options)
    cells = {_name(cell) for cell in grid.rows[found.at]} if found.at is not None else set[str]()
    if found.question is None or not names or not names <= cells:
        return found
    guess = replace(found.guess, evidence="it holds the columns that you named", certainty="sure")
    return replace(found, guess=guess, question=None)


def with_told(known: Known, options: Options) -> Known:
    """Column names that the user mapped are known as well."""
    told = _told_names(options)
    return (lambda header: _name(header) in told or known(header)) if told else known


def _told_names(options: Options) -> set[str]:
    answers = (text for key, text in options.answers.items() if key.startswith("map."))
    return {_name(text) for text in (*options.mapping.values(), *answers)}


def _name(header: str) -> str:
    """A header as it is compared with what the user wrote, which may be the whole of it or its short name."""
    return short_header(header.strip()).casefold()


def lines_of(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The filled rows as lines of text, for dates, units and titles."""
    joined = (" ".join(cell.strip() for cell in row if cell.strip()) for row in rows)
    return tuple(line[:_TITLE_CHARACTERS] for line in joined if line)
