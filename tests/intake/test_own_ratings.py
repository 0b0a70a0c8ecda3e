"""Rating columns with labels of their own: kept as published, named once, offered with what they may mean."""

import pytest

from pmo_core.errors import IntakeError
from tests.intake.by_hand import cells, codes, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma", "Delta"]}


@pytest.mark.parametrize(
    "labels",
    [
        ["Sonnig", "Bewölkt", "Regen", "Sonnig"],
        ["A", "B", "C", "A"],
        ["A", "B", "B", "A"],
        ["1", "2", "3", "1"],
        ["Green", "Blue", "On hold", "Red"],
        ["High", "Low", "Medium", "High"],
        ["On track", "At risk", "Off track", "On track"],
    ],
)
def test_labels_on_no_known_scale_are_kept_and_offered(labels: list[str]) -> None:
    reading = read(NAMES | {"RAG": labels})
    assert cells(reading, "rating") == labels
    off = {label for label in labels if label not in {"Green", "Red"}}
    assert {offer.id for offer in reading.offers} == {f"value.rating.{label}" for label in off}
    offer = reading.offers[0]
    assert [choice.value for choice in offer.choices] == [
        "green",
        "amber/green",
        "amber",
        "amber/red",
        "red",
        "none",
    ]
    assert offer.choices[1].example.endswith(" → confidence 75 of 100")
    assert [issue.code for issue in reading.issues].count("rating.unknown") == 1


def test_a_letter_beside_colours_is_a_label_of_its_own() -> None:
    reading = read(NAMES | {"RAG": ["A", "R", "G", "C"]})
    assert cells(reading, "rating") == ["Amber", "Red", "Green", "C"]
    assert [offer.id for offer in reading.offers] == ["value.rating.C"]


def test_single_letters_of_colours_are_colours() -> None:
    reading = read(NAMES | {"RAG": ["A", "R", "G", "A"]})
    assert cells(reading, "rating") == ["Amber", "Red", "Green", "Amber"]
    assert not reading.offers


@pytest.mark.parametrize(
    "texts",
    [
        ["87", "92", "45", "60"],
        ["85%", "90%", "20%", "40%"],
        [
            "The supplier is late again",
            "Nothing to say about this",
            "All went well this month",
            "We need a decision",
        ],
    ],
)
def test_scores_and_remarks_are_no_labels(texts: list[str]) -> None:
    assert "rating" not in read(NAMES | {"RAG": texts}).mapping


def test_a_label_that_was_explained_is_asked_no_more_and_stays_as_published() -> None:
    reading = read(
        NAMES | {"RAG": ["Sonnig", "sonnig", "Green", "Red"]}, answers={"value.rating.Sonnig": "green"}
    )
    assert cells(reading, "rating") == ["Sonnig", "sonnig", "Green", "Red"]
    assert not reading.offers
    assert "rating.unknown" not in codes(reading)
    [settings] = reading.beside
    assert settings.table is not None
    assert settings.table.select(["name", "value"]).to_pylist() == [
        {"name": "rating_scores.sonnig", "value": "100.0"}
    ]


def test_a_rating_that_is_no_step_is_refused() -> None:
    with pytest.raises(IntakeError, match="not what 'Sonnig' can mean"):
        read(NAMES | {"RAG": ["Sonnig", "Green", "Red", "Red"]}, answers={"value.rating.Sonnig": "lovely"})


def test_words_that_are_no_rating_are_no_steps_of_the_scale() -> None:
    reading = read(NAMES | {"RAG": ["Amber", "Red", "Green", "Reset"]})
    guess = next(guess for guess in reading.guesses if guess.name == "rating_scale")
    assert (guess.value, guess.evidence) == (
        "3 steps",
        "RAG: Amber, Green, Red; “Reset” is on no known scale",
    )
    issue = next(issue for issue in reading.issues if issue.code == "rating.unknown")
    assert issue.problem.startswith("1 cell holds a rating that is on no known scale: “Reset” (1 ×). Kept")


def test_a_colour_without_a_score_is_said_to_count_for_nothing_until_it_is_placed() -> None:
    reading = read(NAMES | {"RAG": ["Yellow", "Red", "Green", "Yellow"]})
    guess = next(guess for guess in reading.guesses if guess.name == "rating_scale")
    assert guess.value == "3 steps"
    assert guess.evidence.endswith("; “Yellow” is not rated until you say what it means")
    issue = next(issue for issue in reading.issues if issue.code == "rating.unknown")
    assert "without a place between green and red: “Yellow” (2 ×)" in issue.problem
    assert issue.fix.endswith("value.rating.Yellow=amber.")
    placed = read(
        NAMES | {"RAG": ["Yellow", "Red", "Green", "Yellow"]}, answers={"value.rating.Yellow": "amber"}
    )
    assert "rating.unknown" not in codes(placed)
    assert not any("until" in guess.evidence for guess in placed.guesses)
