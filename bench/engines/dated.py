"""Milestones as reported month by month, the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from bench.answers import Answers
from bench.engines.monthly import Floats, weighted

AS_OF: Final = np.datetime64("2026-06-30")
FIRST, LAST = np.datetime64("2026-04-01"), np.datetime64("2026-06-30")
"""The period whose promises are judged."""

PER_PROJECT: Final = 10
REPORTS: Final = 24


@dataclass(frozen=True, eq=False)
class Roads:
    """Columns by name: reports has one row per milestone and month, dates may be NaT."""

    projects: Mapping[str, Any]
    reports: Mapping[str, Any]


def roads(projects: int, *, seed: int = 7) -> Roads:
    """Ten milestones for each project, in 24 monthly reports, rows shuffled; some dates left blank."""
    rng = np.random.default_rng(seed)
    count = projects * PER_PROJECT
    months = np.datetime64("2024-07") + np.arange(REPORTS)
    as_of = (months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    baseline = as_of[0] + rng.integers(30, 1100, count).astype("timedelta64[D]")
    steps = np.where(rng.random((count, REPORTS)) < 0.3, rng.integers(-10, 40, (count, REPORTS)), 0)
    forecast = baseline[:, None] + np.cumsum(steps, axis=1).astype("timedelta64[D]")
    reached = forecast <= as_of
    first = np.where(reached.any(axis=1), reached.argmax(axis=1), REPORTS)
    done = np.arange(REPORTS) >= first[:, None]
    day = np.take_along_axis(forecast, np.minimum(first, REPORTS - 1)[:, None], axis=1)
    actual = np.where(done, day, np.datetime64("NaT", "D"))
    forecast[rng.random(forecast.shape) < 0.02] = np.datetime64("NaT", "D")
    order = rng.permutation(count * REPORTS)
    milestone = np.repeat(np.arange(count), REPORTS)[order]
    return Roads(
        projects={"id": np.array([f"P{place:05}" for place in range(projects)], dtype=object)},
        reports={
            "milestone": milestone,
            "project": milestone // PER_PROJECT,
            "as_of": np.tile(as_of, count)[order],
            "baseline": np.repeat(baseline, REPORTS)[order],
            "forecast": forecast.ravel()[order],
            "actual": actual.ravel()[order],
        },
    )


def told(figures: Mapping[str, Floats], *, totals: Mapping[str, float]) -> Answers:
    """What is compared: each figure of the milestones, slip of all, and what became of the promises."""
    blanks = {f"no {name}": float(np.isnan(each).sum()) for name, each in figures.items()}
    return {**weighted({name: np.nan_to_num(each) for name, each in figures.items()}), **blanks, **totals}
