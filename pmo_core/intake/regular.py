"""The lane for regular text files: the engine cuts, every byte is accounted for, any doubt ends it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pmo_core.errors import IntakeError
from pmo_core.intake.coded import Coded, Codes, from_arrow
from pmo_core.intake.files.dialect import Dialect
from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.marks import Marks, marks, pieces
from pmo_core.intake.files.records import HEADER_ROWS, read_records
from pmo_core.intake.files.text import Opened
from pmo_core.intake.layout.regular_rows import only_records
from pmo_core.intake.layout.table_on_grid import lay_out
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable, Source
from pmo_core.intake.wording.headers import known
from pmo_core.limits import IntakeLimits

HEAD_ROWS: Final = 1_000
"""So many records show the layout: no rule that chooses the header looks further down."""

HEAD_CHARACTERS: Final = 2_000_000
_MARK: Final = b"\xef\xbb\xbf"

Cells = Callable[[Iterable[memoryview], str, int], pa.Table | None]
"""Cuts records, given as bytes with delimiter and width, into columns of text; None if they are irregular."""


@dataclass(frozen=True)
class _Head:
    """The layout as the first records show it: the table of them, the raw header, where the body begins."""

    table: RawTable
    header: Sequence[str]
    row: int
    body: int


def regular_table(
    content: bytes,
    opened: Opened,
    *,
    source: Source,
    options: Options,
    limits: IntakeLimits,
    cells: Cells,
) -> RawTable | None:
    """
    Read a file whose records all have one form; None where they do not, or where anything is in doubt.

    What is returned is what the stages for records and layout return for the same file.
    """
    if not _plain(opened):
        return None
    head = _head(content, opened, source=source, options=options, limits=limits)
    counted = marks(content, head.body) if head else None
    if head is None or counted is None or not counted.size:
        return None
    cut = cells(pieces(content, head.body), opened.chosen.scored.dialect.delimiter, len(head.header))
    if cut is None or not _within(limits, rows=cut.num_rows + head.row - HEADER_ROWS, width=len(head.header)):
        return None
    columns = [_coded(column) for column in cut.columns]
    fits = _adds_up(columns, counted) and _short(columns, limits.cell_characters)
    if not fits or not only_records(columns, header=head.header):
        return None
    rows = range(head.row + 1, head.row + 1 + cut.num_rows)
    table = head.table
    return replace(
        table,
        columns=tuple(columns),
        rows=rows,
        rows_read=len(rows),
        guesses=(*opened.decoded.guesses, opened.chosen.guess, *table.guesses),
    )


def _plain(opened: Opened) -> bool:
    """Whether nothing about the encoding and the dialect is special or open."""
    decoded, chosen = opened.decoded, opened.chosen
    dialect = chosen.scored.dialect
    sure = not (decoded.issues or decoded.questions or chosen.question or opened.directive)
    return (
        sure and decoded.encoding == "utf-8" and dialect == Dialect(dialect.delimiter) and bool(dialect.name)
    )


def _head(
    content: bytes, opened: Opened, *, source: Source, options: Options, limits: IntakeLimits
) -> _Head | None:
    """Lay out the first records; None unless every one below the header is loaded as it stands."""
    scored = opened.chosen.scored
    dialect = scored.dialect
    head = _lines_of(opened.text, dialect, HEAD_ROWS)
    found = read_records(head, dialect, width=scored.width)
    records = found.rows
    if found.issues or found.broken:
        return None
    placed = replace(source, encoding=opened.decoded.encoding, delimiter=dialect.name)
    try:
        table = lay_out(
            Grid(records), source=placed, joint=dialect.delimiter, options=options, limits=limits, known=known
        ).table
    except IntakeError:
        return None  # said by the stages that read every record
    row = table.source.header_row
    if not row or table.source.transposed or table.issues or table.questions:
        return None
    header = records[row - 1]
    whole = len(header) == len(table.headers) and all(name.strip() for name in header)
    if not whole or list(table.rows) != list(range(row + 1, len(records) + 1)):
        return None
    offset = len(_MARK) if content[: len(_MARK)] == _MARK else 0
    return _Head(table, header, row, offset + len(_lines_of(head, dialect, row).encode()))


def _lines_of(text: str, dialect: Dialect, records: int) -> str:
    """The text of the first records, as far as it goes."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text[:HEAD_CHARACTERS], newline=""):
            taken.append(line)
            yield line

    whole = sum(1 for _ in islice(dialect.records(lines()), records))
    cut = whole < records and len(text) > HEAD_CHARACTERS
    return "".join(taken[:-1] if cut else taken)


def _within(limits: IntakeLimits, *, rows: int, width: int) -> bool:
    most = (limits.records, None if limits.cells is None else limits.cells // width)
    return all(bound is None or rows <= bound for bound in most)


def _coded(column: pa.ChunkedArray) -> Coded[str]:
    """A dictionary column of the engine; chunks share their dictionary."""
    if not pa.types.is_dictionary(column.type):
        return from_arrow(column)
    codes = [chunk.indices.to_numpy() for chunk in column.chunks] or [np.empty(0, dtype=np.int32)]
    words = column.chunk(0).dictionary if column.num_chunks else pa.array([], pa.string())
    return Coded(np.concatenate(codes), array=words)


def _adds_up(columns: Sequence[Coded[str]], counted: Marks) -> bool:
    """
    Whether the cells with their delimiters, quotes and line ends make up every byte of the records.

    A cell with a quote inside could have been read in two ways and is left to the stage for records.
    """
    rows = len(columns[0])
    size = sum(_sum(pc.call_function("binary_length", [c.array]).to_numpy(), c.codes) for c in columns)
    feeds, returns, quotes = (sum(_marks_in(column, mark) for column in columns) for mark in '\n\r"')
    ends, ending = counted.feeds - feeds, counted.returns - returns
    whole = size + rows * (len(columns) - 1) + ends + ending + counted.quotes == counted.size
    return whole and not quotes and ends == rows - (not counted.ends) and 0 <= ending <= ends


def _marks_in(column: Coded[str], mark: str) -> int:
    """How often a mark stands in the cells of a column; mostly nowhere, which its bytes tell at once."""
    buffers = [] if column.array is None else column.array.buffers()[2:]
    if not any(mark.encode() in part.to_pybytes() for part in buffers if part):
        return 0
    return _sum(np.array([text.count(mark) for text in column.distinct]), column.codes)


def _sum(each: npt.NDArray[np.int64], codes: Codes) -> int:
    """The sum over all rows of what is known per distinct text."""
    return int(each.astype(np.int64)[codes].sum())


def _short(columns: Sequence[Coded[str]], longest: int) -> bool:
    lengths = (pc.call_function("utf8_length", [column.array]) for column in columns)
    return all((pc.call_function("max", [found]).as_py() or 0) <= longest for found in lengths)
