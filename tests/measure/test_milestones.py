"""Slip velocity, churn and first promises of many milestones, against loops over each of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.stats import theilslopes

from pmo_core.measure import milestones as formula
from pmo_core.measure.arrays import Days, Whole

NAT = np.datetime64("NaT", "D")


def reported(seed: int) -> tuple[Days, Days, Whole, int]:
    """Days told for up to nine milestones, some blank, with the day of each report."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(0, 12, 9)
    owner = np.repeat(np.arange(9), sizes)
    as_of = np.concatenate([np.sort(rng.choice(400, size, replace=False)) for size in sizes])
    told = np.datetime64("2026-01-01") + np.round(rng.normal(0, 60, owner.size)).astype("timedelta64[D]")
    told[rng.random(owner.size) < 0.2] = NAT
    return told, np.datetime64("2025-01-01") + as_of.astype("timedelta64[D]"), owner, 9


@settings(max_examples=60, deadline=None)
@given(seed=some.integers(0, 100_000))
def test_each_milestone_is_judged_as_if_it_were_alone(seed: int) -> None:
    told, as_of, owner, size = reported(seed)
    velocity = formula.velocity(told, as_of, owner, size=size)
    churn = formula.churn(told, owner, size=size)
    first = formula.first_told(told, owner, size=size)
    for one in range(size):
        there = (owner == one) & ~np.isnat(told)
        days, on = told[there].astype(int).astype(float), as_of[there].astype(int).astype(float)
        expected = theilslopes(days, on)[0] if days.size >= 3 else np.nan
        assert velocity[one] == pytest.approx(expected, nan_ok=True)
        moved = int((np.diff(days) != 0).sum()) if days.size >= 2 else np.nan
        assert churn[one] == pytest.approx(moved, nan_ok=True)
        assert np.isnat(first[one]) if not days.size else first[one] == told[there][0]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param([100, 100, 100], 0.0, id="stable"),
        pytest.param([100, 115, 130], 0.5, id="loses a day in two"),
        pytest.param([100, 130, 160], 1.0, id="never finishes"),
        pytest.param([100, 85, 70], -0.5, id="recovers"),
        pytest.param([100, 100, 400], 150 / 30, id="the middle of three slopes"),
        pytest.param([100, 115], np.nan, id="two reports are a line through anything"),
    ],
)
def test_velocity_is_days_lost_per_day(days: list[int], expected: float) -> None:
    start = np.datetime64("2026-01-01")
    told = start + np.array(days).astype("timedelta64[D]")
    on = start + (30 * np.arange(len(days))).astype("timedelta64[D]")
    found = formula.velocity(told, on, np.zeros(len(days), dtype=np.int64), size=1)[0]
    assert found == pytest.approx(expected, nan_ok=True)


def test_the_same_shift_of_all_dates_changes_neither_velocity_nor_churn() -> None:
    told, as_of, owner, size = reported(7)
    later = told + np.timedelta64(90, "D")
    for name, more in (("velocity", (as_of, owner)), ("churn", (owner,))):
        figure = getattr(formula, name)
        np.testing.assert_array_equal(figure(told, *more, size=size), figure(later, *more, size=size))


def test_reports_after_the_first_that_tells_it_done_are_left() -> None:
    actual = np.array([NAT, NAT, "2026-03-01", "2026-03-01", NAT, NAT], dtype="datetime64[D]")
    owner = np.array([0, 0, 0, 0, 1, 1])
    kept = formula.until_done(actual, owner, size=2)
    assert kept.tolist() == [True, True, True, False, True, True]


def test_the_last_place_of_nothing_chosen_is_none() -> None:
    owner = np.array([0, 0, 2])
    chosen = np.array([True, True, False])
    assert formula.last_place(chosen, owner, size=3).tolist() == [1, -1, -1]
