"""Which projects count, in which horizon, at which date."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pmo_core.answers.balance import facts
from pmo_core.answers.balance.judgement import judge, over_time
from pmo_core.measure.holdings import buckets, holdings
from pmo_core.measure.positions import HORIZONS, Positions
from pmo_core.model import Basis, Horizon
from pmo_core.scenario import PRESET_TARGET, HorizonRule, PortfolioSettings
from pmo_core.store.standing import settings_in_force
from tests.shelf import AS_OF, Shelf

BEFORE = date(2025, 12, 31)


def read(shelf: Shelf, as_of: date | None = None) -> Positions:
    return facts.positions(shelf.db, shelf.snapshot(as_of))


def months_by_hand(start: date, finish: date) -> int:
    months = 0
    while (start.year * 12 + start.month - 1 + months, start.day) < (
        finish.year * 12 + finish.month - 1,
        finish.day,
    ):
        months += 1
    return months


@pytest.mark.parametrize(
    ("finish", "bucket"),
    [
        (date(2027, 3, 31), 0),
        (date(2027, 4, 1), 1),
        (date(2029, 3, 31), 1),
        (date(2029, 4, 1), 2),
        (date(2026, 2, 1), 0),
        (date(2026, 3, 31), 0),
        (None, 3),
    ],
)
def test_a_finish_falls_into_the_rule_s_horizon(shelf: Shelf, finish: date | None, bucket: int) -> None:
    shelf.projects({"finish": finish})
    found, derived = buckets(read(shelf), HorizonRule())
    assert found.tolist() == [bucket]
    assert derived.tolist() == [bucket < 3]


@pytest.mark.parametrize(
    "finish", [date(2026, 4, 30), date(2027, 1, 15), date(2030, 2, 28), date(2026, 12, 31)]
)
def test_months_are_counted_as_on_a_calendar(shelf: Shelf, finish: date) -> None:
    shelf.projects({"finish": finish})
    assert read(shelf).months_to_finish.tolist() == [months_by_hand(AS_OF, finish)]


def test_a_given_horizon_wins_over_the_rule_even_when_overdue(shelf: Shelf) -> None:
    shelf.projects({"finish": date(2026, 1, 1), "horizon": "long"})
    rows = read(shelf)
    assert buckets(rows, HorizonRule())[0].tolist() == [2]
    assert rows.overdue.tolist() == [True]


def test_the_borders_belong_to_the_portfolio(shelf: Shelf) -> None:
    shelf.projects({"finish": date(2027, 3, 31)})
    assert buckets(read(shelf), HorizonRule(6, 11))[0].tolist() == [2]


def test_a_full_source_counts_only_its_latest_date(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 5.0},
        {"project_id": "A", "budget": 7.0},
        {"project_id": "B", "as_of": BEFORE, "budget": 9.0},
    )
    rows = read(shelf)
    held = holdings(rows, PortfolioSettings())
    assert dict(zip(rows.key, rows.reported, strict=True)) == {"A": True, "B": False}
    assert held.total == 7.0


def test_a_rolling_source_counts_each_project_s_own_latest_state(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 5.0},
        {"project_id": "A", "budget": 7.0},
        {"project_id": "B", "as_of": BEFORE, "budget": 9.0},
        rolling=True,
    )
    assert holdings(read(shelf), PortfolioSettings()).total == 16.0


def test_an_earlier_date_is_answered_from_what_was_known_of_it(shelf: Shelf) -> None:
    shelf.projects({"project_id": "A", "as_of": BEFORE, "budget": 5.0}, {"project_id": "A", "budget": 7.0})
    assert holdings(read(shelf, date(2026, 1, 31)), PortfolioSettings()).total == 5.0
    assert read(shelf, date(2020, 1, 1)).size == 0


@pytest.mark.parametrize(
    ("row", "finished", "overdue"),
    [
        ({"status_standard": "done"}, True, False),
        ({"status_standard": "cancelled", "finish": BEFORE}, True, False),
        ({"done": AS_OF}, True, False),
        ({"done": date(2026, 4, 1)}, False, False),
        ({"finish": BEFORE, "status_standard": "in_progress"}, False, True),
        ({"finish": AS_OF}, False, False),
    ],
)
def test_finished_needs_evidence(shelf: Shelf, row: dict[str, object], finished: bool, overdue: bool) -> None:
    shelf.projects(row)
    rows = read(shelf)
    assert (bool(rows.finished[0]), bool(rows.overdue[0])) == (finished, overdue)


def test_delivered_leaves_the_cancelled_ones_out(shelf: Shelf) -> None:
    shelf.projects(
        {"status_standard": "done", "budget": 4.0},
        {"status_standard": "cancelled", "budget": 5.0},
        {"budget": 6.0, "horizon": "short"},
    )
    judged = judge(read(shelf), as_of=AS_OF, settings=PortfolioSettings())
    assert [entry.id for entry in judged.delivered] == ["P1"]
    assert [entry.id for entry in judged.cancelled] == ["P2"]
    assert judged.total.value == 6.0


@pytest.mark.parametrize(
    ("rows", "basis"),
    [
        ([{"budget": 1.0, "whole_life_cost": 2.0}], Basis.BUDGET),
        ([{"whole_life_cost": 2.0, "effort": 3.0}, {}], Basis.WHOLE_LIFE_COST),
        ([{"effort": 3.0}], Basis.EFFORT),
        ([{}], Basis.COUNT),
    ],
)
def test_the_basis_is_the_first_that_any_project_has(
    shelf: Shelf, rows: list[dict[str, object]], basis: Basis
) -> None:
    shelf.projects(*rows)
    assert holdings(read(shelf), PortfolioSettings()).basis is basis


def test_a_declared_basis_is_kept(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0, "effort": 3.0})
    assert holdings(read(shelf), PortfolioSettings(basis=Basis.EFFORT)).total == 3.0


def test_currencies_are_never_added_together(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 10.0, "currency": "GBP"},
        {"budget": 15.0, "currency": "GBP"},
        {"budget": 20.0, "currency": "USD"},
        {"budget": 1.0, "currency": None},
    )
    judged = judge(read(shelf), as_of=AS_OF, settings=PortfolioSettings())
    held = judged.holdings
    assert (held.currency, held.total) == ("GBP", 25.0)
    assert [(pot.currency, pot.amount) for pot in held.others] == [("USD", 20.0), ("", 1.0)]
    assert judged.missing == {"other_currency": 2}
    assert (judged.total.n_used, judged.total.n_total) == (2, 4)


def test_the_history_agrees_with_the_positions_of_every_date(shelf: Shelf) -> None:
    random = np.random.default_rng(3)
    dates = [date(2025, month, 28) for month in (3, 6, 9, 12)]
    rows: list[dict[str, object]] = []
    for on in dates:
        for project in range(12):
            if random.random() < 0.8:
                rows.append(
                    {
                        "project_id": f"P{project}",
                        "as_of": on,
                        "budget": None if random.random() < 0.2 else float(random.integers(1, 100)),
                        "finish": date(int(random.integers(2025, 2031)), int(random.integers(1, 13)), 15),
                        "horizon": [None, None, "long"][int(random.integers(0, 3))],
                        "status_standard": ["in_progress", "done"][int(random.random() < 0.1)],
                        "currency": ["GBP", "USD"][int(random.random() < 0.1)],
                    }
                )
    shelf.projects(*rows[::2])
    shelf.projects(*rows[1::2], keep=True, rolling=True)
    snapshot = shelf.snapshot()
    settings = PortfolioSettings()
    history = facts.history(shelf.db, snapshot, rule=settings.rule, basis=Basis.BUDGET, currency="GBP")
    assert {point.on for point in history} == set(dates)
    for on in dates:
        held = holdings(read(shelf, on), settings, basis=Basis.BUDGET)
        for point in (each for each in history if each.on == on):
            inside = held.within(point.horizon)
            money = [a for a in held.amounts[inside] if not np.isnan(a)] if held.currency == "GBP" else None
            assert point.projects == inside.sum()
            assert money is not None
            assert (point.with_amount, point.invested or 0.0) == (len(money), pytest.approx(sum(money)))


def test_the_balance_over_time_ends_with_the_present_balance(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 5.0, "horizon": "short"},
        {"project_id": "A", "budget": 5.0, "horizon": "short"},
        {"project_id": "B", "budget": 5.0, "horizon": "long"},
    )
    snapshot, settings = shelf.snapshot(), PortfolioSettings(target=PRESET_TARGET)
    judged = judge(read(shelf), as_of=AS_OF, settings=settings)
    history = facts.history(shelf.db, snapshot, rule=settings.rule, basis=Basis.BUDGET, currency="GBP")
    dated = over_time(history, judged.aim)
    assert [(each.on, each.balance) for each in dated] == [
        (BEFORE, pytest.approx(0.7)),
        (AS_OF, judged.balance.value),
    ]


def test_the_horizons_are_in_the_order_of_every_table() -> None:
    assert [horizon.value for horizon in HORIZONS] == ["short", "medium", "long", "unclassified"]
    assert HORIZONS[3] is Horizon.UNCLASSIFIED


def test_the_basis_is_one_for_all_dates_and_follows_the_latest(shelf: Shelf) -> None:
    """A portfolio whose later files drop the budget column is judged by whole-life cost at every date."""
    shelf.projects(
        {"project_id": "a", "as_of": date(2024, 3, 31), "budget": 5.0, "whole_life_cost": 50.0},
        {"project_id": "gone", "as_of": date(2024, 3, 31), "budget": 7.0},
        {"project_id": "a", "as_of": date(2025, 3, 31), "whole_life_cost": 60.0},
    )
    for on in (date(2024, 3, 31), date(2025, 3, 31)):
        assert settings_in_force(shelf.db, shelf.snapshot(on)).basis is Basis.WHOLE_LIFE_COST
