"""Names over several columns: those that only sort them do not hide what the columns say."""

from datetime import date

import pytest

from pmo_core.intake.mapping.candidates import candidates
from pmo_core.model import Kind
from tests.intake.by_hand import cells, read

MANAGERS_LIST = {
    "Project – No.": ["P1", "P2", "P3"],
    "Project": ["Portal", "Campus", "Network"],
    "Project – Owner": ["Ann", "Bob", "Cid"],
    "Money – Budget": ["1200000", "2400000", "850000"],
    "Money – Spent to date": ["100000", "200000", "300000"],
    "Time – Start": ["15/04/2025", "01/05/2025", "01/06/2025"],
    "Time – End": ["31/12/2026", "30/06/2027", "30/09/2028"],
    "Status – RAG": ["Green", "Amber", "Red"],
    "Status – Prio": ["1", "2", "3"],
}


def meaning(header: str) -> str | None:
    found = candidates(header, Kind.PROJECTS, near=True)
    return found[0].field if found else None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Time – End", "finish"),
        ("Termine – Ende", "finish"),
        ("Schedule - Start", "start"),
        ("Status – RAG", "rating"),
        ("Finanzen – Budget", "budget"),
        ("Project and dates – End", "finish"),
        ("Baseline – End", "baseline_finish"),
        ("Supplier – End", None),
    ],
)
def test_only_a_name_that_sorts_leaves_a_column_its_own_meaning(header: str, field: str | None) -> None:
    assert meaning(header) == field


def test_the_columns_of_a_managers_workbook_are_found_below_their_bands() -> None:
    reading = read(MANAGERS_LIST, as_of=date(2026, 10, 31))
    assert reading.unmapped == ()
    assert reading.mapping["finish"] == "Time – End"
    assert {g.certainty for g in reading.guesses if g.value == "finish ← Time – End"} == {"likely"}


@pytest.mark.parametrize(
    ("words", "stored", "offered"),
    [
        (["H1 Kern", "H2 Ausbau", "H1 Kern", "H3 Zukunft"] * 3, "short", 0),
        (["Kern", "Ausbau", "Kern", "Zukunft"] * 3, None, 3),
    ],
)
def test_a_column_named_for_the_horizon_is_taken_and_its_words_are_offered(
    words: list[str], stored: str | None, offered: int
) -> None:
    reading = read({"Project": [f"Project {n}" for n in range(12)], "Steuerung – Strat. Horizont": words})
    assert reading.mapping["horizon"] == "Steuerung – Strat. Horizont"
    assert cells(reading, "horizon")[0] == stored
    assert len([offer for offer in reading.offers if offer.field == "horizon"]) == offered
