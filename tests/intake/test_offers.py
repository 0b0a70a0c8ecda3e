"""Words that nothing maps are named once and offered; what the user says about them is applied."""

import pytest

from pmo_core.errors import IntakeError
from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, missing, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma", "Delta", "Eps"]}
PEOPLE = {"Stakeholder": ["Ann", "Bob", "Cy", "Di", "Ed"], "Role": ["CFO", "CIO", "User", "User", "CEO"]}
STATUS = NAMES | {"Status": ["In Beschaffung", "Active", "in  beschaffung", "Vorprüfung", "Done"]}
MAPPED = {"status": "Status"}


def test_an_unknown_status_is_offered_and_the_row_loads() -> None:
    reading = read(STATUS, mapping=MAPPED)
    assert not asked(reading)
    assert [(q.id, q.field, q.column) for q in reading.offers] == [
        ("value.status.In Beschaffung", "status", "Status"),
        ("value.status.Vorprüfung", "status", "Status"),
    ]
    assert [choice.value for choice in reading.offers[0].choices][:2] == ["not_started", "in_progress"]
    assert reading.offers[0].option == '--answer "value.status.In Beschaffung=in_progress"'
    assert cells(reading, "status_standard")[0] == "unknown"


def test_the_unknown_words_stand_in_one_issue_with_their_counts() -> None:
    issues = [issue for issue in read(STATUS, mapping=MAPPED).issues if issue.code == "status.unknown"]
    assert len(issues) == 1
    assert "“In Beschaffung” (2 ×), “Vorprüfung” (1 ×)" in issues[0].problem


def test_an_answer_counts_for_every_spelling_and_the_status_stays_as_written() -> None:
    reading = read(STATUS, mapping=MAPPED, answers={"value.status.In Beschaffung": "in_progress"})
    assert cells(reading, "status_standard")[:3] == ["in_progress"] * 3
    assert cells(reading, "status")[0] == "In Beschaffung"
    assert [q.id for q in reading.offers] == ["value.status.Vorprüfung"]


def test_what_is_declared_unknown_is_not_offered_again() -> None:
    answers = {"value.status.In Beschaffung": "unknown", "value.status.Vorprüfung": "unknown"}
    reading = read(STATUS, mapping=MAPPED, answers=answers)
    assert not reading.offers
    assert "status.unknown" not in codes(reading)
    assert cells(reading, "status_standard")[0] == "unknown"


def test_an_answer_goes_before_the_known_words() -> None:
    assert (
        cells(read(STATUS, mapping=MAPPED, answers={"value.status.Active": "blocked"}), "status_standard")[1]
        == "blocked"
    )


def test_an_answer_that_no_word_can_mean_is_refused() -> None:
    with pytest.raises(IntakeError, match="not what 'Vorprüfung' can mean"):
        read(STATUS, mapping=MAPPED, answers={"value.status.Vorprüfung": "halfway"})


@pytest.mark.parametrize(
    ("rows", "header", "field", "word", "meant", "stored"),
    [
        (NAMES, "Horizon", "horizon", "Sofort", "short", "short"),
        (NAMES, "Priority", "priority", "Kanonenfutter", "5", 5.0),
        (NAMES, "Urgency", "urgency", "Brennt", "5", 5.0),
        (NAMES, "Strategic value", "long_term_value", "Riesig", "10", 10.0),
        (PEOPLE, "Influence", "power", "Gewaltig", "5", 5.0),
        (PEOPLE, "Current engagement", "current_level", "Feuer und Flamme", "leading", 4),
    ],
)
def test_own_words_of_every_kind_of_column_can_be_said(
    rows: dict[str, list[str]], header: str, field: str, word: str, meant: str, stored: object
) -> None:
    usual = {"horizon": "long", "current_level": "neutral"}.get(field, "medium")
    columns = rows | {header: [word, usual, usual, usual, usual]}
    reading = read(columns, mapping={field: header})
    assert [q.id for q in reading.offers] == [f"value.{field}.{word}"]
    assert missing(reading, field) == {2: "unparseable"}
    told = read(columns, mapping={field: header}, answers={f"value.{field}.{word}": meant})
    assert cells(told, field)[0] == stored
    assert not told.offers


def test_a_word_can_stand_for_no_value() -> None:
    columns = NAMES | {"Priority": ["Irgendwann", "high", "high", "low", "low"]}
    reading = read(columns, answers={"value.priority.Irgendwann": "missing"})
    assert missing(reading, "priority") == {2: "not_provided"}
    assert not codes(reading) & {"priority.unknown"}


def test_flags_and_directions_are_offered_too() -> None:
    columns = {
        "KPI": ["A", "B", "C"],
        "Period": ["2026-01", "2026-01", "2026-01"],
        "Value": ["1", "2", "3"],
        "Direction": ["Je mehr desto besser", "up", "down"],
        "Cumulative": ["Laufend", "yes", "no"],
    }
    told = read(
        columns,
        mapping={"direction": "Direction", "cumulative": "Cumulative"},
        answers={"value.direction.Je mehr desto besser": "higher", "value.cumulative.Laufend": "yes"},
    )
    assert cells(told, "direction") == ["higher", "higher", "lower"]
    assert cells(told, "cumulative") == [True, True, False]


def test_numbers_and_remarks_are_issues_and_never_offered() -> None:
    columns = NAMES | {"Horizon": ["long", "short", "42", "some day " * 8, "medium"]}
    reading = read(columns, mapping={"horizon": "Horizon"})
    assert not reading.offers
    assert sum(issue.code == "horizon.unreadable" for issue in reading.issues) == 2


SPLIT = PEOPLE | {
    "Influence": ["High/Position", "Low/Role", "Medium/Position", "High/Budget", "Low/Position"]
}


def test_two_values_in_one_cell_are_offered_to_be_split() -> None:
    reading = read(SPLIT, mapping={"power": "Influence"})
    assert "split.power" in {question.id for question in reading.offers}
    offer = next(question for question in reading.offers if question.id == "split.power")
    assert [(choice.value, choice.example) for choice in offer.choices] == [("first", "High/Budget → High")]
    assert set(missing(reading, "power").values()) == {"unparseable"}
    told = read(SPLIT, mapping={"power": "Influence"}, answers={"split.power": "first"})
    assert cells(told, "power") == [5.0, 1.0, 3.0, 5.0, 1.0]
    assert not told.offers


@pytest.mark.parametrize(
    ("header", "field", "texts", "stored"),
    [
        ("Power", "power", ["High/Position", "Low/Role", "Medium/Position", "High/Budget", "Low / Law"], 5.0),
        ("Interest", "interest", ["Position | High", "Role | Low", "Law | High", "Law | High", "Ask"], 5.0),
        ("Current engagement", "current_level", ["Neutral - asks", "Leading - pays"] * 2 + ["Neutral"], 2),
    ],
)
def test_a_column_of_two_values_in_a_cell_is_mapped_and_offered(
    header: str, field: str, texts: list[str], stored: object
) -> None:
    reading = read(PEOPLE | {header: texts})
    assert reading.mapping[field] == header
    offer = next(question for question in reading.offers if question.id == f"split.{field}")
    told = read(PEOPLE | {header: texts}, answers={f"split.{field}": offer.choices[0].value})
    assert cells(told, field)[0] == stored


def test_two_numbers_in_a_cell_are_no_pair_of_grade_and_reason() -> None:
    assert "power" not in read(PEOPLE | {"Power": ["12-2026", "11-2026", "12-2025", "x/y", "3|4|5"]}).mapping


def test_a_half_that_is_none_is_refused() -> None:
    with pytest.raises(IntakeError, match="no part of a cell"):
        read(SPLIT, mapping={"power": "Influence"}, answers={"split.power": "third"})


def test_two_ratings_of_a_kind_with_one_are_no_pair() -> None:
    rows = {"KPI": ["A", "B"], "Period": ["2026-01", "2026-01"], "Value": ["1", "2"]}
    reading = read(rows | {"RAG": ["Red", "Green"], "Health": ["Red", "Green"]}, kind=Kind.KPIS)
    assert "second_rating" not in reading.mapping
