"""Columns to fields: names, guards, one column per field, what is asked."""

import random

import pytest

from pmo_core.errors import IntakeError, MappingError
from pmo_core.fields import FIELDS
from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}
DOGS = {"Colour": ["blue", "red"], "Dog": ["Rex", "Bella"]}


def mapping(columns: dict[str, list[str]], **options: object) -> dict[str, str]:
    return read(columns, **options).mapping


def test_a_strong_word_inside_a_header_beats_a_weak_one() -> None:
    found = mapping(
        NAMES | {"total_baseline": ["10", "20", "30"], "wlc_baseline_incl_NCG": ["11", "21", "31"]}
    )
    assert found["whole_life_cost"] == "wlc_baseline_incl_NCG"
    assert "total_baseline" not in found.values()


def test_a_weak_word_counts_where_nothing_stronger_stands() -> None:
    found = mapping(NAMES | {"total_baseline": ["10", "20", "30"]})
    assert found["whole_life_cost"] == "total_baseline"


def test_a_column_of_texts_is_no_budget() -> None:
    reading = read(NAMES | {"Budget": ["as agreed", "see paper", "by March"]})
    assert "budget" not in reading.mapping
    assert "mapping.guard" in codes(reading)


def test_start_is_never_taken_from_created() -> None:
    assert "start" not in mapping(NAMES | {"Created": ["2026-01-01", "2026-01-02", "2026-01-03"]})


@pytest.mark.parametrize(
    "header",
    ["Budget variance", "Budget holder email", "Remaining budget", "Project manager email", "Time spent"],
)
def test_words_that_change_the_meaning_are_heeded(header: str) -> None:
    assert header not in mapping(NAMES | {header: ["100000", "200000", "300000"]}).values()


def test_a_slip_of_the_pen_is_still_found_and_said() -> None:
    reading = read(NAMES | {"Project manger": ["Ann", "Bob", "Cy"]})
    assert reading.mapping["owner"] == "Project manger"
    assert any(guess.name == "mapping" and guess.certainty == "likely" for guess in reading.guesses)


def test_a_constant_project_name_is_a_category_not_a_name() -> None:
    found = mapping(
        {
            "Issue key": ["T-1", "T-2", "T-3"],
            "Summary": ["Write", "Test", "Ship"],
            "Project name": ["Tool", "Tool", "Tool"],
            "Assignee": ["Ann", "Bob", "Cy"],
            "Project lead": ["Di", "Di", "Di"],
            "Status": ["To Do", "Done", "Done"],
        }
    )
    assert found["name"] == "Summary"
    assert found["category"] == "Project name"
    assert found["project_id"] == "Issue key"
    assert found["owner"] == "Assignee"


def test_an_owner_column_of_statuses_is_left_to_the_status() -> None:
    found = mapping(NAMES | {"Status": ["Done", "Stuck", "Working on it"], "Progress": ["10%", "20%", "30%"]})
    assert found["status"] == "Status"
    assert found["percent_complete"] == "Progress"


def test_progress_in_words_is_a_status() -> None:
    found = mapping(NAMES | {"Progress": ["Not started", "In progress", "Completed"]})
    assert found["status"] == "Progress"


def test_the_order_of_columns_changes_nothing() -> None:
    columns = {
        "Project name": ["Alpha", "Beta"],
        "Dept": ["A", "B"],
        "Region": ["North", "South"],
        "Budget (£m)": ["1.5", "2.5"],
        "Cost to date (£m)": ["0.5", "0.7"],
        "Start": ["13/01/2026", "14/01/2026"],
        "Deadline": ["13/12/2026", "14/12/2026"],
        "RAG": ["Red", "Green"],
        "State": ["Active", "Closed"],
    }
    first = read(columns, as_of=None)
    items = list(columns.items())
    for seed in range(5):
        random.Random(seed).shuffle(items)
        other = read(dict(items))
        assert other.mapping == first.mapping
        assert other.table is not None
        assert first.table is not None
        assert other.table.equals(first.table)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_with_our_own_field_names_is_recognised(kind: Kind) -> None:
    """Templates and the demo carry them; cells are read in test_reading."""
    from tests.intake.test_reading import template

    reading = read(template(kind))
    assert reading.kind is kind
    assert set(reading.mapping) == {field.name for field in FIELDS[kind]}
    assert not reading.questions


def test_an_unknown_file_asks_what_its_rows_are() -> None:
    reading = read(DOGS, header_row=1)
    assert asked(reading) == {"kind"}
    assert reading.table is None


def test_the_kind_can_be_told() -> None:
    reading = read(DOGS, header_row=1, answers={"kind": "projects"})
    assert asked(reading) == {"map.name"}
    told = read(
        DOGS,
        header_row=1,
        answers={"kind": "projects", "map.name": "Dog"},
    )
    assert told.mapping["name"] == "Dog"
    assert told.rows_loaded == 2


def test_a_told_column_is_found_regardless_of_case() -> None:
    reading = read(NAMES | {"Money": ["100000", "200000", "300000"]}, mapping={"budget": "money"})
    assert reading.mapping["budget"] == "Money"


def test_a_told_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(MappingError, match="Columns found: Project name"):
        read(NAMES, mapping={"budget": "Cost"})


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    with pytest.raises(IntakeError, match="no field 'bugdet'"):
        read(NAMES, mapping={"bugdet": "Project name"})


def test_a_field_can_be_left_without_a_column() -> None:
    found = read(NAMES | {"Budget": ["100000", "200000", "300000"]}, mapping={"budget": ""})
    assert "budget" not in found.mapping


def test_own_criteria_are_scores() -> None:
    reading = read(NAMES | {"Fit": ["1", "2.5", ""]}, mapping={"score.fit": "Fit"})
    assert reading.scores is not None
    assert reading.scores.to_pylist() == [
        {"row": 2, "name": "fit", "value": 1.0},
        {"row": 3, "name": "fit", "value": 2.5},
    ]


def test_two_years_of_one_amount_are_asked() -> None:
    reading = read(NAMES | {"Budget 2025": ["1", "2", "3"], "Budget 2026": ["4", "5", "6"]})
    assert "map.budget" in asked(reading)


def test_repeated_ratings_are_two_assessors_and_the_leading_one_is_asked() -> None:
    content = "Project name,colour_rating,colour_rating\nA,Amber,Red\nB,Green,Green\nC,,Red\n"
    reading = read(content)
    assert asked(reading) == {"rating"}
    question = next(question for question in reading.questions if question.id == "rating")
    assert [choice.value for choice in question.choices] == ["colour_rating", "colour_rating (2)"]
    assert "filled together in 2 rows of 3" in question.evidence
    apart = read("Project name,RAG,RAG\nA,Amber,\nB,,Green\nC,,Red\n").questions[0]
    assert "never filled together: RAG in 1 row, RAG (2) in 2 rows" in apart.evidence
    answered = read(content, answers={"rating": "colour_rating (2)"})
    assert answered.mapping["rating"] == "colour_rating (2)"
    assert answered.mapping["second_rating"] == "colour_rating"


def test_errors_of_a_spreadsheet_do_not_cost_a_column_its_field() -> None:
    texts = ["#REF!", "=SUM(B2:B9)", "120000"]
    reading = read(NAMES | {"Budget": texts})
    assert cells(reading, "budget") == [None, None, 120_000]
    assert {i.row for i in reading.issues if i.code == "money.unreadable"} == {2, 3}


def test_half_of_the_dates_are_better_than_none() -> None:
    reading = read(NAMES | {"Finish": ["2026-05-01", "2026-06-01", "when ready"]})
    assert "finish" in reading.mapping
    assert [i.row for i in reading.issues if i.code == "date.unreadable"] == [4]


def test_a_named_column_left_out_is_a_warning_that_names_its_cells() -> None:
    reading = read(NAMES | {"Budget": ["as agreed", "see paper", "100000"]})
    issue = next(i for i in reading.issues if i.code == "mapping.guard")
    assert (issue.severity, issue.row, issue.value) == ("warning", 2, "as agreed")
    assert "row 3: “see paper”" in issue.problem


def test_options_are_quoted_for_a_shell() -> None:
    columns = NAMES | {"Budget 2025": ["100000", "200000", "300000"], "Budget 2026": ["1", "2", "3"]}
    question = next(q for q in read(columns).questions if q.id == "map.budget")
    assert question.option == '--map "budget=Budget 2025"'


def test_a_criterion_of_ones_own_maps_by_its_name() -> None:
    reading = read(
        NAMES | {"score.fit": ["1", "2", "3"], "score.": ["1", "2", "3"], "score.note": ["a", "b", "c"]}
    )
    assert reading.mapping["score.fit"] == "score.fit"
    assert not {"score.", "score.note"} & set(reading.mapping)


def test_a_currency_column_that_is_used_is_not_left_over() -> None:
    columns = NAMES | {"Budget": ["100000", "200000", "300000"], "Currency": ["GBP", "EUR", "GBP"]}
    assert read(columns).unmapped == ()


def test_one_contested_key_is_told_in_the_singular() -> None:
    rows = {
        "Project name": ["Alpha", "Beta", "Beta", "Gamma"],
        "Status": ["Active", "Active", "Done", "Done"],
    }
    question = next(q for q in read(rows).questions if q.id == "duplicates")
    assert question.text.startswith("1 key stands")
    assert "others" not in question.evidence


def test_a_repeated_column_named_by_hand_is_the_one_that_is_named() -> None:
    text = "GMPP ID,Project name,RAG,RAG\nA1,Works,Green,Red\nA2,Pipe,Amber,Green\n"
    mapping = {"rating": "RAG", "second_rating": "RAG (2)"}
    found = read(text, mapping=mapping, answers={"rating": "RAG"})
    assert {name: found.mapping[name] for name in mapping} == mapping
    assert cells(found, "second_rating") == ["Red", "Green"]
