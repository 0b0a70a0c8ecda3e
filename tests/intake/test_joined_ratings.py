"""Two columns of ratings of which each row fills one: either leads, or both are one list."""

import pytest

from tests.intake.by_hand import asked, cells, missing, read

JOINED = {"rating": "joined"}


def test_two_ratings_that_are_never_both_filled_may_be_one_list() -> None:
    content = "Project name,RAG,RAG\nA,Amber,\nB,,Green\nC,,Red\n"
    question = read(content).questions[0]
    assert [choice.value for choice in question.choices] == ["RAG", "RAG (2)", "joined"]
    reading = read(content, answers=JOINED)
    assert cells(reading, "rating") == ["Amber", "Green", "Red"]
    assert set(cells(reading, "second_rating")) == {None}
    assert reading.unmapped == ()
    evidence = next(guess.evidence for guess in reading.guesses if guess.value == "joined")
    assert evidence == "as you said: RAG holds 1 of the ratings, RAG (2) 2"


@pytest.mark.parametrize("told", [{}, {"rating": "RAG"}])
def test_a_joined_list_keeps_why_a_rating_is_missing(told: dict[str, str]) -> None:
    exempt = "Exempt under Section 43"
    content = f"Project name,RAG,RAG\nA,Amber,\nB,,Green\nC,{exempt},{exempt}\nD,,{exempt}\n"
    reading = read(content, answers=JOINED, mapping=told)  # the column is told by the memory
    assert cells(reading, "rating") == ["Amber", "Green", None, None]
    assert missing(reading, "rating") == {4: "withheld", 5: "withheld"}


def test_two_ratings_that_stand_together_are_no_single_list() -> None:
    content = "Project name,RAG,RAG\nA,Amber,Red\nB,,Green\nC,,Red\n"
    assert [choice.value for choice in read(content).questions[0].choices] == ["RAG", "RAG (2)"]
    assert asked(read(content, answers=JOINED)) == {"rating"}
