"""Text to records. A record with a broken quote is read again alone, so that it cannot swallow the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pmo_core.errors import TooLarge
from pmo_core.intake.files.dialect import NO_DELIMITER, Dialect
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.files.stray import Stray, stray_issue, stray_quotes, swallowed
from pmo_core.model import Issue, Severity
from pmo_core.progress import tell

SPREAD_LINES: Final = 100
"""How many lines one record with a stray quote may cover before it counts as unreadable."""

FAULTS_SPREAD: Final = 200
"""After so many broken quotes only single lines are tried, so that the time stays linear."""

MENDED_NAMED: Final = 1_000
HEADER_ROWS: Final = 1
"""The header is no record: so many rows more than the limit may stand in a file."""

_SAMPLE: Final = 80
_CHUNK: Final = 50_000
csv.field_size_limit(
    2**31 - 1
)  # cells are measured by limits.py; csv's own bound would hide which one it was


@dataclass(frozen=True)
class Records:
    """Records in file order; those in `broken` (index → why) could not be read and must not be loaded."""

    rows: list[list[str]]
    broken: dict[int, str]
    issues: tuple[Issue, ...]


def read_records(text: str, dialect: Dialect, *, width: int, most: int | None = None) -> Records:
    """
    Read the whole text; `width`, the usual number of cells, decides how a broken quote is mended.

    Raises:
        TooLarge: If there are more records than `most`.
    """
    prepared = dialect.prepared(text)
    rows: list[list[str]] = []
    reader = dialect.records(io.StringIO(prepared, newline=""), strict=True)
    try:
        while chunk := list(islice(reader, _CHUNK)):
            rows += chunk
            tell(len(rows), 0, "reading the records")
            check_count(len(rows), most)
    except csv.Error:
        mender = _Mender(prepared, dialect, width, most)
        return _checked(prepared, mender.records(), dialect, width=width, apart=mender.touched)
    return _checked(prepared, Records(rows, {}, ()), dialect, width=width)


def _checked(
    text: str, records: Records, dialect: Dialect, *, width: int, apart: AbstractSet[int] = frozenset()
) -> Records:
    """Records with what csv should have said about the quotes that it took; those `apart` are named."""
    found = stray_quotes(text, records.rows, dialect)
    stray = Stray(*([at for at in places if at not in apart] for places in (found.rows, found.split)))
    broken = dict.fromkeys(stray.split, "a quote opens in one of its cells and closes in another")
    if max(text.count("\n"), text.count("\r")) > len(records.rows):
        broken |= swallowed(records.rows, dialect, width=width)
    issues = stray_issue(stray, records.rows, dialect.quote)
    return Records(records.rows, {**broken, **records.broken}, (*records.issues, *issues))


def check_count(count: int, most: int | None) -> None:
    """Raise TooLarge beyond the limit, before memory runs out."""
    if most is not None and count - HEADER_ROWS > most:
        raise TooLarge(
            f"The table has more than {most:,} rows, which is the limit.",
            fix="Leave out what is not needed, or import the file on the command line.",
        )


class _Mender:
    """Reads record by record, counting lines, and mends or sets aside what csv refuses."""

    def __init__(self, text: str, dialect: Dialect, width: int, most: int | None) -> None:
        self._lines = list(io.StringIO(text, newline=""))
        self._dialect = dialect
        self._width = width
        self._most = most
        self._rows: list[list[str]] = []
        self._broken: dict[int, str] = {}
        self._issues: list[Issue] = []
        self._unnamed: list[int] = []
        self.touched: set[int] = set()

    def records(self) -> Records:
        at = 0
        while at < len(self._lines):
            at = self._mend(self._read_on(at))
            check_count(len(self._rows), self._most)
        if self._unnamed:
            self._issues.append(
                Issue(
                    "quote.mended",
                    f"Rows {ranges(self._unnamed)}: quotes are broken here as well; mended alike.",
                    "Export the table again with its quotes doubled.",
                    Severity.WARNING,
                    row=self._unnamed[0],
                )
            )
        return Records(self._rows, self._broken, tuple(self._issues))

    def _read_on(self, start: int) -> int:
        """Read strictly from a line on; returns the line where the first faulty record begins."""
        reader = csv.reader(
            (self._lines[at] for at in range(start, len(self._lines))),
            delimiter=self._dialect.delimiter or NO_DELIMITER,
            quotechar=self._dialect.quote,
            skipinitialspace=self._dialect.spaced,
            strict=True,
        )
        good = 0
        try:
            for row in reader:
                self._rows.append(row)
                good = reader.line_num
        except csv.Error:
            return start + good
        return len(self._lines)

    def _mend(self, at: int) -> int:
        """Read one faulty record at a line; returns the line after it."""
        if at >= len(self._lines):
            return at
        spread = SPREAD_LINES if len(self._issues) + len(self._broken) < FAULTS_SPREAD else 1
        for lines in range(1, spread + 1):
            if at + lines > len(self._lines):
                break
            if lines > 1 and self._is_record(at + lines - 1):
                break  # a cell may go on over lines, but not over a whole record
            row = self._tolerant("".join(self._lines[at : at + lines]))
            if row is not None and len(row) == self._width:
                self._keep(row, at, "a quote inside it is not doubled; it was kept as it stands")
                return at + lines
            if lines == 1 and len(plain := self._unquoted(at)) == self._width and self._whole(plain):
                self._keep(plain, at, "a quote was opened and not closed; the line was read without quoting")
                return at + 1
        self.touched.add(len(self._rows))
        self._broken[len(self._rows)] = f"a quote opened in line {at + 1:,} of the file is not closed"
        self._rows.append(self._unquoted(at))
        return at + 1

    def _is_record(self, at: int) -> bool:
        """Whether a line alone has all cells of a record, with its quotes in order."""
        try:
            return [len(row) for row in self._dialect.records([self._lines[at]], strict=True)] == [
                self._width
            ]
        except csv.Error:
            return False

    def _unquoted(self, at: int) -> list[str]:
        line = self._lines[at].rstrip("\r\n")
        return line.split(self._dialect.delimiter) if self._dialect.delimiter else [line]

    def _whole(self, row: list[str]) -> bool:
        """Whether no quote opens in one cell and closes in another: the delimiter between them was text."""
        return sum(1 for cell in row if cell.count(self._dialect.quote) % 2) < 2

    def _keep(self, row: list[str], at: int, how: str) -> None:
        faulty = next((cell for cell in row if self._dialect.quote in cell), "")
        self.touched.add(len(self._rows))
        self._rows.append(row)
        number = len(self._rows)
        if len(self._issues) >= MENDED_NAMED:
            self._unnamed.append(number)
            return
        self._issues.append(
            Issue(
                "quote.mended",
                f"Row {number:,} (line {at + 1:,} of the file): {how}.",
                "Check the cell.",
                Severity.WARNING,
                row=number,
                value=faulty[:_SAMPLE] or None,
            )
        )

    def _tolerant(self, text: str) -> list[str] | None:
        """Split a record where a quote closes only before a delimiter or the end; None if it stays open."""
        quote, cut = re.escape(self._dialect.quote), re.escape(self._dialect.delimiter or NO_DELIMITER)
        end = rf"(?={cut}|\r?\n?\Z)"
        inside = rf"(?:[^{quote}]|{quote}{quote}|{quote}(?! *(?:{cut}|\r?\n?\Z)))*+"
        cell = re.compile(rf" *{quote}({inside}){quote} *{end}|((?!{quote})[^{cut}\r\n]*){end}")
        row: list[str] = []
        at = 0
        while match := cell.match(text, at):
            quoted = match.group(1)
            row.append(
                match.group(2)
                if quoted is None
                else quoted.replace(self._dialect.quote * 2, self._dialect.quote)
            )
            at = match.end()
            if text[at : at + 1] != self._dialect.delimiter or not self._dialect.delimiter:
                return row if not text[at:].strip("\r\n") else None
            at += 1
        return None
