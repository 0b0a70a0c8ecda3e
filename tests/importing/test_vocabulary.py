"""The words of a file with what each of them was taken to mean."""

from __future__ import annotations

from pmo_core.importing.vocabulary import vocabulary
from tests.intake.by_hand import read

ROWS = {
    "Project ID": ["P1", "P2", "P3", "P4", "P5"],
    "Project": ["Alpha", "Beta", "Gamma", "Delta", "Eta"],
    "Status": ["In Progress", "Frobbed", "In Progress", "Done", ""],
    "RAG": ["Amber/Red", "amber/red", "Exempt under Section 43", "Purple", "n/a"],
}


def test_every_word_is_counted_with_its_meaning() -> None:
    words = {(word.field, word.text): (word.meaning, word.rows) for word in vocabulary(read(ROWS), {})}
    assert words == {
        ("status", "In Progress"): ("in_progress", 2),
        ("status", "Frobbed"): (None, 1),
        ("status", "Done"): ("done", 1),
        ("rating", "Amber/Red"): ("amber/red", 1),
        ("rating", "amber/red"): ("amber/red", 1),
        ("rating", "Exempt under Section 43"): ("withheld", 1),
        ("rating", "Purple"): (None, 1),
        ("rating", "n/a"): ("not_applicable", 1),
    }


def test_a_meaning_that_was_told_is_the_meaning_shown() -> None:
    (frobbed,) = [
        word
        for word in vocabulary(read(ROWS, answers={"value.status.Frobbed": "blocked"}), {})
        if word.text == "Frobbed"
    ]
    assert frobbed.meaning == "blocked"
    assert "in_progress" in frobbed.choices


def test_columns_that_became_rows_have_no_words_of_their_own() -> None:
    reading = read({"KPI": ["Uptime"], "2026-01": ["1"], "2026-02": ["2"], "2026-03": ["3"]})
    assert reading.rows_loaded == 3
    assert vocabulary(reading, {}) == []


def test_a_label_that_stays_as_written_means_what_was_said_of_it() -> None:
    said = {"value.rating.gelb": "amber"}
    rows = {"Project": ["A", "B", "C"], "Ampel": ["grün", "gelb", "rot"]}
    found = {word.text: word.meaning for word in vocabulary(read(rows, answers=said), said)}
    assert found == {"grün": "green", "gelb": "amber", "rot": "red"}
