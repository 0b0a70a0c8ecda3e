"""Bytes to a table: gate, decode or open, records, layout. The only door for users' files."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from pmo_core.errors import IntakeError, TooLarge
from pmo_core.intake.files.container import Container
from pmo_core.intake.files.gate import clean_label, inspect, misnamed
from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.name_list import listed
from pmo_core.intake.files.room import IRREGULAR, REGULAR, check_room
from pmo_core.intake.files.suspects import damaged_letters
from pmo_core.intake.files.text import open_large, open_text, read_text
from pmo_core.intake.files.workbook import read_workbook
from pmo_core.intake.layout.sheets import choose_sheet
from pmo_core.intake.layout.short_names import with_short_names
from pmo_core.intake.layout.table_on_grid import lay_out
from pmo_core.intake.options import Options
from pmo_core.intake.own.marked import own_workbook, without_mark
from pmo_core.intake.own.sealed import sealed_text
from pmo_core.intake.regular import Cells, regular_table
from pmo_core.intake.reshape.tool_rows import tool_rows
from pmo_core.intake.table import RawTable, Source
from pmo_core.intake.values.guards import unguarded
from pmo_core.intake.wording.headers import known
from pmo_core.limits import MEGABYTE, IntakeLimits
from pmo_core.model import Issue, Severity

LARGE_BYTES: Final = 64 * MEGABYTE
"""From this size on a text file is opened by samples, and whoever cuts it checks the rest."""


def read_table(
    content: bytes, label: str, options: Options, limits: IntakeLimits, *, cells: Cells | None = None
) -> RawTable:
    """
    Read one file into text columns under unique headers, with everything that was decided on the way.

    Args:
        content: The bytes of the file.
        label: Its name; a label only, never used as a path.
        options: What the user already said about it.
        limits: How much is taken in.
        cells: Cuts the records of regular text files, where somebody is at hand who does it faster.

    Returns:
        The table, with guesses, issues and the questions that must be answered before it is used.

    Raises:
        EmptyUpload: If there is no row below a header.
        TooLarge: If a limit is passed.
        UnreadableFile: If it is no table, damaged, protected, or not safe to open.
        IntakeError: If an option names something that the file does not have.
    """
    container = inspect(content, limits)
    source = Source(clean_label(label), hashlib.sha256(content).hexdigest())
    table = _opened(content, container, source, options, limits=limits, cells=cells)
    table = replace(_cleaned(table, options), beside=tuple(_cleaned(each, options) for each in table.beside))
    if misnamed(source.label, container):
        table = replace(table, issues=(_misnamed(source.label, container), *table.issues))
    return table


def _opened(
    content: bytes,
    container: Container,
    source: Source,
    options: Options,
    *,
    limits: IntakeLimits,
    cells: Cells | None,
) -> RawTable:
    """The table of a file; one in our own form as it says itself."""
    if container is Container.TEXT:
        sealed = sealed_text(content, source, options=options, limits=limits)
        return sealed or without_mark(_from_text(content, source, options, limits=limits, cells=cells))
    grids = read_workbook(content, container, limits)
    own = own_workbook(grids, source, options=options, limits=limits, known=known)
    return own or without_mark(choose_sheet(grids, source, options=options, limits=limits, known=known))


def _cleaned(table: RawTable, options: Options) -> RawTable:
    """Cells without what files put around them, and rows of known tools; our own exports as they are."""
    if table.own is not None:
        return table
    if table.told is not None:
        return damaged_letters(unguarded(table))
    return tool_rows(damaged_letters(unguarded(with_short_names(table))), options)


def _from_text(
    content: bytes, source: Source, options: Options, *, limits: IntakeLimits, cells: Cells | None
) -> RawTable:
    if options.sheet is not None:
        raise IntakeError("A text file has no sheets.", fix="Leave the sheet out.")
    if len(content) > LARGE_BYTES:
        check_room(len(content), REGULAR)
    opened = open_large(content, options) if len(content) > LARGE_BYTES else open_text(content, options)
    if cells is not None and opened is not None:
        regular = regular_table(content, opened, source=source, options=options, limits=limits, cells=cells)
        if regular is not None:
            return regular
    if len(content) > LARGE_BYTES:
        _check_irregular(content, limits)
        check_room(len(content), IRREGULAR)
        opened = open_text(content, options)
    assert opened is not None
    text = read_text(opened, limits=limits)
    grid = Grid(text.rows, broken=text.broken)
    laid = lay_out(
        grid,
        source=replace(source, encoding=text.encoding, delimiter=text.delimiter),
        joint=text.joint,
        options=options,
        limits=limits,
        known=known,
    )
    found = laid.table
    text = listed(text, [cell for column in found.columns for cell in column], known=laid.known > 0)
    asked = {question.id for question in text.questions}
    if "delimiter" in asked:
        asked.add("header_row")  # which row is the header cannot be said before the cells are known
    return replace(
        found,
        guesses=(*text.guesses, *found.guesses),
        issues=(*text.issues, *found.issues),
        questions=(*text.questions, *(question for question in found.questions if question.id not in asked)),
    )


def _check_irregular(content: bytes, limits: IntakeLimits) -> None:
    if len(content) > limits.irregular:
        raise TooLarge(
            f"The file has {len(content) / MEGABYTE:,.0f} MB and its records are not of one form throughout; "
            f"such a file is read up to {limits.irregular / MEGABYTE:,.0f} MB.",
            fix="Export it as UTF-8 with one header row and without notes, totals, blank or ragged rows, "
            "or split it into several files.",
        )


def _misnamed(label: str, container: Container) -> Issue:
    return Issue(
        "file.misnamed",
        f"“{label}” is a file of another kind: {container}. It was read as what it is.",
        "Nothing to do.",
        Severity.NOTE,
    )
