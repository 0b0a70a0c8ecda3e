"""What is to be said of one milestone, of the last review, and of what leads nowhere. Plain text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.roadmap import words
from pmo_core.answers.roadmap.findings import since
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.reviews import Review
from pmo_core.measure.arrays import Texts, Whole

STABLE: Final = 0.05
"""Up to so many days per day, either way, a date is stable."""
NEVER: Final = 1.0
"""From so many on it is never reached."""
QUOTED: Final = 120
"""Characters of a review on the first screen."""


def standing(judged: Judged, at: int) -> str:
    """'Late: was due on 25 May 2026, 128 days ago'."""
    left, state = float(judged.days_left[at]), str(judged.standing[at])
    name, due = f"{state[:1].upper()}{state[1:]}", words.on(judged.due[at])
    if state == "done":
        return f"Reached on {words.on(judged.actual[at])}: {words.moved(judged, at)}."
    if math.isnan(left):
        return f"{name}."
    if left < 0:
        return f"{name}: was due on {due}, {words.days(-left)} ago."
    return f"{name}: due on {due}, in {words.days(left)}."


def milestone(judged: Judged, at: int) -> list[str]:
    """All that is known of one milestone beside where it stands."""
    listed = judged.facts.milestones
    project, objective, kpi = judged.project(at), words.objectives_of(judged, at), words.kpi_of(judged, at)
    share = float(listed.done_share[at])
    said = [
        _promise(judged, at),
        _pace(judged, at),
        f"Project: {project}." if project else "It names no project.",
        f"Serves: {objective}." if objective else "",
        f"KPI: {kpi}." if kpi else "",
        f"{look.share(share)} of it is done." if not math.isnan(share) and share < 1 else "",
    ]
    return [text for text in said if text]


def _promise(judged: Judged, at: int) -> str:
    baseline = judged.baseline[at]
    if np.isnat(baseline):
        return "No baseline and no second report: nothing shows whether it moved."
    what = "First promised for" if judged.declared[at] else "First told for"
    said = f"{what} {words.on(baseline)}; now it is {words.moved(judged, at)}"
    new = int(judged.rebaselined[at])
    return f"{said}. It was given a new baseline {look.plural(new, 'time')}." if new else f"{said}."


def _pace(judged: Judged, at: int) -> str:
    """How often and how fast its date moves."""
    churn, velocity = float(judged.churn[at]), float(judged.velocity[at])
    count = int(judged.reports[at])
    if math.isnan(churn):
        return f"{look.plural(count, 'report')}: from two on it shows whether the date moves."
    said = f"Its date was changed in {look.number(churn)} of {look.plural(count, 'report')}"
    if math.isnan(velocity):
        return f"{said}; from three on it shows how fast."
    return f"{said}; {_speed(velocity)}."


def _speed(velocity: float) -> str:
    if velocity < -STABLE:
        return f"it recovers {look.number(-velocity, decimals=2)} days per day"
    if velocity <= STABLE:
        return "it is stable"
    ends = ": at that pace it is never reached" if velocity >= NEVER else ""
    return f"it moves away {look.number(velocity, decimals=2)} days per day{ends}"


def last_review(judged: Judged, reviews: Sequence[Review], *, whole: bool = False) -> list[str]:
    """What the last review said, the whole of it or its beginning, and what has changed since."""
    if not reviews:
        return []
    last = reviews[0]
    found = since(judged, words.as_day(last.day))
    parts = [
        f"{look.number(places.size)} {verb}"
        for places, verb in ((found.moved, "moved"), (found.done, "reached"), (found.added, "new"))
        if places.size
    ]
    text = last.text if whole or len(last.text) <= QUOTED else f"{last.text[:QUOTED].rstrip()} …"
    changed = ", ".join(parts) or "nothing changed"
    return [f"Last review, {look.day(last.day)}: “{text}”. Since then: {changed}."]


def unknown(judged: Judged) -> list[str]:
    """Milestones that name a project, an objective or a KPI that is not there."""
    listed = judged.facts.milestones
    told = (
        ("project", listed.project, listed.project_ref),
        ("objective", listed.objective, listed.objective_ref),
        ("KPI", listed.kpi, listed.kpi_ref),
    )
    return [text for name, place, given in told if (text := _lost(judged, name, _named(place, given)))]


def _named(place: Whole, given: Texts) -> list[int]:
    return [int(at) for at in np.flatnonzero(place < 0) if given[at]]


def _lost(judged: Judged, name: str, places: Sequence[int]) -> str:
    if not places:
        return ""
    given = {
        "project": judged.facts.milestones.project_ref,
        "objective": judged.facts.milestones.objective_ref,
        "KPI": judged.facts.milestones.kpi_ref,
    }[name]
    row = judged.facts.milestones.row
    wanted = {str(given[at]): f"“{str(given[at])[:40]}” (row {row[at]})" for at in reversed(places)}
    verb = "names" if len(places) == 1 else "name"
    some = words.listed(list(wanted.values())[::-1], most=3)
    return f"{look.plural(len(places), 'milestone')} {verb} a {name} that is not in the portfolio: {some}."
