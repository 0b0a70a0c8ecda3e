"""Series with a season: which have one, and their charts against the same period of the year before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pmo_core.answers.kpis.facts import KpiFacts
from pmo_core.answers.kpis.metric import PERIODS_PER_YEAR, seasonal
from pmo_core.measure.arrays import Flags, Texts, Whole
from pmo_core.measure.series import Present, present_phase, signals_of
from pmo_core.measure.trend import MONTH, Trends
from pmo_core.measure.yearly import LEAST, recharted, year_changes


def against_last_year(facts: KpiFacts, season: Flags) -> tuple[KpiFacts, Flags]:
    """Series with a season, charted by their change from a year before; and which have enough of them."""
    if not season.any():
        return facts, season
    readings = facts.readings
    change = year_changes(readings, np.where(season, _periods(facts.series.grain), 0))
    charted = recharted(readings, change, chosen=season)
    yearly = season & (present_phase(charted)["points_in_phase"] >= LEAST)
    charted = recharted(readings, change, chosen=yearly)
    series = replace(facts.series, **present_phase(charted), signals=signals_of(charted))
    return replace(facts, series=series, readings=charted), yearly


def _periods(grain: Texts) -> Whole:
    """Periods per year of each series; 0 = it has no season."""
    return np.array([PERIODS_PER_YEAR.get(str(one), 0) for one in grain], dtype=np.int64)


def seasons(present: Present, line: Trends, grain: Texts) -> Flags:
    """Which series are alike a year apart, once their trend is taken out."""
    n = np.diff(present.starts)
    if not present.values.size:
        return np.zeros(n.size, dtype=np.bool_)
    owner = np.repeat(np.arange(n.size), n)
    last = present.days[np.clip(present.starts[1:] - 1, 0, None)]
    strays = present.values - line.level[owner] - line.slope[owner] / MONTH * (present.days - last[owner])
    return seasonal(np.nan_to_num(strays), present.starts, lag=_periods(grain))
