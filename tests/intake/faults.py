"""Clean tables broken in one way each, with what a reader should still make of them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Issue

DEMO = sorted((Path(__file__).resolve().parents[2] / "data" / "demo").glob("*.csv"))
ROWS_OF_ROW_FAULTS = 40
Row = tuple[str, ...]
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_ROWS_NAMED = re.compile(rf"[Rr]ows? ((?:(?:, | and )?{_NUMBER}(?:–{_NUMBER})?)+)")


@dataclass(frozen=True)
class Fault:
    """
    A broken file and the clean table in it; `first` is the row number of its first record.

    `asked` holds the questions that must be asked, with an answer. `also` are other readings of a row that
    count as right where an issue names it: what stands there to the letter, since nobody can know better.
    """

    name: str
    content: bytes
    headers: Row
    body: tuple[Row, ...]
    first: int = 2
    asked: dict[str, str] = field(default_factory=dict[str, str])
    also: dict[int, Row] = field(default_factory=dict[int, Row])
    titles: tuple[Row, ...] = ()

    def right(self, table: RawTable) -> bool:
        """Whether the header of a table is that of this file."""
        return table.headers in (self.headers, *self.titles)


def table_of(path: Path) -> tuple[Row, tuple[Row, ...]]:
    with path.open(encoding="utf-8", newline="") as text:
        header, *body = map(tuple, csv.reader(text))
    return header, tuple(body)


def written(rows: Iterable[Sequence[str]], **dialect: object) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, **{"lineterminator": "\n", **dialect})  # type: ignore[arg-type]  # any dialect
    writer.writerows(rows)
    return buffer.getvalue()


def whole_file_faults(header: Row, body: tuple[Row, ...]) -> Iterator[Fault]:
    table = (header, *body)
    clean = Fault("clean", written(table).encode(), header, body)
    for name, dialect in _DIALECTS.items():
        yield replace(clean, name=name, content=written(table, **dialect).encode())
    text = written(table)
    yield replace(clean, name="mark of UTF-8", content=text.encode("utf-8-sig"))
    yield replace(clean, name="no line end at the end", content=text.rstrip("\n").encode())
    yield replace(clean, name="blank lines at the end", content=(text + "\n" * 3).encode())
    yield replace(clean, name="line ends of two kinds", content=text.replace("\n", "\r\n", 3).encode())
    yield replace(clean, name="one record", content=written(table[:2]).encode(), body=body[:1])
    yield replace(clean, name="no header", content=written(body).encode(), first=1, asked={"header_row": "0"})
    yield replace(clean, name="header twice", content=written((header, *table)).encode(), first=3)
    yield from _with_rows_above(clean, table)
    yield from _with_a_second_table(clean, table)


_DIALECTS: dict[str, dict[str, object]] = {
    "as it is": {},
    "semicolon": {"delimiter": ";"},
    "tab": {"delimiter": "\t"},
    "pipe": {"delimiter": "|"},
    "every cell in quotes": {"quoting": csv.QUOTE_ALL},
    "every cell in single quotes": {"quoting": csv.QUOTE_ALL, "quotechar": "'"},
    "single quotes where needed": {"quotechar": "'"},
    "backslash before quotes": {"doublequote": False, "escapechar": "\\"},
    "backslash and every cell in quotes": {
        "doublequote": False,
        "escapechar": "\\",
        "quoting": csv.QUOTE_ALL,
    },
    "semicolon and single quotes": {"delimiter": ";", "quotechar": "'", "quoting": csv.QUOTE_ALL},
    "line end CR": {"lineterminator": "\r"},
    "line end CRLF": {"lineterminator": "\r\n"},
}


def _with_rows_above(clean: Fault, table: Sequence[Row]) -> Iterator[Fault]:
    width, text = len(table[0]), written(table)
    padded = [("Portfolio report", *[""] * (width - 1)), ("Printed by the PMO", *[""] * (width - 1))]
    titles = "Portfolio report\nPrinted by the PMO\n\n"
    yield replace(clean, name="title lines", content=(titles + text).encode(), first=5)
    yield replace(clean, name="padded title rows", content=(written(padded) + text).encode(), first=4)
    yield replace(
        clean,
        name="a sentence above",
        content=("All projects, all years, as exported; not audited\n" + text).encode(),
        first=3,
    )
    half = max(1, width // 2)
    upper = ("Core", *[""] * (half - 1), "More", *[""] * (width - half - 1))
    yield replace(
        clean,
        name="two header rows",
        content=written((upper, *table)).encode(),
        titles=(tuple(f"{'Core' if at < half else 'More'} – {name}" for at, name in enumerate(table[0])),),
        first=3,
    )


def _with_a_second_table(clean: Fault, table: Sequence[Row]) -> Iterator[Fault]:
    for name, width in (("narrower", 2), ("equally wide", len(table[0])), ("wider", len(table[0]) + 2)):
        head = [f"Measure {n}" for n in range(width)]
        other = [head, *([f"Word {n}", *(str(n * 10 + k) for k in range(width - 1))] for n in range(3))]
        content = written(table) + "\n" + written(other)
        yield replace(clean, name=f"a second table, {name}", content=content.encode())


def one_row_faults(header: Row, body: tuple[Row, ...]) -> Iterator[Fault]:
    body = body[:ROWS_OF_ROW_FAULTS]
    lines = [written([row]).rstrip("\n") for row in body]
    for at in sorted({0, len(body) // 2, len(body) - 1}):
        for name, broken, as_written in _broken(body[at]):
            if broken != lines[at]:
                text = "\n".join((written([header]).rstrip("\n"), *lines[:at], broken, *lines[at + 1 :], ""))
                also = {at + 2: as_written} if as_written else {}
                yield Fault(f"{name} in row {at + 2}", text.encode(), header, body, also=also)


def _broken(row: Row) -> Iterator[tuple[str, str, Row | None]]:
    """Each fault of one row: its name, the line, and what it says to the letter if that is no nonsense."""
    cells = [written([[cell, ""]]).removesuffix(",\n") for cell in row]
    for at in sorted({0, len(row) // 2, len(row) - 1}):
        before, after = cells[:at], cells[at + 1 :]
        yield f"extra delimiter before cell {at + 1}", ",".join((*before, "", cells[at], *after)), None
        for name, quoted, cell in (
            ("quote before", '"' + cells[at], '"' + row[at]),
            ("quote after", cells[at] + '"', row[at] + '"'),
        ):
            as_written = (*row[:at], cell, *row[at + 1 :])
            yield f"{name} cell {at + 1}", ",".join((*before, quoted, *after)), as_written
        if after:
            merged = ",".join((*before, cells[at] + after[0], *after[1:]))
            as_written = (*row[:at], row[at] + row[at + 1], "") if at == len(row) - 2 else None
            yield f"missing delimiter after cell {at + 1}", merged, as_written
    for name, delimiter in (("semicolons", ";"), ("tabs", "\t"), ("pipes", "|")):
        yield f"{name} as delimiters", written([row], delimiter=delimiter).rstrip("\n"), None


@dataclass(frozen=True)
class Outcome:
    """
    How well a file was read, at most 10: 1, and precision, recall and F1 of header, records and cells.

    `silent` are changed rows that no issue names, `wrong` those loaded in a shape that was not theirs.
    """

    score: float
    silent: tuple[int, ...]
    wrong: tuple[int, ...]
    questions: tuple[str, ...]


def outcome(fault: Fault) -> Outcome:
    """Read a broken file without telling its dialect. Raises IntakeError if it is refused."""
    table = read_table(fault.content, "table.csv", Options(), PAGE_LIMITS)
    asked = tuple(question.id for question in table.questions)
    if fault.asked:
        table = read_table(fault.content, "table.csv", Options(answers=fault.asked), PAGE_LIMITS)
    header = set(asked) >= fault.asked.keys() if fault.asked else fault.right(table)
    refused, names = _given_up(table), named(table.issues)
    found = dict(zip(table.rows, zip(*table.columns, strict=True), strict=True))
    wanted = {n: row for n, row in enumerate(fault.body, fault.first) if n not in refused}
    wanted |= {n: row for n, row in fault.also.items() if found.get(n) == row and n in names}
    cells = [{(n, at, cell) for n, row in r.items() for at, cell in enumerate(row)} for r in (wanted, found)]
    score = 1 + 3 * header + sum(_agreement(wanted.items(), found.items())) + sum(_agreement(*cells))
    changed = {n for n in wanted.keys() | found.keys() if wanted.get(n) != found.get(n)}
    unasked = changed if not asked or fault.asked else set[int]()
    return Outcome(score, tuple(sorted(unasked - names)), tuple(sorted(unasked & found.keys())), asked)


def _given_up(table: RawTable) -> set[int]:
    """Rows refused by name: nobody can say what they were, so they are no record that is lost."""
    return {issue.row for issue in table.issues if issue.code == "row.refused" and issue.row}


def _agreement(wanted: Iterable[object], found: Iterable[object]) -> tuple[float, float, float]:
    wanted, found = Counter(wanted), Counter(found)
    both = (wanted & found).total()
    precision, recall = both / max(1, found.total()), both / max(1, wanted.total())
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def named(issues: Sequence[Issue]) -> set[int]:
    """Every row that an issue names, in its field or in its sentence."""
    rows = {issue.row for issue in issues if issue.row}
    for issue in issues:
        for text in _ROWS_NAMED.findall(issue.problem):
            for first, last in re.findall(rf"({_NUMBER})(?:–({_NUMBER}))?", text):
                start = int(first.replace(",", ""))
                rows |= set(range(start, int((last or first).replace(",", "")) + 1))
    return rows
