"""Properties of money against objectives, over made-up portfolios."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.answers.alignment.metric import Aligned, totals
from pmo_core.measure import align
from pmo_core.measure.arrays import Floats
from pmo_core.model import Result

unhurried = settings(deadline=None, max_examples=80)


@st.composite
def portfolios(draw: st.DrawFn) -> Aligned:
    """Up to twelve projects and five objectives: orphans, blanks and rows not assessed among them."""
    projects, objectives = draw(st.integers(2, 12)), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shares = rng.dirichlet(np.ones(objectives + 1), projects)[:, :objectives]
    shares[rng.random(shares.shape) < 0.4] = 0.0
    shares[rng.random(projects) < 0.15] = np.nan
    shares[0] = np.eye(objectives)[0]
    amounts = np.where(rng.random(projects) < 0.15, np.nan, rng.lognormal(3, 1, projects).round(2) + 1)
    amounts[0] = 10.0
    return Aligned(amounts, shares, rng.random(objectives) + 0.05)


def figures(aligned: Aligned) -> list[float]:
    results: list[Result] = list(vars(totals(aligned)).values())
    return [np.nan if one.value is None else one.value for one in results]


def same(one: Aligned, other: Aligned) -> None:
    assert figures(one) == pytest.approx(figures(other), abs=1e-9, nan_ok=True)


def assessed(aligned: Aligned) -> tuple[Floats, Floats]:
    known = ~np.isnan(aligned.amounts) & ~np.isnan(aligned.shares).any(axis=1)
    return aligned.amounts[known], aligned.shares[known]


@unhurried
@given(portfolios())
def test_nothing_is_misplaced_when_the_money_follows_the_weights(aligned: Aligned) -> None:
    spent = align.spend(*assessed(aligned))
    assert align.misallocation(spent, spent * 3) == pytest.approx(0, abs=1e-12)
    assert align.misplaced(*assessed(aligned), weights=spent).sum() == pytest.approx(0, abs=1e-9)


@unhurried
@given(portfolios(), st.floats(0.05, 0.95))
def test_splitting_a_project_in_two_changes_no_money(aligned: Aligned, part: float) -> None:
    amounts = np.append(aligned.amounts, aligned.amounts[0] * (1 - part))
    amounts[0] *= part
    shares = np.vstack([aligned.shares, aligned.shares[0]])
    before, after = totals(aligned), totals(Aligned(amounts, shares, aligned.weights))
    for name in ("alignment", "orphan_share", "unassigned_share", "misallocation", "coverage_by_weight"):
        assert getattr(after, name).value == pytest.approx(getattr(before, name).value, abs=1e-9), name


@unhurried
@given(portfolios(), st.integers(0, 1000))
def test_m3_the_order_of_projects_and_objectives_changes_nothing(aligned: Aligned, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(aligned.amounts.size), rng.permutation(aligned.weights.size)
    moved = Aligned(aligned.amounts[rows], aligned.shares[rows][:, columns], aligned.weights[columns])
    same(aligned, moved)


@unhurried
@given(portfolios(), st.floats(1e-3, 1e6), st.floats(1e-3, 1e3))
def test_m4_neither_the_unit_of_money_nor_that_of_weights_matters(
    aligned: Aligned, rate: float, scale: float
) -> None:
    same(aligned, Aligned(aligned.amounts * rate, aligned.shares, aligned.weights * scale))


@unhurried
@given(portfolios())
def test_m14_blanking_an_amount_is_not_typing_0(aligned: Aligned) -> None:
    blank = aligned.amounts.copy()
    blank[-1] = np.nan
    alone = Aligned(aligned.amounts[:-1], aligned.shares[:-1], aligned.weights)
    same(Aligned(blank, aligned.shares, aligned.weights), alone)


@unhurried
@given(portfolios())
def test_money_beyond_the_weights_adds_up_over_projects_and_over_objectives(aligned: Aligned) -> None:
    amounts, shares = assessed(aligned)
    spent = align.spend(amounts, shares)
    beyond = align.misallocation(spent, aligned.weights) * spent.sum()
    over = align.excess(spent, aligned.weights)
    assert over.sum() == pytest.approx(0, abs=1e-9)
    assert over[over > 0].sum() == pytest.approx(beyond, abs=1e-9)
    assert align.misplaced(amounts, shares, weights=aligned.weights).sum() == pytest.approx(beyond, abs=1e-9)


@unhurried
@given(portfolios())
def test_shares_stay_in_their_range(aligned: Aligned) -> None:
    found = totals(aligned)
    for name in ("orphan_share", "unassigned_share", "misallocation", "coverage", "coverage_by_weight"):
        assert 0 <= getattr(found, name).value <= 1 + 1e-12, name
    assert (found.unassigned_share.value or 0) >= (found.orphan_share.value or 0) - 1e-12


def test_dependence_names_the_greatest_project_and_none_without_money() -> None:
    shares = np.array([[1.0, 0.0], [0.5, 0.0], [1.0, 0.0]])
    share, largest = align.dependence(np.array([10.0, 100.0, 20.0]), shares)
    assert share[0] == pytest.approx(50 / 80)
    assert np.isnan(share[1])
    assert largest.tolist() == [1, -1]
    alone, place = align.dependence(np.array([3.0]), np.array([[0.2]]))
    assert (alone.tolist(), place.tolist()) == ([1.0], [0])


def test_inflation_counts_only_projects_that_serve_any() -> None:
    assert align.objectives_per_project(np.array([[0.5, 0.5, 0], [0, 0, 0], [1, 0, 0]])) == 1.5
    assert np.isnan(align.objectives_per_project(np.zeros((2, 3))))
