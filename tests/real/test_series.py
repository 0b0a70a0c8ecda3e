"""Every series of eight national indicators, judged, against the same arithmetic done in plain loops."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run
from tests.real import plain
from tests.real.series import Point, chance_of_no_trend, limits, signals, slope
from tests.real.test_kpis import SERIES, Line, each_indicator, line, span

pytestmark = pytest.mark.real
LIMITS = ("mean", "lower", "upper")
TOTALS = {"16-1-3": 4, "3-1-2": 1, "3-6-1": 2, "5-4-1": 23, "7-2-1": 1, "8-4-1": 4, "9-2-2": 1, "9-4-1": 2}
"""Series shown unasked; of 5-4-1 one measure has none for its whole, but one per status, hours and income."""


def judged(run: Run, real: Path, indicator: str, *options: str) -> dict[str, Any]:
    """What the command says of one file as it stands."""
    answers = ("--answer", "duplicates=first") if indicator == "5-4-1" else ()
    code, document = run("import", str(real / f"uk_sdg_kpi/indicator_{indicator}.csv"), *answers)
    assert code == 0, document
    code, found = run("kpis", "--as-of", "2026-09-30", *options)
    assert code == 0, found
    return found


def by_hand(real: Path, indicator: str) -> dict[tuple[Line, str], list[Point]]:
    """The readings with a value of every series and grain, in time order."""
    rows = plain.records(real / f"uk_sdg_kpi/indicator_{indicator}.csv")
    if indicator == "5-4-1":
        del rows[710]
    found: dict[tuple[Line, str], list[Point]] = defaultdict(list)
    for row in rows:
        points = found[line(row), "quarter" if "Q" in row["Year"] else "year"]
        if row["Value"].strip():
            points.append(Point(row["Year"], span(row["Year"])[1], Fraction(row["Value"])))
    return {key: sorted(points, key=lambda point: point.day) for key, points in found.items()}


def known(one: dict[str, Any]) -> tuple[Line, str]:
    grain = "quarter" if one["grain"] == "quarter" else "year"
    unit = one["unit"].rpartition(" × ")[2]
    return (one["name"], unit, tuple(sorted(one["dimensions"].items()))), grain


def told_limits(values: list[Fraction]) -> Any:
    found = limits(values)
    return [None] * 3 if found is None else pytest.approx([float(one) for one in found], rel=1e-9)


@each_indicator
def test_every_series_is_what_plain_loops_make_of_it(run: Run, real: Path, indicator: str) -> None:
    found = {known(one): one for one in judged(run, real, indicator, "--all")["series"]}
    expected = by_hand(real, indicator)
    assert found.keys() == expected.keys()
    for key, points in expected.items():
        one, values = found[key], [point.value for point in points]
        assert (one["n"], one["period"]) == (len(points), points[-1].period if points else None)
        assert one["latest"] == (pytest.approx(float(values[-1]), rel=1e-12) if points else None)
        assert [one[name] for name in LIMITS] == told_limits(values)
        told = sorted((signal["rule"], signal["period"], signal["direction"]) for signal in one["signals"])
        assert told == signals(points)
        if len(points) >= 10:
            assert one["p"] == pytest.approx(chance_of_no_trend(values), rel=1e-9)
        if len(points) >= 6:
            line_ = (one["slope"], one["slope_low"], one["slope_high"])
            assert line_ == pytest.approx(slope(points, one["slope_per"]), rel=1e-9, abs=1e-15)


@each_indicator
def test_totals_are_what_is_shown_without_asking(run: Run, real: Path, indicator: str) -> None:
    shown = judged(run, real, indicator)
    assert len(shown["series"]) == TOTALS[indicator]
    assert len(shown["series"]) + shown["by_dimension"] == SERIES[indicator]
