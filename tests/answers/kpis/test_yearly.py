"""Changes from a year before, and their chart against the query that charts readings."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from pmo_core.measure.yearly import recharted, year_changes
from tests.answers.kpis.months import months, note, of, shift
from tests.shelf import Shelf

COLUMNS = ("mean", "moving_range", "lower", "upper", "points", "outside", "run")


def test_the_chart_of_the_readings_themselves_is_that_of_the_query(shelf: Shelf) -> None:
    draw = np.random.default_rng(7)
    rows = [
        row
        for at in range(30)
        for row in months(draw.normal(50, 5, 1 + at).round(1).tolist(), name=f"K{at:02}")
    ]
    rows += months([10.0, 12.0] * 5 + [50.0, 52.0] * 8, name="Shifted")
    rows += months([3.0] * 12, name="Constant") + months([4.0, 0.0] * 6 + [3.0] * 8, name="Run")
    rows += months([*range(10, 100, 10), 104, 110, 12, 22, 31], name="Adds", cumulative=True)
    shelf.kpis(*rows)
    note(shelf, shift("Shifted", date(2026, 2, 1)))
    found = of(shelf).readings
    again = recharted(found, found.x, chosen=np.ones(found.starts.size - 1, bool))
    for name in COLUMNS:
        assert getattr(again, name) == pytest.approx(getattr(found, name), rel=1e-12, nan_ok=True), name


def test_a_reading_is_held_against_the_same_month_of_the_year_before(shelf: Shelf) -> None:
    values: list[float | None] = [float(at) ** 2 for at in range(26)]
    values[3] = None
    shelf.kpis(*months(values))
    found = of(shelf).readings
    change = year_changes(found, np.array([12]))
    assert np.isnan(change[:11]).all()
    assert change[11] == 12**2
    told = dict(zip(found.period.tolist(), change.tolist(), strict=True))
    assert told["2026-09"] == 25**2 - 13**2
    assert math.isnan(told["2025-11"]), "the same month of the year before is a gap"


def test_without_a_season_nothing_is_compared(shelf: Shelf) -> None:
    shelf.kpis(*months([1.0] * 26))
    assert np.isnan(year_changes(of(shelf).readings, np.array([0]))).all()


def test_a_shift_between_the_two_is_no_change(shelf: Shelf) -> None:
    shelf.kpis(*months([float(at) for at in range(26)]))
    note(shelf, shift("Speed", date(2026, 1, 1)))
    change = year_changes(of(shelf).readings, np.array([12]))
    assert np.isfinite(change).sum() == 5
