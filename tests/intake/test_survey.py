"""Wide surveys: a respondent per row and a question per column become an answer per row."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_core.errors import IntakeError
from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, read

SURVEY = {
    "Timestamp": ["2026-03-02", "2026-03-03", "2026-03-04"],
    "Respondent ID": ["r1", "r2", "r3"],
    "How well do you understand our goals? (1-7)": ["6", "7", ""],
    "Do you trust the team to deliver?": ["0", "5", "6"],
    "I am informed well about progress": ["Agree", "Strongly agree", "Neutral"],
    "How satisfied are you with meetings?": ["4 - satisfied", "5 - very satisfied", "1 - not at all"],
    "How many meetings did you attend?": ["3", "1", "2"],
    "What should change?": ["Fewer meetings", "", "More demos, sooner"],
    "Which tools do you use?": ["Mail; Chat", "Chat", "Mail"],
}


def test_a_survey_is_recognised_by_its_questions_and_asks_only_for_its_scale() -> None:
    reading = read(SURVEY)
    assert reading.kind is Kind.FEEDBACK
    assert asked(reading) == {"answer_scale"}
    assert reading.questions[0].choices[0].value == "0-6,1-5"


def test_each_answer_becomes_a_row_with_its_scale() -> None:
    reading = read(SURVEY, answers={"answer_scale": "0-6,1-5"})
    assert (reading.rows_read, reading.rows_loaded) == (12, 12)
    answers = list(zip(cells(reading, "respondent"), cells(reading, "answer"), strict=True))
    assert answers[:4] == [("r1", 6.0), ("r1", 0.0), ("r1", 4.0), ("r1", 4.0)]
    assert cells(reading, "scale_min")[:4] == [1, 0, 1, 1]
    assert cells(reading, "scale_max")[:4] == [7, 6, 5, 5]
    assert cells(reading, "answer")[8] is None
    assert str(cells(reading, "date")[0]) == "2026-03-02"


def test_counts_free_text_and_choices_are_left_out_and_named() -> None:
    reading = read(SURVEY)
    (left,) = [issue for issue in reading.issues if issue.code == "survey.left_out"]
    for header in ("How many meetings", "What should change?", "Which tools"):
        assert header in left.problem
    assert "layout.survey" in codes(reading)


def test_a_survey_whose_headers_name_the_scale_asks_nothing() -> None:
    columns = {f"Question {n}: how content are you? (1 to 5)": ["3", "4"] for n in range(1, 4)}
    reading = read(columns)
    assert asked(reading) == set()
    assert set(cells(reading, "scale_max")) == {5}
    assert len(set(reading.table["key"].to_pylist() if reading.table else ())) == 6


def test_statements_in_few_words_are_a_survey_if_the_user_says_so() -> None:
    columns = {"Name": ["Ann", "Bob"], "Informed": ["Agree", "Disagree"], "Heard": ["Agree", "Neutral"]}
    reading = read(columns, kind=Kind.FEEDBACK, header_row=1)
    assert cells(reading, "question") == ["Informed", "Heard"] * 2
    assert cells(reading, "answer") == [4, 4, 2, 3]


@pytest.mark.parametrize("said", ["five", "5-1", "1-5"])
def test_a_scale_that_cannot_hold_is_refused(said: str) -> None:
    with pytest.raises(IntakeError, match=r"no scale|outside"):
        read(SURVEY, answers={"answer_scale": said})


def test_the_real_survey_loads_as_feedback_with_one_answer(real: Path) -> None:
    content = (real / "stakeholder_survey" / "results-anonymized-randomized.csv").read_bytes()
    reading = read(content, label="survey.csv", answers={"answer_scale": "0-6,1-5"})
    assert (reading.kind, reading.questions) == (Kind.FEEDBACK, ())
    assert (reading.rows_loaded, len(set(cells(reading, "question")))) == (69 * 9, 9)


def test_of_many_columns_only_three_are_named() -> None:
    notes = {f"Remark number {at}": ["free text", "", "more text"] for at in range(1, 5)}
    scores = {f"Do you trust part {at} of the plan?": ["0", "5", "6"] for at in range(1, 5)}
    reading = read({**SURVEY, **scores, **notes})
    (question,) = [one for one in reading.questions if one.id == "answer_scale"]
    assert (question.evidence.count("“"), question.evidence[-11:]) == (3, "and 3 more.")
    assert question.choices[0].example == "as given: 0 to 6 for 5 questions, 1 to 5 for 1"
    (left,) = [one for one in reading.issues if one.code == "survey.left_out"]
    assert (left.problem.count("“"), left.problem.endswith("; and 4 more.")) == (3, True)
