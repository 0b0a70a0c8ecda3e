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
    rows = {"Stakehold persn": ["Ann", "Bob"], "Influence": ["High", "Low"], "Interest": ["High", "Low"]}
    reading = read(rows, kind=Kind.STAKEHOLDERS)
    assert asked(reading) == {"map.name"}


def test_a_repeat_of_a_header_can_be_mapped_by_its_own_name() -> None:
    lines = ("Project,RAG,RAG", "Alpha,Green,Red", "Beta,Amber,")
    text = "\n".join(lines)
    reading = read(text, mapping={"rating": "RAG (2)"})
    assert (reading.mapping["rating"], cells(reading, "rating")) == ("RAG (2)", ["Red", None])
    both = read(text, mapping={"rating": "rag (2)", "second_rating": "RAG"})
    assert cells(both, "second_rating") == ["Green", "Amber"]
