"""Tables and readings made from a few lines, for the tests of meaning."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret
from pmo_core.intake.values.cells import Column
from pmo_core.limits import PAGE_LIMITS

TODAY = date(2026, 3, 1)


def column(*texts: str, header: str = "Column") -> Column:
    """A column whose first cell stands in row 2."""
    return Column(header, texts, tuple(range(2, len(texts) + 2)))


def written(columns: Mapping[str, Sequence[str]], *, delimiter: str = ",") -> bytes:
    """The columns as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue().encode()


def read(
    content: bytes | str | Mapping[str, Sequence[str]], label: str = "x.csv", **options: object
) -> Reading:
    """Interpret a file; its row arithmetic must close."""
    if isinstance(content, Mapping):
        content = written(content)
    raw = content.encode() if isinstance(content, str) else content
    told = Options(**options)  # type: ignore[arg-type]  # options by name
    reading = interpret(raw, label, told, limits=PAGE_LIMITS, today=TODAY)
    if reading.table is not None:
        counted = reading.rows_loaded + reading.rows_refused + reading.rows_skipped
        assert counted == reading.rows_read
        assert reading.table.num_rows == reading.rows_loaded
    return reading


def cells(reading: Reading, name: str) -> list[object]:
    """The values of one column of a reading that has a table."""
    assert reading.table is not None, [q.id for q in reading.questions] or [i.problem for i in reading.issues]
    return reading.table[name].to_pylist()


def asked(reading: Reading) -> set[str]:
    """The ids of the open questions."""
    return {question.id for question in reading.questions}


def codes(reading: Reading) -> set[str]:
    """The codes of the issues."""
    return {issue.code for issue in reading.issues}


def missing(reading: Reading, field: str) -> dict[int, str]:
    """Row → kind of missing of a field."""
    assert reading.missing is not None
    return {cell["row"]: cell["kind"] for cell in reading.missing.to_pylist() if cell["field"] == field}
