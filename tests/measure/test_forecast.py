"""Projections to a target: exact lines, a plain loop over scipy, and when nothing is projected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pmo_core.measure import forecast as module
from pmo_core.measure.arrays import Floats
from pmo_core.measure.forecast import AWAY, FAR, FEW, LEVEL, NO_DATE, PASSED, THERE, Forecast, forecast
from pmo_core.model import State

NAN = float("nan")
DAYS = np.array([0.0, 31, 59, 90, 120, 151, 181, 212, 243, 273])
LINE = 20 + 0.2 * DAYS
WAVES = LINE + np.array([3.0, -4, 1, 0, 5, -2, -3, 4, 2, -1])


def rising(
    values: Sequence[float] | Floats,
    days: Sequence[float] | Floats = DAYS,
    *,
    target: float = 80,
    higher: bool = True,
    due: float | None = None,
    p: float = 0.001,
) -> Forecast:
    found = np.array(values, float), np.array(days, float)
    return forecast(*found, target=target, higher_is_better=higher, due=due, rising_p=p)


@pytest.mark.parametrize(("due", "chance"), [(299, 0), (300, 1), (301, 1)])
def test_an_exact_line_has_the_exact_date_and_no_doubt(due: float, chance: float) -> None:
    found = rising(LINE, due=due)
    assert (found.state, found.reason, found.chance_reason) == (State.OK, "", "")
    assert (found.hit, found.hit_low, found.hit_high) == pytest.approx((300, 300, 300))
    assert (found.level, found.slope) == pytest.approx((74.6, 0.2))
    assert found.chance == chance
    assert found.horizon == 546


@given(
    st.integers(-50, 50).filter(bool),
    st.integers(-1000, 1000),
    st.integers(6, 12),
    st.integers(1, 400),
    st.sampled_from([0.1, 1, 7.3]),
)
def test_any_exact_line_has_its_date(slope: int, base: int, n: int, wait: int, step: float) -> None:
    days = np.arange(float(n)) * 100
    found = rising(
        (base + slope * days) * step,
        days,
        target=(base + slope * (days[-1] + wait)) * step,
        higher=slope > 0,
        due=days[-1] + wait,
    )
    assert found.hit == pytest.approx(days[-1] + wait)
    assert found.chance == 1


def by_loop(values: Floats, days: Floats, *, target: float, due: float) -> tuple[list[float], float]:
    """Waits in days and the chance as anybody would compute them, with the same random numbers."""
    slope, intercept, _, _ = stats.theilslopes(values, days)
    random = np.random.default_rng(7)
    picks = random.integers(values.size, size=(2_000, values.size))
    strays = (values - intercept - slope * days)[random.integers(values.size, size=2_000)]
    waits, met = [], 0
    for pick, stray in zip(picks, strays, strict=True):
        drawn = stats.theilslopes(values[pick], days[pick])
        level = drawn.intercept + drawn.slope * days[-1] + stray
        met += level + drawn.slope * (due - days[-1]) >= target
        waits.append(max(0.0, (target - level) / drawn.slope) if drawn.slope > 0 else np.inf)
    return waits, met / 2_000


def test_band_and_chance_are_those_of_a_plain_loop() -> None:
    found = rising(WAVES, target=85, due=320)
    waits, chance = by_loop(WAVES, DAYS, target=85, due=320)
    low, high = np.quantile(waits, [0.025, 0.975], method="inverted_cdf")
    assert found.chance == pytest.approx(chance, abs=5e-4)
    assert found.hit_low == pytest.approx(273 + low, rel=0.01)
    assert found.hit_high == pytest.approx(273 + high, rel=0.01)
    line = stats.theilslopes(WAVES, DAYS)
    assert found.hit == pytest.approx((85 - line.intercept) / line.slope)


def test_a_falling_series_is_the_mirror_image() -> None:
    up = rising(WAVES, target=85, due=320)
    down = rising(-WAVES, target=-85, higher=False, due=320)
    assert (down.hit, down.hit_low, down.hit_high) == pytest.approx((up.hit, up.hit_low, up.hit_high))
    assert (down.chance, down.level) == pytest.approx((up.chance, -(up.level or 0)))


def test_the_same_digits_come_again() -> None:
    assert rising(WAVES, due=320) == rising(WAVES, due=320)


def test_blanks_leave() -> None:
    """Metamorphic M14."""
    gap = WAVES.copy()
    gap[4] = NAN
    assert rising(gap, due=320) == rising(np.delete(WAVES, 4), np.delete(DAYS, 4), due=320)
    assert rising(gap, due=320) != rising(np.nan_to_num(gap), due=320)


@pytest.mark.parametrize(
    ("values", "days"),
    [
        pytest.param(LINE[:5], DAYS[:5], id="five readings"),
        pytest.param([*LINE[:5], NAN], DAYS[:6], id="five and a blank"),
        pytest.param(LINE[:6], [0, 0, 0, 9, 9, 9], id="two dates"),
        pytest.param([], [], id="none"),
    ],
)
def test_few_readings_are_not_projected(values: list[float], days: list[float]) -> None:
    assert rising(values, days, due=300) == Forecast(State.NOT_ENOUGH_DATA, FEW, FEW)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"target": 70}, THERE, id="met already"),
        pytest.param({"target": 70, "higher": False}, AWAY, id="rises and should fall"),
        pytest.param({"target": 20 + 0.2 * 547}, FAR, id="farther ahead than the history"),
        pytest.param({"p": 0.05}, LEVEL, id="no trend shown"),
        pytest.param({"p": NAN}, LEVEL, id="trend unknown"),
    ],
)
def test_without_a_date_there_is_a_reason(given: dict[str, float], reason: str) -> None:
    found = rising(LINE, due=300, **given)
    assert (found.state, found.reason) == (State.OK, reason)
    assert (found.hit, found.hit_low, found.hit_high) == (None, None, None)
    assert found.chance is not None


@pytest.mark.parametrize(
    ("due", "reason"), [(None, NO_DATE), (273, PASSED), (200, PASSED), (547, FAR), (546, ""), (274, "")]
)
def test_without_a_chance_there_is_a_reason(due: float | None, reason: str) -> None:
    found = rising(LINE, due=due)
    assert found.chance_reason == reason
    assert (found.chance is None) == bool(reason)


def test_without_a_trend_the_projection_is_the_level() -> None:
    found = rising(WAVES, due=500, p=0.2)
    assert found.slope == 0
    assert found.level == pytest.approx(rising(WAVES).level)
    assert found.chance == rising(WAVES, due=300, p=0.2).chance


def test_a_band_that_ends_beyond_the_history_stays_open() -> None:
    noise = np.array([9.0, -14, 11, -7, 15, -12, -3, 14, -8, 9])
    found = rising(LINE / 4 + noise, target=30)
    assert found.hit is not None
    assert found.hit_high is None
    assert found.hit_low is not None
    assert DAYS[-1] <= found.hit_low <= found.hit


def test_draws_of_some_pairs_are_near_those_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    days = np.arange(160.0) * 30
    values = np.random.default_rng(2).normal(size=160) + days / 1_000
    some = rising(values, days, target=5.5, due=5_200)
    monkeypatch.setattr(module, "DRAW_PAIRS", 160**2)
    every = rising(values, days, target=5.5, due=5_200)
    assert some.hit == every.hit
    assert some.chance == pytest.approx(every.chance, abs=0.02)
    assert some.hit_high == pytest.approx(every.hit_high, rel=0.02)
