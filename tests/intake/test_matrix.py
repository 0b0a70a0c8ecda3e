"""Matrices with marks or shares in the cells become rows and columns that say what they mean."""

from __future__ import annotations

from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, read

LEVELS = ("Unaware", "Resistant", "Neutral", "Supportive", "Leading")


def _levels(*rows: tuple[str, ...]) -> dict[str, list[str]]:
    names = {"Stakeholder": [f"Group {at}" for at in range(len(rows))]}
    return names | {level: [row[at] for row in rows] for at, level in enumerate(LEVELS)}


def test_marks_under_levels_say_where_people_stand_and_should() -> None:
    rows = _levels(("", "C", "", "D", ""), ("", "", "", "", "C D"), ("c", "", "d", "", ""))
    reading = read(rows, header_row=1)
    assert (reading.kind, asked(reading)) == ("stakeholders", set())
    assert cells(reading, "current_level") == [1, 4, 0]
    assert cells(reading, "desired_level") == [3, 4, 2]
    assert any(guess.name == "levels" for guess in reading.guesses)


def test_a_mark_under_two_levels_is_left_open_and_named() -> None:
    reading = read(_levels(("C", "C", "", "D", ""), ("", "", "C", "", "D")), header_row=1)
    assert cells(reading, "current_level") == [None, 2]
    (issue,) = [one for one in reading.issues if one.code == "levels.twice"]
    assert issue.row == 2


def test_words_under_levels_are_no_marks() -> None:
    reading = read(_levels(("", "many", "", "few", ""), ("two", "", "", "", "C")), header_row=1)
    assert not any(guess.name == "levels" for guess in reading.guesses)


MATRIX = {
    "Project": ["Apollo", "Hermes", "Iris"],
    "Grow": ["60%", "", "20%"],
    "Save": ["40%", "100%", "20%"],
    "Comply": ["", "", "60%"],
}


def test_shares_of_objectives_across_become_a_row_each() -> None:
    assert asked(read(MATRIX)) == {"kind"}
    reading = read(MATRIX, answers={"kind": "alignment"})
    assert cells(reading, "project_id") == ["Apollo", "Apollo", "Hermes", "Iris", "Iris", "Iris"]
    assert cells(reading, "objective_id") == ["Grow", "Save", "Save", "Grow", "Save", "Comply"]
    assert cells(reading, "share") == [0.6, 0.4, 1.0, 0.2, 0.2, 0.6]
    assert (reading.rows_read, reading.rows_skipped) == (9, 3)


def test_a_project_list_with_one_share_is_no_matrix() -> None:
    reading = read({"Project": ["Apollo", "Hermes"], "Owner": ["Ann", "Bob"], "Grow": ["60%", "40%"]})
    assert (reading.kind, asked(reading)) == ("projects", set())


def test_ticks_bind_projects_and_objectives_without_a_share() -> None:
    ticks = {"Project": ["Apollo", "Hermes"], "Grow": ["x", ""], "Save": ["✓", "X"]}
    reading = read(ticks, kind=Kind.ALIGNMENT, header_row=1)
    assert cells(reading, "share") == [None, None, None]
    assert "alignment.ticks" in codes(reading)


def test_grades_from_one_to_five_are_no_shares() -> None:
    grades = {"Project": ["Apollo", "Hermes"], "Grow": ["5", "1"], "Save": ["3", "4"]}
    assert asked(read(grades, kind=Kind.ALIGNMENT, header_row=1)) == {"map.objective_id"}


def test_levels_above_marks_are_the_header_without_asking() -> None:
    text = "Stakeholder,Unaware,Resistant,Neutral,Supportive,Leading\n"
    text += "Finance director,,C,,D,\nWorks council,,,C,D,\nKey customer,C,,D,,\n"
    reading = read(text)
    assert cells(reading, "desired_level") == [3, 3, 2]
    assert reading.source.header_row == 1
