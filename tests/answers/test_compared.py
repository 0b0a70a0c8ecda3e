"""The mix of two states in one picture: its message, its rows, its words, its table."""

from __future__ import annotations

import pytest

from pmo_core.answers.balance import facts
from pmo_core.answers.balance.judgement import Judgement, judge
from pmo_core.answers.balance.view import ComparedView, compared_view
from pmo_core.model import Horizon
from pmo_core.scenario import PRESET_TARGET, Mix, PortfolioSettings
from tests.shelf import Shelf


def judged(shelf: Shelf, *amounts: tuple[str | None, float], target: Mix = PRESET_TARGET) -> Judgement:
    shelf.projects(*({"horizon": horizon, "budget": amount * 1e6} for horizon, amount in amounts))
    snapshot = shelf.snapshot()
    settings = PortfolioSettings(target=target)
    return judge(facts.positions(shelf.db, snapshot), as_of=snapshot.as_of, settings=settings)


def compared(
    shelf: Shelf, before: list[tuple[str | None, float]], after: list[tuple[str | None, float]]
) -> ComparedView:
    return compared_view(judged(shelf, *before), judged(shelf, *after))


ON_TARGET: list[tuple[str | None, float]] = [("short", 70), ("medium", 20), ("long", 10)]
ALL_SHORT: list[tuple[str | None, float]] = [("short", 100)]


def test_the_picture_holds_both_mixes_and_the_target(shelf: Shelf) -> None:
    found = compared(shelf, ALL_SHORT, ON_TARGET)
    assert found.title == "The share in the right horizon rises from 70 % to 100 %"
    assert list(found.mix["horizon"]) == ["Short", "Medium", "Long"]
    assert list(found.mix["now"]) == [1.0, 0.0, 0.0]
    assert list(found.mix["share"]) == pytest.approx([0.7, 0.2, 0.1])
    assert found.mix["label"].iloc[0] == "70 % · £70.0m (now 100 %)"
    assert list(found.mix["end"]) == pytest.approx([1.0, 0.2, 0.1])
    assert found.mix_alt == (
        "Share per horizon after saving: short 70 %, now 100 %, target 70 %; medium 20 %, now 0 %, "
        "target 20 %; long 10 %, now 0 %, target 10 %."
    )
    assert list(found.mix_table["Investment now"])[:3] == [100e6, 0.0, 0.0]
    assert list(found.mix_table["Investment after saving"])[:3] == [70e6, 20e6, 10e6]


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        (ON_TARGET, ALL_SHORT, "The share in the right horizon falls from 100 % to 70 %"),
        (ALL_SHORT, ALL_SHORT, "The share in the right horizon stays at 70 %"),
        (ALL_SHORT, [(None, 100.0)], "In the right horizon: no verdict, now 70 %"),
        (
            ALL_SHORT,
            [("short", 30.0), ("short", 30.0), ("short", 20.0), (None, 20.0)],
            "In the right horizon: 70 % to 90 %, now 70 %",
        ),
    ],
)
def test_the_title_says_how_the_balance_moves(
    shelf: Shelf, before: list[tuple[str | None, float]], after: list[tuple[str | None, float]], title: str
) -> None:
    assert compared(shelf, before, after).title == title


def test_what_has_no_horizon_now_is_drawn_although_it_will_have_one(shelf: Shelf) -> None:
    found = compared(shelf, [("short", 80.0), (None, 20.0)], ALL_SHORT)
    assert list(found.mix["horizon"]) == ["Short", "Medium", "Long", "Unclassified"]
    assert "unclassified 0 %, now 20 %" in found.mix_alt


def test_another_target_is_named(shelf: Shelf) -> None:
    thirds = {Horizon.SHORT: 0.4, Horizon.MEDIUM: 0.3, Horizon.LONG: 0.3}
    before, after = judged(shelf, *ON_TARGET), judged(shelf, *ON_TARGET, target=thirds)
    assert compared_view(before, after).title == (
        "The share in the right horizon falls from 100 % to 70 %, against 40/30/30 and not 70/20/10"
    )
