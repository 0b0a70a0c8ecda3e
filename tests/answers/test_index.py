"""How components enter the index, and the three that come from other files."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pytest

from pmo_core.answers.engagement.metric import support
from pmo_core.answers.kpis import facts as kpi_facts
from pmo_core.answers.kpis.metric import kpis_on_target, met
from pmo_core.answers.overview.export import balance_document
from pmo_core.answers.overview.metric import balance_index
from pmo_core.answers.overview.waterfall import index_change
from pmo_core.model import Kind, Result, State
from pmo_core.scenario import COMPONENTS
from tests.shelf import Shelf


class Reading(NamedTuple):
    value: float | None
    target: float | None
    direction: str | None


def scores(*values: float | None) -> dict[str, Result]:
    return {
        name: Result(None, "points", State.NOT_MEASURED, "no file")
        if value is None
        else Result(value, "points", coverage=1.0)
        for name, value in zip(COMPONENTS, values, strict=True)
    }


EQUAL = dict.fromkeys(COMPONENTS, 1.0)


def test_m12_an_unmeasured_component_changes_nothing() -> None:
    some = balance_index(scores(80, 60, None, None, None, None), weights=EQUAL)
    heavy = balance_index(scores(80, 60, None, None, None, None), weights={**EQUAL, "kpis": 9})
    assert some.result.value == pytest.approx((80 * 60) ** 0.5)
    assert heavy.result.value == some.result.value
    assert (some.low, some.high) == (heavy.low, heavy.high)
    assert some.measured == 2


def test_a_weight_of_zero_leaves_a_component_out_by_choice() -> None:
    index = balance_index(scores(80, 60, 5, None, None, None), weights={**EQUAL, "value_later": 0})
    assert index.result.value == pytest.approx((80 * 60) ** 0.5)
    assert "by choice" in index.components[2].reason
    assert index.components[2].share == 0


def test_nothing_measured_is_no_index() -> None:
    index = balance_index(scores(*[None] * 6), weights=EQUAL)
    assert index.result.value is None
    assert index.result.reason


def test_the_waterfall_compares_like_for_like() -> None:
    before = balance_index(scores(50, 50, None, None, None, None), weights=EQUAL)
    after = balance_index(scores(80, 50, 10, None, None, None), weights=EQUAL)
    found = index_change(before, after)
    assert found is not None
    assert (found.before, found.after) == (pytest.approx(50), pytest.approx(4000**0.5))
    assert [step.id for step in found.steps] == ["mix", "wins_now"]
    assert sum(step.points for step in found.steps) == pytest.approx(found.after - found.before)
    assert found.left_out == ("value_later",)


def test_without_a_shared_component_there_is_no_waterfall() -> None:
    before = balance_index(scores(50, None, None, None, None, None), weights=EQUAL)
    after = balance_index(scores(None, 50, None, None, None, None), weights=EQUAL)
    assert index_change(before, after) is None


@pytest.mark.parametrize(
    ("reading", "verdict"),
    [
        (Reading(5, 5, "higher"), True),
        (Reading(4, 5, "higher"), False),
        (Reading(5, 5, "lower"), True),
        (Reading(6, 5, "lower"), False),
        (Reading(5, 5, None), None),
        (Reading(5, 5, "none"), None),
        (Reading(5, None, "higher"), None),
        (Reading(None, 5, "higher"), None),
    ],
)
def test_a_kpi_is_met_on_its_good_side_and_never_by_guessing(reading: Reading, verdict: bool | None) -> None:
    assert met(reading) is verdict


def test_kpis_say_why_they_are_not_judged() -> None:
    found = kpis_on_target([Reading(5, 4, "higher"), Reading(5, None, None), Reading(None, 4, "lower")])
    assert found.value == 100
    assert found.coverage == pytest.approx(1 / 3)
    assert found.inputs == {"met": 1, "missed": 0, "no_target": 1, "no_direction": 1, "no_value": 1}
    assert kpis_on_target([Reading(1, None, None)]).state is State.NOT_MEASURED


def test_the_last_reading_up_to_the_date_counts_with_the_standing_target(shelf: Shelf) -> None:
    rows = [
        {"name": "a", "period_start": date(2026, 1, 1), "value": 1.0, "target": 3.0, "direction": "higher"},
        {"name": "a", "period_start": date(2026, 2, 1), "value": 4.0},
        {"name": "a", "period_start": date(2026, 3, 1), "value": None},
        {"name": "a", "period_start": date(2026, 6, 1), "value": 9.0, "target": 99.0},
    ]
    shelf.kpis(*({**row, "period_end": row["period_start"]} for row in rows))
    shelf.projects({})
    (reading,) = kpi_facts.latest_readings(shelf.db, shelf.snapshot())
    assert (reading.value, reading.target, reading.direction) == (4.0, 3.0, "higher")


def test_a_reading_without_a_date_is_older_than_any_dated_one_and_the_lower_row_wins(shelf: Shelf) -> None:
    rows = [
        {"series": "a", "value": 1.0, "target": 2.0},
        {"series": "a", "value": 5.0, "target": None, "direction": "lower"},
        {"series": "b", "period_start": date(2025, 1, 1), "value": 7.0},
        {"series": "b", "value": 8.0, "target": 9.0},
    ]
    shelf.lay(Kind.KPIS, rows, keys="1234")
    shelf.projects({})
    found = kpi_facts.latest_readings(shelf.db, shelf.snapshot())
    assert [(r.series, r.value, r.target, r.direction) for r in found] == [
        ("a", 5.0, 2.0, "lower"),
        ("b", 7.0, 9.0, None),
    ]


def test_an_incomplete_stakeholder_leaves_both_sums() -> None:
    levels = {
        "power": np.array([5.0, 9.0, 3.0]),
        "interest": np.array([4.0, 3.0, 3.0]),
        "current_level": np.ma.masked_array([1, 2, 2], mask=[False, False, True]),
        "desired_level": np.array([3, 3, 3]),
    }
    found = support(levels)
    assert (found.n_used, found.n_total) == (1, 3)
    assert found.value == pytest.approx(100 * (1 - 2 / 3))


@pytest.mark.parametrize(
    ("objectives", "links", "score", "reason"),
    [
        ({"A": None, "B": None}, [("P1", "A", 1.0), ("P2", "B", 1.0)], 75.0, None),
        ({"A": 1.0, "B": None}, [("P1", "A", 1.0)], None, "1 of 2 objectives have no weight"),
        ({"A": 1.0}, [], None, "Upload an alignment table"),
        ({}, [("P1", "A", 1.0)], None, "Upload objectives"),
        ({"A": 1.0}, [("P9", "A", 1.0)], 0.0, None),
    ],
)
def test_alignment_is_measured_only_when_the_strategy_is_known(
    shelf: Shelf,
    objectives: dict[str, float | None],
    links: list[tuple[str, str, float | None]],
    score: float | None,
    reason: str | None,
) -> None:
    shelf.projects({"budget": 75.0}, {"budget": 25.0})
    if objectives:
        shelf.objectives(**objectives)
    if links:
        shelf.alignment(*links)
    part = balance_document(shelf.db, shelf.snapshot())["components"][3]
    assert part["score"] == (None if score is None else pytest.approx(score))
    if reason:
        assert reason in part["reason"]
