"""Trends against full enumeration and two libraries, and their properties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pmo_core.measure import trend as module
from pmo_core.measure.arrays import Floats
from pmo_core.measure.trend import Trends, exact_chances, trends
from tests.golden.test_trends import NILE

NAN = float("nan")
FIGURES = ("s", "p", "tau", "lag1", "slope", "slope_low", "slope_high", "level")
FEW_VALUES = st.lists(st.integers(-5, 5).map(float), min_size=5, max_size=14)


def one(values: Sequence[float] | Floats, days: Sequence[float] | Floats | None = None) -> Trends:
    """A single series, slopes per day; one reading a day unless said otherwise."""
    x = np.array(values, float)
    t = np.arange(x.size, dtype=float) if days is None else np.array(days, float)
    return trends(x, t, starts=np.array([0, x.size]), per=1)


def same(found: Trends, other: Trends, *names: str) -> None:
    for name in names:
        assert getattr(found, name) == pytest.approx(getattr(other, name), nan_ok=True, abs=1e-9), name


def rises_less_falls(values: Sequence[float]) -> int:
    return sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))


def groups_of(count: int, most: int) -> Iterator[tuple[int, ...]]:
    """All ways in which so many readings can be equal to each other."""
    if not count:
        yield ()
    for size in range(min(count, most), 0, -1):
        yield from ((size, *rest) for rest in groups_of(count - size, size))


@pytest.mark.parametrize("groups", [g for n in range(1, 8) for g in groups_of(n, n)], ids=str)
def test_exact_p_is_that_of_full_enumeration(groups: tuple[int, ...]) -> None:
    """Metamorphic M13."""
    readings = [place for place, size in enumerate(groups) for _ in range(size)]
    every = np.abs([rises_less_falls(order) for order in set(permutations(readings))])
    expected = [(every >= s).mean() for s in range(int(every.max()) + 1)]
    assert exact_chances(groups) == pytest.approx(expected)


@given(st.lists(st.integers(0, 4).map(float), min_size=5, max_size=7))
def test_p_of_a_short_series_is_that_of_full_enumeration(values: list[float]) -> None:
    reached = abs(rises_less_falls(values))
    every = [abs(rises_less_falls(order)) >= reached for order in permutations(values)]
    assert one(values).p[0] == pytest.approx(np.mean(every))


@pytest.mark.parametrize("n", [5, 7, 8, 9])
def test_exact_p_without_ties_is_that_of_scipy(n: int) -> None:
    values = np.random.default_rng(n).permutation(n)
    theirs = stats.kendalltau(np.arange(n), values, method="exact")
    found = one(values)
    assert (found.p[0], found.tau[0]) == pytest.approx((theirs.pvalue, theirs.statistic))


@pytest.mark.parametrize("n", [10, 11, 25, 60])
@pytest.mark.parametrize("places", [0, 1, 6])
def test_the_test_is_that_of_pymannkendall(n: int, places: int) -> None:
    values = np.random.default_rng(n).normal(size=n).round(places)
    theirs = pymannkendall.original_test(values)
    found = one(values)
    assert found.s[0] == theirs.s
    assert (found.p[0], found.tau[0], found.slope[0]) == pytest.approx(
        (theirs.p, theirs.Tau, theirs.slope), abs=1e-12
    )


def test_five_readings_are_not_judged_by_the_normal_approximation() -> None:
    assert pymannkendall.original_test([1, 2, 3, 4, 5]).p == pytest.approx(0.0275, abs=5e-5)
    assert one([1, 2, 3, 4, 5]).p[0] == pytest.approx(1 / 60)


@pytest.mark.parametrize("n", [6, 7, 13, 40])
@pytest.mark.parametrize("ties", ["none", "values", "dates", "both"])
def test_slope_and_interval_are_those_of_scipy(n: int, ties: str) -> None:
    random = np.random.default_rng(n)
    values = random.normal(size=n).round(0 if ties in ("values", "both") else 9)
    days = np.sort(random.integers(0, n // 2, n) if ties in ("dates", "both") else random.random(n) * 900)
    theirs = stats.theilslopes(values, days)
    found = one(values, days)
    assert (found.slope[0], found.slope_low[0], found.slope_high[0]) == pytest.approx(
        (theirs.slope, theirs.low_slope, theirs.high_slope)
    )
    assert found.level[0] == pytest.approx(theirs.intercept + theirs.slope * days[-1])


def test_many_series_at_once_are_each_as_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    parts = [random.normal(size=n).round(1) for n in (0, 25, 7, 1, 25, 12, 3, 5, 25, 2, 6, 9, 7)]
    days = [np.sort(random.integers(0, 2_000, part.size)).astype(float) for part in parts]
    parts[4][3:9] = NAN
    days[8][0] = NAN
    starts = np.cumsum([0, *(part.size for part in parts)])
    monkeypatch.setattr(module, "BATCH_PAIRS", 300)
    found = trends(np.concatenate(parts), np.concatenate(days), starts=starts, per=1)
    for place, (part, dates) in enumerate(zip(parts, days, strict=True)):
        alone = one(part, dates)
        assert found.n[place] == alone.n[0]
        assert found.autocorrelated[place] == alone.autocorrelated[0]
        for name in FIGURES:
            assert getattr(found, name)[place] == pytest.approx(getattr(alone, name)[0], nan_ok=True), name


def test_no_series_have_no_trends() -> None:
    found = trends(np.array([]), np.array([]), starts=np.array([0]))
    assert found.p.shape == found.slope.shape == (0,)


@pytest.mark.parametrize(
    ("n", "there"),
    [
        (2, set()),
        (3, {"slope", "level"}),
        (4, {"slope", "level"}),
        (5, {"slope", "level", "s", "p", "tau", "lag1"}),
        (6, set(FIGURES)),
    ],
)
def test_too_few_readings_have_no_figure(n: int, there: set[str]) -> None:
    found = one([3.0, 1, 4, 1, 5, 9][:n])
    assert {name for name in FIGURES if not np.isnan(getattr(found, name)[0])} == there


def test_a_constant_series_has_no_trend() -> None:
    found = one([0.3] * 12)
    assert (found.s[0], found.p[0], found.slope[0]) == (0, 1, 0)
    assert np.isnan(found.lag1[0])
    assert not found.autocorrelated[0]
    assert not found.shown[0]


@pytest.mark.parametrize("size", [1e15, 1e-200, 1e-310])
def test_very_large_and_very_small_values_have_a_trend(size: float) -> None:
    found = one(np.array([1, -1, 3, -2, 1.5, 0.5, -1]) * size)
    assert found.p[0] == pytest.approx(one([1, -1, 3, -2, 1.5, 0.5, -1]).p[0])


def test_values_that_differ_by_rounding_alone_are_ties() -> None:
    steps = np.diff(np.cumsum([0.1] * 12))
    assert len(set(steps.tolist())) > 1
    found = one(steps)
    assert (found.s[0], found.p[0]) == (0, 1)
    assert np.isnan(found.lag1[0])


def test_real_dates_make_the_slope() -> None:
    days = np.array([0.0, 31, 59, 90, 365])
    found = trends(5 + 2 * days, days, starts=np.array([0, 5]), per=module.MONTH)
    assert found.slope[0] == pytest.approx(2 * 30.4375)
    assert found.level[0] == pytest.approx(5 + 2 * 365)


def test_readings_of_a_single_date_have_no_slope() -> None:
    found = one([1, 2, 3, 4, 5, 6], [7] * 6)
    assert np.isnan([found.slope[0], found.slope_low[0], found.level[0]]).all()


@given(FEW_VALUES)
def test_reversing_a_series_flips_the_trend_and_keeps_p(values: list[float]) -> None:
    """Metamorphic M13."""
    found, other = one(values), one(values[::-1])
    same(found, other, "p")
    assert other.s[0] == -found.s[0]
    assert other.slope[0] == pytest.approx(-found.slope[0])


@given(FEW_VALUES, st.integers(-1000, 1000))
def test_shifting_a_series_shifts_its_level_alone(values: list[float], shift: int) -> None:
    """Metamorphic M13."""
    found, other = one(values), one([value + shift for value in values])
    same(found, other, "s", "p", "tau", "slope", "slope_low", "slope_high")
    assert other.level[0] == pytest.approx(found.level[0] + shift, abs=1e-9)


@given(FEW_VALUES, st.data())
def test_a_blank_leaves_and_is_no_zero(values: list[float], data: st.DataObject) -> None:
    """Metamorphic M14."""
    place = data.draw(st.integers(0, len(values) - 1))
    days = list(map(float, range(len(values))))
    blanked = one([*values[:place], NAN, *values[place + 1 :]], days)
    without = one(values[:place] + values[place + 1 :], days[:place] + days[place + 1 :])
    assert blanked.n[0] == len(values) - 1
    same(blanked, without, *FIGURES)


def test_a_zero_in_a_gap_would_be_another_trend() -> None:
    gap, zero = one([5, 6, 7, 8, 9, 10, NAN]), one([5, 6, 7, 8, 9, 10, 0])
    assert (gap.s[0], zero.s[0]) == (15, 9)


def test_of_a_very_long_series_the_last_readings_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 60)
    found, last = one(NILE), one(NILE[40:], np.arange(40.0, 100))
    assert found.n[0] == 60
    same(found, last, *FIGURES)
