"""What each long-term objective will show next in the short term, and which ones will show nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from pmo_core.answers.roadmap.facts import RoadFacts
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.measure.arrays import Days, Flags
from pmo_core.measure.positions import HORIZONS
from pmo_core.model import Horizon

SHORT: Final = HORIZONS.index(Horizon.SHORT)
DAY: Final = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Win:
    """
    The next thing to be reached for a long-term objective (its place in `facts.objectives`).

    kind: 'milestone' or 'project' (its finish), with its place among the milestones or positions; None =
    nothing is ahead. soon: within the short horizon; otherwise the objective has no short-term win.
    """

    objective: int
    kind: Literal["milestone", "project"] | None
    place: int
    day: np.datetime64
    soon: bool


def serving(facts: RoadFacts) -> Flags:
    """Milestones × objectives: the objective that a milestone names, else those that its project serves."""
    listed, count = facts.milestones, len(facts.objectives)
    by_project = np.vstack([facts.serves, np.zeros((1, count), dtype=np.bool_)])[listed.project]
    own = listed.objective[:, None] == np.arange(count)
    return np.asarray(np.where((listed.objective >= 0)[:, None], own, by_project), dtype=np.bool_)


def short_end(facts: RoadFacts) -> np.datetime64:
    """The last day of the short horizon: so many months after the as-of date."""
    as_of = np.datetime64(facts.snapshot.as_of, "D")
    month = as_of.astype("datetime64[M]")
    ahead = month + np.timedelta64(facts.settings.rule.short_months, "M")
    last = (ahead + 1).astype("datetime64[D]") - DAY
    end: np.datetime64 = min(ahead.astype("datetime64[D]") + (as_of - month.astype("datetime64[D]")), last)
    return end


def next_wins(found: Judged) -> tuple[Win, ...]:
    """The next win of each long-term objective, in the order of the objectives. Source: NEXT_WIN."""
    facts = found.facts
    as_of, end = np.datetime64(facts.snapshot.as_of, "D"), short_end(facts)
    positions = facts.positions
    short = positions.reported & ~positions.finished & (facts.bucket == SHORT) & (positions.finish >= as_of)
    ahead = found.open & (found.due >= as_of)
    links = serving(facts)
    wins: list[Win] = []
    for place, objective in enumerate(facts.objectives):
        if objective.horizon != Horizon.LONG:
            continue
        step, step_day = _earliest(found.due, ahead & links[:, place])
        project, project_day = _earliest(positions.finish, short & facts.serves[:, place])
        if step < 0 and project < 0:
            wins.append(Win(place, None, -1, np.datetime64("NaT", "D"), soon=False))
        elif project < 0 or (step >= 0 and step_day <= project_day):
            wins.append(Win(place, "milestone", step, step_day, soon=bool(step_day <= end)))
        else:
            wins.append(Win(place, "project", project, project_day, soon=bool(project_day <= end)))
    return tuple(wins)


def _earliest(days: Days, chosen: Flags) -> tuple[int, np.datetime64]:
    """The place with the earliest day among the chosen, the first of equal ones; −1 where none is."""
    places = np.flatnonzero(chosen & ~np.isnat(days))
    if not places.size:
        return -1, np.datetime64("NaT", "D")
    place = int(places[np.argmin(days[places])])
    return place, days[place]
