"""Published and hand-worked cases of the shared formulas."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_core.measure import align, engage, flows, mix
from pmo_core.measure.confidence import scale_changed
from pmo_core.measure.nps import net_promoter_score

TARGET = np.array([0.7, 0.2, 0.1])


@pytest.mark.parametrize(
    ("shares", "balance", "normalised"),
    [
        pytest.param((70, 20, 10), 1.0, 1.0, id="on target"),
        pytest.param((55, 30, 15), 0.85, 0.8333, id="worked example in the docstring"),
        pytest.param((90, 8, 2), 0.80, 0.7778, id="too short"),
        pytest.param((34, 33, 33), 0.64, 0.60, id="thirds"),
        pytest.param((100, 0, 0), 0.70, 0.6667, id="all short"),
        pytest.param((0, 0, 100), 0.10, 0.0, id="all long"),
    ],
)
def test_s_mix(shares: tuple[float, ...], balance: float, normalised: float) -> None:
    distance = mix.mix_distance(np.array(shares) / 100, TARGET)
    assert 1 - distance == pytest.approx(balance, abs=5e-5)
    assert mix.normalised_balance(distance, TARGET) == pytest.approx(normalised, abs=5e-5)


@pytest.mark.parametrize(
    ("amounts", "buckets", "expected"),
    [
        pytest.param((1, 2, 3, 1), 4, 0.9211855, id="counts"),
        pytest.param((70, 20, 10), 3, 0.7298467, id="textbook mix"),
        pytest.param((5, 0, 0), 3, 0.0, id="one bucket holds all"),
        pytest.param((2, 2, 2), 3, 1.0, id="even"),
    ],
)
def test_s_even(amounts: tuple[float, ...], buckets: int, expected: float) -> None:
    assert mix.evenness(np.array(amounts, float), buckets=buckets) == pytest.approx(expected, abs=5e-8)


@pytest.mark.parametrize(
    ("values", "first", "rate", "expected"),
    [
        pytest.param((-10000, 3000, 4200, 6800), 1, 0.10, 1188.44, id="first flow after a year"),
        pytest.param((-40000, 5000, 8000, 12000, 30000), 0, 0.08, 3065.2227, id="first flow today"),
    ],
)
def test_s_npv(values: tuple[float, ...], first: int, rate: float, expected: float) -> None:
    years = np.arange(first, first + len(values), dtype=float)
    assert flows.net_present_value(np.array(values, float), years, rate=rate) == pytest.approx(
        expected, abs=5e-3
    )


def test_s_npv_less_an_outlay_today() -> None:
    values = np.array([-40000, 8000, 9200, 10000, 12000, 14500], dtype=float)
    worth = flows.net_present_value(values, np.arange(6, dtype=float), rate=0.08)
    assert worth == pytest.approx(1922.06, abs=5e-3)


def test_s_dur() -> None:
    values, years = np.array([300, 300, 200, 100, 100], dtype=float), np.arange(1, 6, dtype=float)
    assert flows.present_values(values, years, rate=0.08).sum() == pytest.approx(835.31, abs=5e-3)
    assert flows.benefit_duration(values, years, rate=0.08) == pytest.approx(2.2779, abs=5e-5)
    assert flows.quick_win_share(values, years, rate=0.08) == pytest.approx(0.3325, abs=5e-5)


def test_benefits_that_never_land_have_no_duration() -> None:
    nothing, years = np.zeros(2), np.array([1.0, 2.0])
    assert flows.benefit_duration(nothing, years, rate=0.035) is None
    assert flows.quick_win_share(nothing, years, rate=0.035) is None


def test_s_align() -> None:
    shares = np.array([[1, 0, 0], [0.5, 0.5, 0], [0, 1, 0], [0, 0, 0]])
    amounts, weights = np.array([100.0, 200, 50, 150]), np.array([0.5, 0.3, 0.2])
    spent = align.spend(amounts, shares)
    assert spent == pytest.approx([200, 150, 0])
    assert align.orphan_share(amounts, shares) == pytest.approx(0.30)
    assert align.unassigned_share(amounts, shares) == pytest.approx(0.30)
    assert align.misallocation(spent, weights) == pytest.approx(0.20)
    by_count, by_weight = align.objective_coverage(spent, weights)
    assert (by_count, by_weight) == (pytest.approx(2 / 3), pytest.approx(0.80))
    assert 1 - by_weight == pytest.approx(0.20)


def test_s_seam() -> None:
    power, interest = np.array([5.0, 5, 3, 4, 2]), np.array([4.0, 5, 4, 2, 3])
    current, desired = np.array([1.0, 3, 2, 0, 3]), np.array([3.0, 4, 3, 2, 3])
    gap = engage.level_gap(current, desired)
    assert gap == pytest.approx([2, 1, 1, 2, 0])
    assert engage.weighted_gap(power, interest, gap=gap) == pytest.approx(93)
    attained = engage.attainment(power, interest, current=current, desired=desired)
    assert attained == pytest.approx(1 - 93 / 230)
    assert attained == pytest.approx(0.5957, abs=5e-5)


@pytest.mark.parametrize(
    ("promoters", "detractors", "answers", "error"),
    [pytest.param(12, 3, 20, 16.55, id="twenty"), pytest.param(120, 30, 200, 5.23, id="two hundred")],
)
def test_s_nps(promoters: int, detractors: int, answers: int, error: float) -> None:
    found = net_promoter_score(promoters, detractors, answers=answers)
    assert found.value == pytest.approx(45)
    assert found.inputs["error"] == pytest.approx(1.96 * error, abs=0.01)


def test_five_steps_and_three_are_not_the_same_scale() -> None:
    five = ["Green", "Amber/Green", "Amber", "amber / red", "Red"] * 3
    three = ["Green", "Amber", "Red"] * 5
    assert scale_changed(five, three)
    assert scale_changed(three, five)
    assert not scale_changed(five, five)
    assert not scale_changed(three, three)
    assert not scale_changed(five, ["Green"] * 9), "nine ratings may lack the mixed steps by chance"
    assert not scale_changed(three, [None, "on fire"] * 20)
