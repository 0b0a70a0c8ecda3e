"""Templates: filled in as the dictionary says they load without a question; not filled in, not at all."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import date

import pytest
from openpyxl import load_workbook

from pmo_core import importing
from pmo_core.dictionary import Meaning, meanings
from pmo_core.errors import EmptyUpload
from pmo_core.importing.own_sheets import FILLED_IN, title_of
from pmo_core.importing.templates import dictionary_csv, template_csv, template_workbook
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN
from tests.importing.own.copies import content, staged

ELSEWHERE = ("O3", "P-0051")
"""What examples name beside the rows of the other examples, to show how several are written."""

each_kind = pytest.mark.parametrize("kind", FILLED_IN)


def _headers(kind: Kind) -> list[str]:
    return next(csv.reader(io.StringIO(template_csv(kind).decode("utf-8-sig"))))


def _filled(kind: Kind) -> list[str]:
    """The examples of the dictionary, one under each header."""
    examples = {one.field: one.example for one in meanings(kind)} | {"currency": "GBP"}
    return [examples.get(header, "") for header in _headers(kind)]


def _csv(kind: Kind, delimiter: str, encoding: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([_headers(kind), _filled(kind)])
    return out.getvalue().encode(encoding)


def _typed(text: str, one: Meaning | None) -> object:
    """What Excel makes of a cell that is typed in: dates and numbers, but not in columns set to text."""
    if one is None or not text:
        return text or None
    if one.range.startswith("date"):
        return date.fromisoformat(text)
    if text.endswith("%") and text != "%":
        return float(text[:-1]) / 100
    try:
        return float(text) if "text" not in one.range and one.field != "period" else text
    except ValueError:
        return text


def _workbook(*kinds: Kind) -> bytes:
    book = load_workbook(io.BytesIO(template_workbook()))
    for kind in kinds:
        known = {one.field: one for one in meanings(kind)}
        cells = zip(_headers(kind), _filled(kind), strict=True)
        for at, (header, text) in enumerate(cells, 1):
            book[title_of(kind)].cell(2, at).value = _typed(text, known.get(header))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _loaded(db: Database, file: bytes, label: str) -> None:
    made = staged(db, file, label, portfolio="main")
    for part in (made, *made.beside):
        assert [question.id for question in part.questions] == []
        told = [issue for issue in part.issues if issue.severity != "note" and issue.value not in ELSEWHERE]
        assert [issue.code for issue in told] == []
        assert part.reading.unmapped == ()
    importing.commit(db, made, grant=ADMIN)


@each_kind
@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1252")])
def test_a_template_filled_in_as_the_dictionary_says_asks_nothing(
    db: Database, kind: Kind, delimiter: str, encoding: str
) -> None:
    _loaded(db, _csv(kind, delimiter, encoding), "filled.csv")
    rows, missing, *_ = content(db, "main")[kind]
    assert len(rows) == 1
    lost = [field for _, field, *_ in missing if field != "currency"]
    assert lost == [], "every example is a value"
    empty = [one.field for one in meanings(kind) if rows[0][one.field] is None]
    assert empty == []


def test_a_workbook_of_all_kinds_goes_in_as_one(db: Database) -> None:
    _loaded(db, _workbook(*FILLED_IN), "filled.xlsx")
    assert set(versions.current(db, "main")) == set(FILLED_IN)
    for kind in FILLED_IN:
        with closing(Database.memory()) as other:
            _loaded(other, _csv(kind, ",", "utf-8-sig"), f"{kind.value}.csv")
            assert content(db, "main")[kind][0] == content(other, "main")[kind][0]


def test_sheets_that_are_not_filled_in_are_left_alone(db: Database) -> None:
    _loaded(db, _workbook(Kind.MILESTONES, Kind.KPIS), "two.xlsx")
    assert set(versions.current(db, "main")) == {Kind.MILESTONES, Kind.KPIS}


def test_amounts_are_whole_units_however_small(db: Database) -> None:
    rows = "project_id,name,budget,currency,PMO Balance projects\nA,One,12.5,EUR,\nB,Two,7,EUR,\n"
    _loaded(db, rows.encode(), "small.csv")
    assert [(row["budget"], row["currency"]) for row in content(db, "main")[Kind.PROJECTS][0]] == [
        (12.5, "EUR"),
        (7.0, "EUR"),
    ]


def test_own_columns_beside_those_of_a_template_are_kept_where_they_mean_something(db: Database) -> None:
    _loaded(
        db,
        b"project_id,name,score.Fit,PMO Balance projects\nA,One,3,\nB,Two,4,\n",
        "own.csv",
    )
    assert [value for *_, value in content(db, "main")[Kind.PROJECTS][2]] == [3.0, 4.0]
    months = "".join(f"Uptime,%,2026-0{m},{90 + m},{place},\n" for m in range(1, 7) for place in "NS")
    _loaded(db, f"name,unit,period,value,region,PMO Balance kpis\n{months}".encode(), "kpis.csv")
    assert {row["dimensions"] for row in content(db, "main")[Kind.KPIS][0]} == {
        '{"region": "N"}',
        '{"region": "S"}',
    }


@pytest.mark.parametrize(
    ("file", "label"),
    [
        *((template_csv(kind), f"{kind.value}.csv") for kind in FILLED_IN),
        (template_workbook(), "all.xlsx"),
        (template_workbook([Kind.PROJECTS]), "projects.xlsx"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_template_that_is_not_filled_in_loads_nothing(db: Database, file: bytes, label: str) -> None:
    with pytest.raises(EmptyUpload, match="not filled in yet"):
        staged(db, file, label, portfolio="main")


def test_the_dictionary_is_never_taken_for_rows(db: Database) -> None:
    with pytest.raises(EmptyUpload, match="data dictionary"):
        staged(db, dictionary_csv(), "dictionary.csv", portfolio="main")


def test_a_question_of_any_sheet_is_asked_once_and_keeps_all_of_them_back(db: Database) -> None:
    """The answer reaches the sheet that needs it, and then all of them go in."""
    book = load_workbook(io.BytesIO(_workbook(Kind.PROJECTS, Kind.STAKEHOLDERS)))
    sheet = book["Stakeholders"]
    at = [cell.value for cell in sheet[1]].index("current_level") + 1
    sheet.cell(2, at).value, sheet.cell(2, at + 1).value = "2", "3"
    out = io.BytesIO()
    book.save(out)
    made = staged(db, out.getvalue(), "levels.xlsx", portfolio="main")
    assert [question.id for question in made.questions] == ["levels"]
    assert not made.ready
    told = staged(db, out.getvalue(), "levels.xlsx", portfolio="main", answers={"levels": "1-5"})
    importing.commit(db, told, grant=ADMIN)
    assert set(versions.current(db, "main")) == {Kind.PROJECTS, Kind.STAKEHOLDERS}
    assert content(db, "main")[Kind.STAKEHOLDERS][0][0]["current_level"] == 1
