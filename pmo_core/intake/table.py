"""The border between bytes and meaning: a rectangle of text under unique headers, and how it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pmo_core.model import Guess, Issue, Kind, Question
from pmo_core.own_form.rows import OwnTable


@dataclass(frozen=True)
class CoverLine:
    """A line on a sheet beside the table, such as a cover; it may date the table or name its unit."""

    sheet: str
    text: str


@dataclass(frozen=True)
class Source:
    """
    Where the table stood. `header_row` counts as Excel shows it (None: there is none).

    `title_lines` are the filled rows above the header, `note_lines` those below the table (notes, legends):
    either may hold an as-of date, a currency or a unit. A unit over single columns, beside a title, is none
    of the whole table and left out of them. `transposed` means that rows were counted across; `date_1904`
    that serial numbers of dates count from 1904, as a workbook may say. `cover` are lines of sheets of a few
    words beside the table.
    """

    label: str
    sha256: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    title_lines: tuple[str, ...] = ()
    note_lines: tuple[str, ...] = ()
    transposed: bool = False
    date_1904: bool = False
    cover: tuple[CoverLine, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What a total row says of one column, and the amounts of the records that it sums up, 0 for none."""

    column: str
    said: float
    amounts: npt.NDArray[np.float64] = field(compare=False)


@dataclass(frozen=True)
class Total:
    """
    A total row, or the summary of a group, by its number, with its claims.

    `rows` are the numbers of the rows that it sums up: all above it, or its group. Arrays have no part in
    comparing totals, for they compare cell by cell.
    """

    row: int
    rows: npt.NDArray[np.int64] = field(compare=False)
    claims: tuple[Claim, ...]
    grouped: bool
    summary: bool


@dataclass(frozen=True)
class RawTable:
    """
    Text by column, exactly as written, every row with its number in the user's file.

    `headers` are unique: repeats are "name (2)", blank ones go by their letter. `columns` holds one sequence
    per header, all as long as `rows`. Cells of workbooks are canonical text: 45, 0.45, 2018-06-29,
    2018-06-29T10:00:00, TRUE. `rows_read` counts the records below the header; rows_read − rows_skipped −
    rows_refused = len(rows). `refused` keeps the cells of the refused rows by row number, as they were read.
    `repeated` leads from a header to all its repeats, itself first. `typed_dates` are the headers with at
    least one cell that a workbook stored as a date. `offers` are questions that may stay open. `totals`
    are the total rows with what they claim, to be held against the rows that load in the end. `told` is the
    kind that a file in the product's own form names, `own` its rows where nobody has edited them, and
    `beside` are the other sheets of such a workbook.
    """

    headers: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    rows: Sequence[int]
    source: Source
    guesses: tuple[Guess, ...] = ()
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()
    rows_read: int = 0
    rows_skipped: int = 0
    rows_refused: int = 0
    repeated: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    typed_dates: frozenset[str] = frozenset()
    refused: Mapping[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    offers: tuple[Question, ...] = ()
    totals: tuple[Total, ...] = ()
    told: Kind | None = None
    own: OwnTable | None = field(default=None, repr=False)
    beside: tuple[RawTable, ...] = ()

    def column(self, header: str) -> Sequence[str]:
        """The cells under one header. Raises KeyError if there is no such header."""
        try:
            return self.columns[self.headers.index(header)]
        except ValueError:
            raise KeyError(header) from None
