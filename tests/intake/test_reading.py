"""From a file to rows: every kind, the as-of, the arithmetic."""

import re
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pmo_core
from pmo_core.errors import EmptyUpload, IntakeError
from pmo_core.fields import FIELDS
from pmo_core.intake.rows.tables import schema
from pmo_core.model import FieldType, Kind
from tests.intake.by_hand import TODAY, asked, cells, codes, read, written

SAMPLES: dict[FieldType, list[str]] = {
    FieldType.ID: ["X1", "X2", "X3"],
    FieldType.NAME: ["First thing", "Second thing", "Third thing"],
    FieldType.TEXT: ["Some words", "Other words", "More words"],
    FieldType.CATEGORY: ["North", "South", "North"],
    FieldType.PERSON: ["Ann Lee", "Bob Ray", "Cy Poe"],
    FieldType.LIST: ["A; B", "B", "C"],
    FieldType.DATE: ["2026-01-31", "2026-01-31", "2026-01-31"],
    FieldType.PERIOD: ["2026-01", "2026-02", "2026-03"],
    FieldType.MONEY: ["100000", "250000.5", "300000"],
    FieldType.NUMBER: ["1.5", "2.5", "3.5"],
    FieldType.INTEGER: ["7", "14", "30"],
    FieldType.PERCENT: ["0.25", "0.5", "1"],
    FieldType.SHARE: ["0.25", "0.5", "1"],
    FieldType.DURATION: ["5d", "10d", "2d"],
    FieldType.STATUS: ["Active", "Done", "On hold"],
    FieldType.RATING: ["Red", "Amber", "Green"],
    FieldType.HORIZON: ["short", "medium", "long"],
    FieldType.VALUE: ["1", "5", "10"],
    FieldType.ORDINAL: ["1", "3", "5"],
    FieldType.LEVEL: ["unaware", "neutral", "leading"],
    FieldType.PRIORITY: ["High", "Medium", "Low"],
    FieldType.DIRECTION: ["higher", "lower", "none"],
    FieldType.FLAG: ["yes", "no", "yes"],
}


def template(kind: Kind) -> dict[str, list[str]]:
    """A file of three rows whose headers are our own field names."""
    rows = {field.name: SAMPLES[field.type] for field in FIELDS[kind]}
    if kind is Kind.PROJECT_COSTS:
        rows["year"] = ["2025", "2026", "2027"]
    if kind is Kind.SETTINGS:
        rows |= {"name": ["target", "basis", "rule"], "value": ['{"short": 70}', '"budget"', "[12, 36]"]}
    return rows


@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_of_every_kind_loads_whole(kind: Kind) -> None:
    reading = read(template(kind))
    assert reading.table is not None
    assert reading.table.num_rows == 3
    assert reading.missing is not None
    assert not reading.missing.num_rows
    for field in FIELDS[kind]:
        assert None not in cells(reading, field.name), field.name


def declared(kind: Kind) -> list[tuple[str, str]]:
    text = (Path(pmo_core.__file__).parent / "store" / "schema.sql").read_text(encoding="utf-8")
    body = re.search(rf"create table {kind.value} \((.*?)\);", text, re.S)
    assert body is not None
    pairs = (piece.split() for piece in re.split(r",\s*", body.group(1).strip()))
    return [(pair[0].strip('"'), pair[1]) for pair in pairs][1:]


SQL_TYPES = {
    "integer": pa.int32(),
    "varchar": pa.string(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "double": pa.float64(),
    "varchar[]": pa.list_(pa.string()),
}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_reading_has_the_columns_of_the_store(kind: Kind) -> None:
    assert [(item.name, item.type) for item in schema(kind)] == [
        (name, SQL_TYPES[sql]) for name, sql in declared(kind)
    ]


NAMES = {"Project name": ["Alpha", "Beta", "Gamma"], "Budget": ["100000", "200000", "300000"]}


def test_without_any_trace_of_a_date_today_is_assumed() -> None:
    reading = read(NAMES)
    assert reading.as_of == (TODAY,)
    assert reading.as_of_assumed


def test_the_option_dates_the_file() -> None:
    reading = read(NAMES, as_of=date(2025, 12, 31))
    assert (reading.as_of, reading.as_of_assumed) == ((date(2025, 12, 31),), False)
    assert cells(reading, "as_of") == [date(2025, 12, 31)] * 3
    assert read(NAMES, answers={"as_of": "2025-12-31"}).as_of == (date(2025, 12, 31),)


@pytest.mark.parametrize(
    "label", ["report_2026-01-31.csv", "report 31.01.2026.csv", "report_20260131.csv", "report_1_31_2026.csv"]
)
def test_the_file_name_may_bear_the_date(label: str) -> None:
    assert read(NAMES, label).as_of == (date(2026, 1, 31),)


@pytest.mark.parametrize(
    "label",
    ["report_2026-01.csv", "report_FY25-26.csv", "report_2026.csv", "report Q1 2026.csv", "January 2026.csv"],
)
def test_a_trace_without_a_day_is_asked(label: str) -> None:
    reading = read(NAMES, label)
    assert asked(reading) == {"as_of"}
    assert reading.questions[0].option.startswith("--as-of ")
    choice = reading.questions[0].choices[0].value
    assert read(NAMES, label, answers={"as_of": choice}).as_of == (date.fromisoformat(choice),)


def test_a_title_row_may_bear_the_date() -> None:
    table = written(NAMES).decode()
    assert read("Portfolio report as of 09/22/2025\n\n" + table).as_of == (date(2025, 9, 22),)
    assert read("Projektbericht;;\nStand: 31.03.2026;;\n" + written(NAMES, delimiter=";").decode()).as_of == (
        date(2026, 3, 31),
    )


def test_a_column_of_days_dates_each_row() -> None:
    reading = read(NAMES | {"Status date": ["2026-01-31", "2026-01-31", ""]})
    assert reading.mapping["as_of"] == "Status date"
    assert cells(reading, "as_of") == [date(2026, 1, 31)] * 3


def test_a_column_of_years_is_asked_and_the_answer_is_taken_within_each_year() -> None:
    rows = NAMES | {"Year": ["2024", "2025", "2025"], "Status": ["Active", "Active", "Done"]}
    assert asked(read(rows)) == {"as_of"}
    reading = read(rows, as_of=date(2025, 3, 31))
    assert cells(reading, "as_of") == [date(2024, 3, 31), date(2025, 3, 31), date(2025, 3, 31)]


def test_kinds_that_bear_no_as_of_are_not_asked_for_one() -> None:
    reading = read(template(Kind.STAKEHOLDERS), "stakeholders_2026.csv")
    assert not reading.questions
    assert reading.as_of == ()


def test_a_finish_before_the_start_is_a_warning_and_loads() -> None:
    reading = read(
        NAMES | {"Start": ["2026-05-01"] * 3, "Finish": ["2026-04-01", "2026-06-01", "2026-07-01"]}
    )
    issue = next(issue for issue in reading.issues if issue.code == "date.finish_before_start")
    assert (issue.row, issue.severity, reading.rows_loaded) == (2, "warning", 3)


def test_done_in_the_future_is_a_warning() -> None:
    assert "date.done_in_future" in codes(read(NAMES | {"Resolved": ["2027-05-01", "", ""]}))


def test_unmapped_columns_are_named_and_not_stored() -> None:
    reading = read(NAMES | {"Shoe size": ["41", "42", "43"]})
    assert reading.unmapped == ("Shoe size",)
    assert reading.table is not None
    assert "41" not in str(reading.table.to_pylist())


def test_total_rows_are_not_loaded_and_the_arithmetic_closes() -> None:
    text = written(NAMES).decode() + "Total,600000\n"
    reading = read(text)
    assert (reading.rows_read, reading.rows_loaded, reading.rows_skipped) == (4, 3, 1)


def test_an_empty_file_is_refused_in_a_sentence() -> None:
    with pytest.raises(EmptyUpload, match=r"\."):
        read("Project name,Budget\n")


@pytest.mark.parametrize(
    "answers",
    [
        {"dates": "backwards"},
        {"decimal": "semicolon"},
        {"as_of": "soon"},
        {"kind": "things"},
        {"currency": "shells"},
    ],
)
def test_an_answer_that_cannot_hold_is_refused(answers: dict[str, str]) -> None:
    with pytest.raises(IntakeError, match=next(iter(answers.values()))):
        read(NAMES, answers=answers)


def test_german_and_french_exports_need_no_question() -> None:
    german = (
        "Projektbericht;;;;;\nStand: 31.03.2026;;;;;\n;;;;;\n"
        "Projekt-Nr.;Projektname;Ampel;Status;Ende;Budget (T€)\n"
        "001;Halle;Grün;In Arbeit;31.12.2026;1.234,50\n002;ERP;Gelb;Offen;k.A.;2.500,00\n"
        "003;Umzug;Rot;Erledigt;30.11.2025;TBC\n"
    )
    reading = read(german.encode("cp1252"))
    assert cells(reading, "budget") == [1_234_500.0, 2_500_000.0, None]
    assert cells(reading, "status_standard") == ["in_progress", "not_started", "done"]
    assert cells(reading, "rating") == ["Green", "Yellow", "Red"]
    assert (reading.as_of, cells(reading, "currency")) == ((date(2026, 3, 31),), ["EUR"] * 3)
    french = (
        "Nom du projet;Responsable;Statut;Échéance;Budget k€;% avancement\n"
        "Refonte;Dupont, Marie;En cours;15/12/2026;1 250,5;45 %\n"
        "Migration;Martin;À faire;31/12/2027;800;0 %\n"
    )
    reading = read(french)
    assert cells(reading, "budget") == [1_250_500.0, 800_000.0]
    assert cells(reading, "percent_complete") == [0.45, 0.0]
    assert cells(reading, "owner") == ["Dupont, Marie", "Martin"]


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po", "Sc", "Zs"], codec="utf-8"), max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=12))
def test_whatever_the_cells_hold_the_row_arithmetic_closes(rows: list[tuple[str, str, str, str]]) -> None:
    columns = dict(
        zip(
            ("Project ID", "Project name", "Budget", "Finish"),
            map(list, zip(*rows, strict=True)),
            strict=True,
        )
    )
    told = ""
    try:
        reading = read(columns)
    except IntakeError as problem:
        reading = None
        told = problem.fix
    assert told if reading is None else reading.table is not None or reading.questions or reading.issues
