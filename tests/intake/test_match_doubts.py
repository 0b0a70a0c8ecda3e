"""Columns that could be several things: offered, left out or asked, never guessed."""

from __future__ import annotations

import pytest

from pmo_core.errors import IntakeError
from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, read


@pytest.mark.parametrize("header", ["Value", "Score", "Wert"])
def test_a_value_that_says_neither_near_nor_far_is_offered_as_both(header: str) -> None:
    rows = {"Project": ["A", "B"], "Status": ["Active", "Done"], header: ["7", "3"]}
    reading = read(rows)
    assert [offer.id for offer in reading.offers] == ["value_field"]
    assert header in reading.unmapped
    told = read(rows, answers={"value_field": "long_term_value"})
    assert cells(told, "long_term_value") == [7, 3]
    assert told.offers == ()
    with pytest.raises(IntakeError, match="no value of a project"):
        read(rows, answers={"value_field": "worth"})


def test_a_bare_level_is_an_engagement_only_if_its_words_say_so() -> None:
    rows = {"Stakeholder": ["Ann", "Bob"], "Influence": ["High", "Low"]}
    assert cells(read({**rows, "Level": ["Supportive", "Neutral"]}), "current_level") == [3, 2]
    for texts in (["High", "Low"], ["1", "4"]):
        assert read({**rows, "Level": texts}).unmapped == ("Level",)


def test_a_required_field_under_a_header_that_is_only_near_is_asked() -> None:
    rows = {"Stkeholdr nmae": ["Ann", "Bob"], "Influence": ["High", "Low"], "Interest": ["High", "Low"]}
    reading = read(rows, kind=Kind.STAKEHOLDERS)
    assert asked(reading) == {"map.name"}


def test_a_repeat_of_a_header_can_be_mapped_by_its_own_name() -> None:
    lines = ("Project,RAG,RAG", "Alpha,Green,Red", "Beta,Amber,")
    text = "\n".join(lines)
    reading = read(text, mapping={"rating": "RAG (2)"})
    assert (reading.mapping["rating"], cells(reading, "rating")) == ("RAG (2)", ["Red", None])
    both = read(text, mapping={"rating": "rag (2)", "second_rating": "RAG"})
    assert cells(both, "second_rating") == ["Green", "Amber"]


def test_a_film_list_is_no_list_of_lessons() -> None:
    films = {"Title": ["A", "B", "C"], "Category": ["x", "y", "x"], "Description": ["one", "two", "three"]}
    reading = read(films)
    assert "kind" in asked(reading) or reading.kind is not Kind.LESSONS


def test_the_only_column_left_takes_the_required_field_if_the_kind_is_told() -> None:
    reading = read({"col1": ["Payroll", "Portal"]}, kind=Kind.PROJECTS, delimiter=",", header_row=1)
    assert (reading.mapping, asked(reading)) == ({"name": "col1"}, set())
    assert any("only column whose cells" in guess.evidence for guess in reading.guesses)


def test_a_required_field_that_no_column_can_hold_is_refused_in_a_sentence() -> None:
    with pytest.raises(IntakeError, match="Rows of kpis need a"):
        read({"value": ["01", "02", "03"]}, kind=Kind.KPIS, delimiter=",", header_row=1)


def test_a_status_column_keeps_words_that_nobody_knows_yet() -> None:
    rows = {"Project": ["A", "B", "C", "D"], "Status": ["W toku", "Zrobione", "Nowe", "Czeka"]}
    assert read(rows).mapping["status"] == "Status"


def test_a_resource_plan_is_no_list_of_stakeholders() -> None:
    rows = {"Name": ["Ann Lee", "Bob Ray"], "Role": ["PM", "Developer"]}
    rows |= {month: ["80%", "100%"] for month in ("Jan-26", "Feb-26", "Mar-26")}
    assert asked(read(rows)) == {"kind"}


def test_money_under_a_header_that_nothing_maps_is_named() -> None:
    rows = {"Project": ["A", "B"], "Outlay": ["1,2 Mio. €", "850 Tsd. €"], "Status": ["Active", "Done"]}
    (issue,) = [one for one in read(rows).issues if one.code == "mapping.money_unused"]
    assert (issue.column, "--map budget=Outlay" in issue.fix) == ("Outlay", True)
    assert not any(one.code == issue.code for one in read({**rows, "Budget": ["€5", "€6"]}).issues)
