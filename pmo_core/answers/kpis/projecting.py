"""Where one KPI goes if it goes on as it went."""

from __future__ import annotations

import numpy as np

from pmo_core.answers.kpis.judgement import Judged
from pmo_core.measure.forecast import Forecast, forecast
from pmo_core.measure.series import Series, day_numbers, present_readings
from pmo_core.model import State


def projection(found: Judged, place: int) -> Forecast:
    """When one series reaches its target, and how likely by its date; a projection of its present phase."""
    series = found.facts.series
    target, way, due = series.target[place], series.direction[place], series.target_date[place]
    why = "a KPI with a season does not go in a straight line" if found.season[place] else ""
    why = why or _not_projected(series, place)
    if why:
        return Forecast(State.NOT_APPLICABLE, why, why)
    present = present_readings(found.facts.readings)
    own = slice(*present.starts[place : place + 2])
    return forecast(
        present.values[own],
        present.days[own],
        target=float(target),
        higher_is_better=way == "higher",
        due=None if np.isnat(due) else float(day_numbers(due)),
        rising_p=float(found.trend.p[place]),
    )


def _not_projected(series: Series, place: int) -> str:
    if np.isnan(series.target[place]):
        return "no target"
    if not series.direction[place]:
        return "no direction"
    return "a cumulative KPI starts afresh and is not projected" if series.cumulative[place] else ""
