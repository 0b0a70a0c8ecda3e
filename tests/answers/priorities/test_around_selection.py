"""What lies around the best portfolio: prices, repairs, more money, other weights, pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_core.answers.priorities import around_words, selection_chart, selection_tables
from pmo_core.answers.priorities.facts import gather
from pmo_core.answers.priorities.selection import (
    advised,
    curve,
    mendings,
    more_money,
    now_against_later,
    off_target,
    often,
    price_of_balance,
    refined,
    select,
)
from pmo_core.answers.priorities.selection_view import frontier_title
from pmo_core.model import Horizon
from tests.answers.priorities.funding import asked, lay
from tests.shelf import Shelf

EVEN = {Horizon.SHORT: 0.5, Horizon.MEDIUM: 0.0, Horizon.LONG: 0.5}


def test_the_price_of_shares_and_the_cheapest_repair_are_said_with_names(shelf: Shelf) -> None:
    held = select(asked(lay(shelf), shares={"horizon:long": (0.7, 0.8)}))
    price = price_of_balance(held)
    assert price is not None
    assert price.value > 0
    assert "of the value" in around_words.price_sentence(price, held.question)
    free = select(asked(held.question.gathered))
    assert price_of_balance(free) is None
    repairs = list(mendings(free, EVEN))
    assert [each.after <= at for each, at in zip(repairs, (0.05, 0.1), strict=False)]
    best = advised(repairs)
    if best is not None:
        said = around_words.repair_sentence(best, free.question)
        assert "of the selected money sits in the wrong horizon" in said


def test_a_mix_on_target_needs_no_repair(shelf: Shelf) -> None:
    found = select(asked(lay(shelf), 606))
    spent = found.question.problem.cost
    short = float(spent[::2].sum() / spent.sum())
    target = {Horizon.SHORT: short, Horizon.MEDIUM: 0.0, Horizon.LONG: 1 - short}
    assert list(mendings(found, target)) == []
    assert off_target(found, target) == pytest.approx(0, abs=1e-9)
    assert around_words.near_target(0.0, spent=1).endswith("nothing to mend.")
    assert "no selection under these rules comes nearer" in around_words.near_target(0.6, spent=1)
    assert advised([]) is None
    assert around_words.repair_sentence(None, found.question) == ""


def test_to_drop_everything_is_no_repair(shelf: Shelf) -> None:
    """What spends nothing is in no horizon, neither the wrong nor the right one."""
    shelf.projects({"name": "Portal", "budget": 9.0, "planned_benefit": 5.0, "horizon": "short"})
    gathered = gather(shelf.db, shelf.snapshot())
    assert list(mendings(select(asked(gathered, 10)), EVEN)) == []
    nothing = select(asked(gathered, 1))
    assert list(mendings(nothing, EVEN)) == []
    assert "no mix to mend" in around_words.near_target(0.0, spent=nothing.chosen.cost)


def test_worthless_projects_need_no_repair(shelf: Shelf) -> None:
    shelf.projects({"name": "Portal", "budget": 9.0, "planned_benefit": 0.0, "horizon": "short"})
    found = select(asked(gather(shelf.db, shelf.snapshot()), 10))
    assert list(mendings(found, EVEN)) == []
    assert frontier_title(found, curve(found)) == "£10 buys nothing, for there is no value to be had"


def test_more_money_is_said_by_what_it_adds(shelf: Shelf) -> None:
    found = select(asked(lay(shelf)))
    none, some = more_money(found, [1, 60])
    assert around_words.more_sentence(none, found.question) == "The next £1 buys nothing more."
    assert around_words.more_sentence(some, found.question).startswith("The next £60 buys £")
    assert [extra.amount for extra in more_money(found)] == [1.7, 8.2, 16]


def test_the_frontier_holds_the_budget_of_the_plan_and_is_refined_point_by_point(shelf: Shelf) -> None:
    found = select(asked(lay(shelf), shares={"horizon:long": (0.2, 1.0)}))
    first = curve(found)
    assert 165 in first.budgets
    assert np.isnan(first.value).all()
    last = list(refined(found.question, first))[-1]
    assert not np.isnan(last.value).any()
    assert (np.diff(last.value) >= -1e-9).all()
    assert last.value[first.budgets == 165][0] == pytest.approx(found.chosen.value)
    rows = selection_tables.frontier_rows(found, last)
    habits = {"Cut the list", "Skip and go on", "Value per cost"}
    assert set(rows["kind"]) == {"Bound", "Solved", "Best for this budget", *habits}
    assert "£165 buys" in frontier_title(found, last)
    assert selection_chart.frontier_spec()["layer"]


def test_short_term_against_long_term_value_is_drawn_where_both_are_known(shelf: Shelf) -> None:
    found = select(asked(lay(shelf)))
    points = list(now_against_later(found.question))
    assert len(points) > 1
    rows = selection_tables.trade_rows(found, points)
    assert rows["kind"].iloc[-1] == "Best for this budget"
    assert selection_chart.trade_spec(dark=True)["layer"]
    blank = {"short_term_value": np.full(10, np.nan)}
    gathered = found.question.gathered
    unknown = replace(gathered, figures={**gathered.figures, **blank})
    assert list(now_against_later(replace(found.question, gathered=unknown))) == []


def test_decide_discuss_and_drop_count_only_who_can_be_decided_on(shelf: Shelf) -> None:
    found = select(asked(lay(shelf, {"name": "Bare"}), value="score"))
    counted = often(found.question, samples=20)
    assert counted is not None
    decided = counted.core | counted.borderline | counted.exterior
    undecided = np.flatnonzero(~decided).tolist()
    assert [found.question.gathered.held.positions.label(place) for place in undecided] == ["Bare"]
    assert often(asked(found.question.gathered)) is None
