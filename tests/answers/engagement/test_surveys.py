"""Surveys: who responded, what was answered, and what is no net promoter score."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmo_core.answers.engagement.surveys import Survey, read_surveys
from pmo_core.model import Kind, State
from tests.shelf import Shelf

NPS = {"question": "Would you recommend us?", "scale_min": 0.0, "scale_max": 10.0}
EARLY = {"question": "I hear early enough", "scale_min": 1.0, "scale_max": 5.0}


def surveys(shelf: Shelf, *rows: dict[str, Any]) -> tuple[Survey, ...]:
    shelf.lay(Kind.FEEDBACK, rows, keys=[f"f{place}" for place in range(len(rows))])
    return read_surveys(shelf.db, shelf.snapshot(date(2026, 3, 31)))


def answer(
    who: str | None, value: float | None, on: str | None = "2026-03-01", **fields: Any
) -> dict[str, Any]:
    return {"respondent": who, "answer": value, "date": on and date.fromisoformat(on), **fields}


def test_who_answered_anything_responded(shelf: Shelf) -> None:
    (only,) = surveys(
        shelf,
        answer("R1", 9, **NPS),
        answer("R1", None, **EARLY),
        answer("R2", None, **NPS),
        answer("R2", None, **EARLY),
    )
    assert (only.response.value, only.response.n_used, only.response.n_total) == (0.5, 1, 2)
    assert [(one.text, one.asked, one.n) for one in only.questions] == [
        ("I hear early enough", 2, 0),
        ("Would you recommend us?", 2, 1),
    ]
    assert only.questions[0].above is None


def test_a_month_of_silence_begins_another_survey(shelf: Shelf) -> None:
    found = surveys(
        shelf,
        answer("R1", 4, "2025-03-01", **EARLY),
        answer("R2", 3, "2025-03-25", **EARLY),
        answer("R3", 2, "2025-04-20", **EARLY),
        answer("R1", 5, "2026-03-01", **EARLY),
        answer("R1", 5, "2026-04-01", **EARLY),
        answer("R4", 1, None, **EARLY),
    )
    assert [(one.first, one.last) for one in found] == [
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(2025, 3, 1), date(2025, 4, 20)),
        (None, None),
    ]
    assert found[1].questions[0].answers == ((2, 1), (3, 1), (4, 1))
    assert found[1].questions[0].above == pytest.approx(1 / 3)


def test_only_a_recommendation_from_0_to_10_is_a_score(shelf: Shelf) -> None:
    seven = {"question": "Would you recommend us?", "scale_min": 1.0, "scale_max": 7.0}
    liked = {"question": "How satisfied are you?", "scale_min": 0.0, "scale_max": 10.0}
    german = {"question": "Würden Sie uns weiterempfehlen?", "scale_min": 0.0, "scale_max": 10.0}
    rows = [answer(f"R{n}", 9.0 if n < 8 else 3.0, **german) for n in range(12)]
    (only,) = surveys(shelf, *rows, answer("R1", 7, **seven), answer("R1", 9, **liked))
    scored = {one.text: one.nps for one in only.questions}
    assert [text for text, score in scored.items() if score is not None] == [
        "Würden Sie uns weiterempfehlen?"
    ]
    assert only.nps is not None
    assert only.nps.value == pytest.approx(100 * (8 - 4) / 12)


def test_answers_of_nobody_do_not_say_who_was_asked(shelf: Shelf) -> None:
    (only,) = surveys(shelf, answer(None, 4, **EARLY), answer(None, None, **EARLY))
    assert (only.response.state, only.nameless) == (State.NOT_MEASURED, 2)
    assert (only.questions[0].asked, only.questions[0].n) == (2, 1)


def test_without_feedback_there_is_no_survey(shelf: Shelf) -> None:
    shelf.projects({})
    assert read_surveys(shelf.db, shelf.snapshot()) == ()
