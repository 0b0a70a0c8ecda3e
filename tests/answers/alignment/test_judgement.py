from __future__ import annotations

import numpy as np
import pytest

from pmo_core.errors import ScenarioError
from pmo_core.model import Kind, State
from tests.answers.alignment.strategy import BUDGETS, judge, lay, read
from tests.shelf import AS_OF, Shelf


def test_s_align_holds_for_a_stored_portfolio(shelf: Shelf) -> None:
    lay(shelf)
    found = judge(shelf)
    assert found.spend.tolist() == [200, 150, 0]
    assert found.totals.orphan_share.value == pytest.approx(0.30)
    assert found.totals.misallocation.value == pytest.approx(0.20)
    assert found.totals.coverage.value == pytest.approx(2 / 3)
    assert found.totals.coverage_by_weight.value == pytest.approx(0.80)
    assert found.totals.alignment.value == pytest.approx(100 * 0.7 * 0.8)
    assert found.unfunded == (2,)
    assert found.orphans == (3,)
    assert found.orphan_money == 150


def test_money_above_and_below_the_weights_adds_up_to_the_misallocation(shelf: Shelf) -> None:
    lay(shelf)
    found = judge(shelf)
    assert found.gap.tolist() == pytest.approx([200 - 175, 150 - 105, -70])
    assert np.nansum(found.misplaced) == pytest.approx(0.20 * 350)
    assert found.misplaced.tolist() == pytest.approx([12.5, 12.5 + 30, 15, 0])


def test_the_greatest_project_of_each_objective_is_named_with_its_share(shelf: Shelf) -> None:
    lay(shelf)
    found = judge(shelf)
    assert found.dependence[:2].tolist() == pytest.approx([100 / 200, 100 / 150])
    assert np.isnan(found.dependence[2])
    assert found.largest.tolist() == [0, 1, -1]
    assert found.totals.per_project.value == pytest.approx(4 / 3)


def test_objectives_without_any_weight_count_the_same_and_it_is_said(shelf: Shelf) -> None:
    lay(shelf, A=None, B=None)
    found = judge(shelf)
    assert found.weighing.origin == "equal"
    assert found.weighing.values.tolist() == [0.5, 0.5]
    assert "equal" in str(found.totals.alignment.inputs["weights"])


def test_objectives_of_which_some_have_no_weight_ask_for_them(shelf: Shelf) -> None:
    lay(shelf, A=0.5, B=None)
    found = judge(shelf)
    assert found.totals.misallocation.state is State.NOT_MEASURED
    assert "1 of 2 objectives have no weight" in found.totals.misallocation.reason
    assert found.totals.orphan_share.value == pytest.approx(0.30)
    assert np.isnan(found.gap).all()
    assert judge(shelf, A=1, B=1).totals.misallocation.value == pytest.approx(25 / 350)


def test_without_links_nothing_is_an_orphan(shelf: Shelf) -> None:
    lay(shelf, links=())
    found = judge(shelf)
    assert found.totals.orphan_share.state is State.NOT_MEASURED
    assert "alignment table" in found.totals.orphan_share.reason
    assert found.orphans == ()
    assert found.unfunded == ()


def test_a_project_without_a_share_where_others_have_one_leaves_both_sums(shelf: Shelf) -> None:
    lay(shelf, links=(("P1", "A", 1.0), ("P2", "B", None), ("P3", "B", 1.0)))
    found = judge(shelf)
    assert found.facts.unscored.tolist() == [False, True, False, False]
    assert found.totals.orphan_share.value == pytest.approx(150 / 300)
    assert found.totals.orphan_share.coverage == pytest.approx(300 / 500)
    assert found.totals.orphan_share.n_used == 3


def test_shares_above_one_are_counted_and_leave_both_sums(shelf: Shelf) -> None:
    lay(shelf, links=(("P1", "A", 0.8), ("P1", "B", 0.4), ("P3", "B", 1.0)))
    found = judge(shelf)
    assert found.too_much == (0,)
    assert found.facts.sums[0] == pytest.approx(1.2)
    assert not found.counted[0]


def test_references_that_lead_nowhere_are_named_and_a_finished_project_is_none(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0}, {"budget": 2.0, "status_standard": "done"})
    shelf.objectives(A=1.0)
    shelf.alignment(("P1", "A", 0.5), ("P1", "Z", 0.5), ("P2", "A", 1.0), ("P9", "A", 1.0))
    facts = read(shelf)
    assert facts.unknown_projects == (("P9", 1),)
    assert facts.unknown_objectives == (("Z", 1),)


def test_links_come_from_the_projects_where_there_is_no_table(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 100.0, "objective": ["a"]}, {"budget": 50.0, "objective": ["A", "B"]}, {"budget": 10.0}
    )
    shelf.objectives(A=0.5, B=0.5)
    found = judge(shelf)
    assert (found.facts.origin, found.facts.split) == ("column", True)
    assert found.spend.tolist() == [125, 25]
    assert found.orphans == (2,)


def test_a_table_counts_before_what_the_projects_name(shelf: Shelf) -> None:
    shelf.projects({"budget": 100.0, "objective": ["A"]})
    shelf.objectives(A=0.5, B=0.5)
    shelf.alignment(("P1", "B", 1.0))
    assert judge(shelf).spend.tolist() == [0, 100]


def test_objectives_that_only_projects_name_have_money_but_no_verdict(shelf: Shelf) -> None:
    shelf.projects({"budget": 100.0, "objective": ["Grow"]}, {"budget": 50.0, "objective": ["grow ", "Save"]})
    found = judge(shelf)
    assert [one.label for one in found.facts.objectives] == ["Grow", "Save"]
    assert found.spend.tolist() == [125, 25]
    assert "only named by the projects" in found.totals.misallocation.reason
    assert found.totals.orphan_share.value == 0


def test_weights_that_cannot_hold_are_refused(shelf: Shelf) -> None:
    lay(shelf)
    with pytest.raises(ScenarioError, match="no objective 'Z'"):
        judge(shelf, Z=1)
    with pytest.raises(ScenarioError, match="cannot hold"):
        judge(shelf, A=-1)
    assert "add up to 0" in judge(shelf, A=0, B=0, C=0).totals.misallocation.reason


def test_some_of_the_projects_are_judged_alone(shelf: Shelf) -> None:
    lay(shelf)
    facts = read(shelf)
    part = facts.among(np.array([True, False, False, True]))
    assert part.held.amounts.tolist() == [BUDGETS[0], BUDGETS[3]]
    assert part.shares.tolist() == [[1, 0, 0], [0, 0, 0]]


def test_money_is_split_by_the_horizon_of_its_projects(shelf: Shelf) -> None:
    shelf.projects({"budget": 100.0, "horizon": "short"}, {"budget": 60.0, "horizon": "long"})
    shelf.objectives(A=1.0, B=1.0)
    shelf.alignment(("P1", "A", 1.0), ("P2", "A", 0.5), ("P2", "B", 0.5))
    assert judge(shelf).by_horizon.tolist() == [[100, 0], [0, 0], [30, 30], [0, 0]]


def test_amounts_in_another_currency_stay_out(shelf: Shelf) -> None:
    shelf.projects({"budget": 100.0}, {"budget": 900.0, "currency": "EUR"}, {"budget": 850.0})
    shelf.objectives(A=1.0)
    shelf.alignment(("P1", "A", 1.0), ("P2", "A", 1.0))
    found = judge(shelf)
    assert found.spend.tolist() == [100]
    assert found.totals.orphan_share.value == pytest.approx(850 / 950)


def test_a_link_of_an_earlier_date_does_not_count(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "P1", "budget": 1.0, "objective": ["A"], "as_of": AS_OF.replace(year=2025)},
        {"project_id": "P1", "budget": 1.0, "objective": ["B"]},
    )
    shelf.lay(Kind.OBJECTIVES, [{"name": "A"}, {"name": "B"}], keys=["a", "b"])
    assert judge(shelf).spend.tolist() == [0, 1]


def test_weights_of_some_leave_the_rest_to_the_others_as_before(shelf: Shelf) -> None:
    lay(shelf)
    assert judge(shelf, A=0.75).weighing.values.tolist() == pytest.approx([0.75, 0.15, 0.10])
    assert judge(shelf, A=75).weighing.values.tolist() == pytest.approx([0.75, 0.15, 0.10])
    assert judge(shelf, A=3, B=1, C=0).weighing.values.tolist() == pytest.approx([0.75, 0.25, 0])
    with pytest.raises(ScenarioError, match="add up to 120 %"):
        judge(shelf, A=60, B=60)
