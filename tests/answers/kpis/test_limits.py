"""Limits, phases and runs of many series at once against a plain loop over each."""

from __future__ import annotations

import random
from datetime import date
from itertools import groupby, pairwise

import numpy as np
import pytest

from pmo_core.measure.series import Readings
from tests.answers.kpis.months import months, note, of, shift
from tests.shelf import Shelf

FIRST = np.datetime64("0001-01-01", "D")


def by_hand(values: list[float]) -> tuple[list[float], list[int], list[int]]:
    """Mean, moving range and limits of one phase, then where its points lie and where its runs are."""
    mean = sum(values) / len(values)
    width = sum(abs(b - a) for a, b in pairwise(values)) / max(len(values) - 1, 1)
    if len(values) < 6:
        return [np.nan] * 4, [0] * len(values), [0] * len(values)
    low, high = mean - 2.66 * width, mean + 2.66 * width
    if width == 0:
        return [mean, width, low, high], [0] * len(values), [0] * len(values)
    runs: list[int] = []
    for side, group in groupby(1 if value > mean else -1 for value in values):
        length = len(list(group))
        runs += [side if n >= 8 else 0 for n in range(1, length + 1)]
    return [mean, width, low, high], [int(v > high) - int(v < low) for v in values], runs


def check(found: Readings, place: int, phase: np.datetime64) -> None:
    kept = np.flatnonzero((found.place == place) & (found.phase == phase))
    limits, outside, runs = by_hand(found.x[kept].tolist())
    told = (found.mean, found.moving_range, found.lower, found.upper)
    for figure, column in zip(limits, told, strict=True):
        assert column[kept] == pytest.approx(figure, nan_ok=True, rel=1e-9)
    assert found.points[kept].tolist() == [kept.size] * kept.size
    assert found.outside[kept].tolist() == outside
    assert found.run[kept].tolist() == runs


@pytest.mark.parametrize("seed", range(4))
def test_every_phase_of_every_series_is_judged_as_if_it_were_alone(shelf: Shelf, seed: int) -> None:
    draw = random.Random(seed)
    sizes = [draw.randint(1, 40) for _ in range(8)]
    rows = [
        row
        for place, size in enumerate(sizes)
        for row in months([draw.gauss(50, 2) + 3 * (n > 20) for n in range(size)], name=f"K{place}")
    ]
    draw.shuffle(rows)
    shelf.kpis(*rows)
    note(shelf, shift("K1", date(2025, 3, 1)), shift("K2", date(2024, 12, 15), id="N2"))
    found = of(shelf).readings
    assert np.diff(found.starts).tolist() == sizes
    assert all((np.diff(found.day[found.place == at]) > np.timedelta64(0)).all() for at in range(8))
    assert [f"{day}"[:7] for day in found.day] == found.period.tolist()
    assert set(found.phase.tolist()) <= {FIRST.item(), date(2025, 3, 1), date(2024, 12, 15)}
    for place, phase in sorted({*zip(found.place.tolist(), found.phase, strict=True)}):
        check(found, place, phase)


def test_a_series_keeps_its_name_at_a_date_before_it_came_in_two_grains(shelf: Shelf) -> None:
    ends = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31), "grain": "year"}
    year = {"name": "Speed", "period": "2026", "value": 120.0, **ends}
    shelf.kpis(*months([10.0, 11.0, 12.0, 11.0, 12.0, 10.0, 11.0, 12.0, 11.0, 12.0]), year)
    assert of(shelf).series.key.tolist() == ["Speed | month", "Speed | year"]
    assert of(shelf, date(2025, 12, 31)).series.key.tolist() == ["Speed | month"]


def test_what_cannot_be_said_of_a_cumulative_series_ends_a_run(shelf: Shelf) -> None:
    so_far = [float(10 * n + (n > 12) * (n - 12)) for n in range(1, 30)]
    rows = months(so_far, cumulative=True)
    shelf.kpis(*rows[:19], *rows[20:])
    found = of(shelf).readings
    assert np.flatnonzero(np.isnan(found.x)).tolist() == [0, 19]
    assert found.run.tolist() == [0] * 8 + [-1] * 4 + [0] * 15 + [1]
