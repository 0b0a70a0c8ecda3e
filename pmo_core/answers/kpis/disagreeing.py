"""Where people rate a KPI other than its figures do, and how much money hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_core.answers.kpis.judgement import Judged
from pmo_core.answers.kpis.metric import stale
from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.series import mean_step
from pmo_core.model import Basis


@dataclass(frozen=True, eq=False)
class Disagreements:
    """
    places: series rated better than their figures first, then those rated worse; each by investment, the
    most first. amounts: investment of the project of each, NaN = not known. old: the rating is older than two
    periods. unit: of the amounts.
    """

    places: tuple[int, ...]
    amounts: Floats
    old: Flags
    unit: str

    def better(self, judged: Judged) -> int:
        """How many are rated better than their figures: green outside, red inside."""
        return int((judged.disagreement[list(self.places)] > 0).sum())


def disagreements(judged: Judged, places: Sequence[int]) -> Disagreements:
    """Those of these series whose rating is not their colour."""
    steps, amounts = judged.disagreement, _investment(judged)
    found = [at for at in places if steps[at] == steps[at] and steps[at]]
    ranked = sorted(
        found, key=lambda at: (steps[at] < 0, -np.nan_to_num(amounts[at], nan=-1.0), -abs(steps[at]), at)
    )
    series = judged.facts.series
    as_of = np.datetime64(judged.facts.snapshot.as_of, "D")
    old = stale(series.grain, series.rated, step=mean_step(judged.facts.readings), as_of=as_of)
    return Disagreements(tuple(ranked), amounts[ranked], old[ranked], judged.facts.held.unit)


def _investment(judged: Judged) -> Floats:
    """Of the open project of each series; a count of projects is no investment."""
    series, held = judged.facts.series, judged.facts.held
    if held.basis is Basis.COUNT:
        return np.full(series.size, np.nan)
    known = {
        str(name): float(amount)
        for names in (held.positions.name, held.positions.project_id)
        for name, amount in zip(names, held.amounts, strict=True)
    }
    return np.array([known.get(str(project), np.nan) for project in series.project], dtype=np.float64)
