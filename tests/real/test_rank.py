"""`rank` on the return of 2021: ratings, dates and costs, but no scores; checked by plain arithmetic."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run
from tests.real import plain

pytestmark = pytest.mark.real

AS_OF = date(2021, 3, 31)
STEPS = dict(zip(plain.STEPS, (1.0, 0.75, 0.5, 0.25, 0.0), strict=True))
ALL = 184
TEN_YEARS = 120


@pytest.fixture
def ranked(run: Run, real: Path) -> dict[str, Any]:
    words = ["--as-of", "2021-03-31", "--answer", "money_unit=million", "--currency", "GBP"]
    assert run("import", str(real / "uk_gmpp" / "uk_2021.csv"), *words)[0] == 0
    return run("rank")[1]


def by_hand(project: dict[str, str]) -> float | None:
    """Half the rating, half how soon it finishes within ten years; None without either."""
    label, finish = plain.rating(project["rating"]), plain.day(project["finish"])
    if label is None or finish is None or finish < AS_OF:
        return None
    months = (finish.year - AS_OF.year) * 12 + finish.month - AS_OF.month + (finish.day > AS_OF.day)
    return STEPS[label] / 2 + (1 - min(months, TEN_YEARS) / TEN_YEARS) / 2


def test_the_order_is_that_of_rating_and_finish(ranked: dict[str, Any], real: Path) -> None:
    wanted = {p["id"]: by_hand(dict(p)) for p in plain.gmpp(real, 2021).projects}
    found = {row["id"]: row["score"] for row in ranked["projects"]}
    assert found == pytest.approx(wanted)
    held = sorted((score for score in wanted.values() if score is not None), reverse=True)
    for row in ranked["projects"]:
        above = None if row["score"] is None else 1 + sum(score > row["score"] + 1e-9 for score in held)
        assert row["rank"] == above
    assert (len(found), ranked["ranked"]) == (ALL, len(held))


def test_it_says_that_this_is_no_order_of_worth(ranked: dict[str, Any]) -> None:
    assert {one["id"]: (one["weight"], one["low"], one["high"]) for one in ranked["criteria"]} == {
        "confidence": (0.5, 0, 100),
        "months_to_finish": (0.5, 0, TEN_YEARS),
    }
    assert any(note.startswith("This is no order of worth") for note in ranked["notes"])


def test_a_project_without_rating_or_finish_has_a_range_and_says_why(ranked: dict[str, Any]) -> None:
    open_ones = [row for row in ranked["projects"] if row["rank"] is None]
    assert open_ones
    for row in open_ones:
        assert row["top_share"] is None
        assert row["reason"].startswith("No value for ")
        if row["score_low"] is not None:
            assert row["score_high"] - row["score_low"] == pytest.approx(0.5)
            assert row["rank_low"] <= row["rank_high"]


def test_weights_on_what_is_off_turn_it_on(run: Run, ranked: dict[str, Any]) -> None:
    _, cheap = run("rank", "--weights", "cost=1", "--samples", "100")
    (cost,) = cheap["criteria"]
    assert (cost["source"], cost["unit"], cost["high"], cost["suggested_scale"]) == (
        "whole_life_cost",
        "GBP",
        5e10,
        True,
    )
    assert ranked["criteria"] != cheap["criteria"]
