"""Every demo table in every form: the same rows, values and missing cells come out."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret
from pmo_core.limits import PAGE_LIMITS
from tests.intake.faults import DEMO, table_of
from tests.intake.forms import Form, accented, as_csv, forms

TODAY = date(2026, 9, 30)


def read(content: bytes, answers: dict[str, str] | None = None) -> Reading:
    return interpret(content, "table", Options(answers=answers or {}), limits=PAGE_LIMITS, today=TODAY)


@cache
def table(path: Path) -> list[list[str]]:
    header, body = table_of(path)
    return [list(header), *accented(body)]


@cache
def plain(path: Path) -> Reading:
    return read(as_csv(table(path), ",", "utf-8"))


def shifted(rows: pa.Table | None, by: int) -> list[dict[str, object]]:
    """Rows by their number in the plain file."""
    assert rows is not None
    found = [{**row, "row": row["row"] - by} for row in rows.to_pylist()]
    return sorted(found, key=lambda row: (row["row"], str(row.get("field") or row.get("name"))))


@cache
def saved(path: Path) -> dict[str, Form]:
    return {form.name: form for form in forms(table(path))}


@pytest.mark.parametrize("name", [form.name for form in forms([["a", "b"], ["1", "2"]])])
@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_demo_table_says_the_same_in_every_form(path: Path, name: str) -> None:
    form = saved(path)[name]
    base = plain(path)
    found = read(form.content)
    if form.answers:
        assert {question.id for question in found.questions} <= form.answers.keys()
        found = read(form.content, form.answers)
    assert [question.text for question in found.questions] == []
    assert found.kind is base.kind
    assert found.mapping == base.mapping
    assert shifted(found.table, form.above) == shifted(base.table, 0)
    assert shifted(found.missing, form.above) == shifted(base.missing, 0)
    assert {(part.field, part.unit, part.currency) for part in found.fields} == {
        (part.field, part.unit, part.currency) for part in base.fields
    }
    assert (found.as_of, found.as_of_assumed) == (base.as_of, base.as_of_assumed)
    assert found.rows_loaded == base.rows_loaded
    assert found.rows_read == found.rows_loaded + found.rows_refused + found.rows_skipped
