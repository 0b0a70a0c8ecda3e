"""Published and constructed cases of earned value and earned schedule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmo_core.measure.earned import (
    Curves,
    completion,
    earned_schedule,
    falls,
    planned_share,
    ratio,
    to_complete,
)


def one(value: float) -> np.ndarray:
    return np.array([value], dtype=np.float64)


def curve(planned: list[float]) -> Curves:
    """One project, a point per period, from 0."""
    points = np.array([0.0, *planned])
    return Curves(np.zeros(points.size, dtype=np.int64), np.arange(points.size, dtype=float), points)


def test_g9_earned_value() -> None:
    """paulgovan/PRA: BAC 100k, planned share .1 .2 .4 .7 1.0, t = 3, 35 % done, AC 36k."""
    bac, ev, ac = one(100_000), one(35_000), one(36_000)
    plan = curve([0.1, 0.2, 0.4, 0.7, 1.0])
    pv = planned_share(3, plan, size=1) * bac
    assert pv[0] == pytest.approx(40_000)
    assert (ev - pv)[0] == pytest.approx(-5_000)
    assert ratio(ev, pv)[0] == pytest.approx(0.875)
    assert ratio(ev, ac)[0] == pytest.approx(0.972222, abs=5e-7)
    whole = completion(bac, ev, cost=ac, planned=pv)
    assert whole.as_efficient[0] == pytest.approx(102857.14, abs=5e-3)
    assert whole.as_planned[0] == pytest.approx(101000)
    assert whole.pressed[0] == pytest.approx(112408.16, abs=5e-3)
    assert (bac - whole.as_efficient)[0] == pytest.approx(-2857.14, abs=5e-3)
    assert to_complete(bac, ev, cost=ac)[0] == pytest.approx(1.015625)
    es = earned_schedule(one(0.35), plan)[0]
    assert es == pytest.approx(2.75)
    assert es / 3 == pytest.approx(0.9167, abs=5e-5)
    assert 5 / (es / 3) == pytest.approx(5.4545, abs=5e-5)


def test_g10_earned_schedule() -> None:
    """Lipke 2003, constructed: EV 115 after 7 periods of a plan that ends at 220."""
    plan = curve([pv / 220 for pv in (10, 25, 45, 70, 100, 135, 170, 195, 210, 220)])
    es = earned_schedule(one(115 / 220), plan)[0]
    assert es == pytest.approx(5.4286, abs=5e-5)
    assert es / 7 == pytest.approx(0.7755, abs=5e-5)


def test_spi_returns_to_one_at_the_end_of_a_late_project_and_earned_schedule_does_not() -> None:
    plan = curve([0.25, 0.5, 0.75, 1.0])
    assert ratio(one(1.0), planned_share(8, plan, size=1))[0] == 1
    assert earned_schedule(one(1.0), plan)[0] / 8 == 0.5


def test_all_earned_is_the_first_period_in_which_all_was_planned() -> None:
    assert earned_schedule(one(1.0), curve([0.5, 1.0, 1.0, 1.0]))[0] == 2


def test_a_plan_that_falls_or_ends_too_early_gives_no_earned_schedule() -> None:
    falling, short = curve([0.5, 0.4, 1.0]), curve([0.2, 0.4])
    assert falls(falling, size=1).tolist() == [True]
    assert np.isnan(earned_schedule(one(0.45), falling)[0])
    assert np.isnan(earned_schedule(one(0.5), short)[0])
    assert earned_schedule(one(0.4), short)[0] == 2


@pytest.mark.parametrize(
    ("figure", "undefined"),
    [
        (ratio(one(5), one(0)), True),
        (ratio(one(0), one(5)), False),
        (to_complete(one(10), one(5), cost=one(10)), True),
        (to_complete(one(10), one(5), cost=one(12)), True),
        (completion(one(10), one(0), cost=one(2), planned=one(2)).as_efficient, True),
        (completion(one(10), one(0), cost=one(2), planned=one(2)).as_planned, False),
    ],
)
def test_what_divides_by_nothing_is_undefined_never_zero_or_endless(
    figure: np.ndarray, undefined: bool
) -> None:
    assert np.isnan(figure[0]) == undefined
    assert not np.isinf(figure[0])


@given(
    steps=some.lists(some.floats(0.01, 10), min_size=2, max_size=12),
    at=some.integers(1, 12),
)
def test_m15_what_goes_as_planned_is_on_time_in_both_ways(steps: list[float], at: int) -> None:
    """M15: EV = PV at every period, PV strictly increasing → SPI = SPI(t) = 1 and ES = AT."""
    planned = np.cumsum(steps) / np.sum(steps)
    at = min(at, len(steps))
    share = one(planned[at - 1])
    assert ratio(share, one(planned[at - 1]))[0] == 1
    assert earned_schedule(share, curve(planned.tolist()))[0] / at == pytest.approx(1, rel=1e-6)


@given(seed=some.integers(0, 10_000))
def test_many_projects_at_once_are_each_as_alone(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plans = [np.cumsum(rng.uniform(0.01, 1, rng.integers(2, 7))) for _ in range(4)]
    alone = [curve((plan / plan[-1]).tolist()) for plan in plans]
    share = rng.uniform(0, 1, 4)
    joined = Curves(
        np.repeat(np.arange(4), [each.day.size for each in alone]),
        np.concatenate([each.day for each in alone]),
        np.concatenate([each.planned for each in alone]),
    )
    expected = [np.interp(at, each.planned, each.day) for at, each in zip(share, alone, strict=True)]
    np.testing.assert_allclose(earned_schedule(share, joined), expected, rtol=1e-9)
    by_day = [np.interp(1.3, each.day, each.planned) for each in alone]
    np.testing.assert_allclose(planned_share(1.3, joined, size=4), by_day, rtol=1e-9)
