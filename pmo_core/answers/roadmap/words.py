"""Sentences about promised dates: what was kept, what moved and by how much. Plain text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.roadmap.findings import due, integrity, slips
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.promises import Period, Promises, last_quarter, last_year, usual_period
from pmo_core.measure.arrays import Flags

NAMED: Final = 2
"""Names in a sentence."""
QUARTERS: Final = 8
"""Past quarters whose promises can be looked at."""
YEAR: Final = "12m"
"""Name of the twelve months to the date, among the periods."""
MEANING: Final[Mapping[str, str]] = {
    "kept": "Reached by the day told at the start, without having been moved.",
    "moved back": "Reached by that day, but told for a later one meanwhile.",
    "late": "The day has passed, or it was moved to a later one within the period.",
    "moved out": "Reached or told for after the period, or without a day now.",
    "cancelled": "The project was cancelled.",
    "open": "Not due yet, and not moved.",
    "unknown": "The project is no longer reported, so nobody can say.",
    "added": "Not promised at the start, but reached or due within the period.",
}
"""What became of a promise, in words."""
LACKING: Final = {
    "objective": "No objective",
    "horizon": "Unclassified",
    "department": "No department",
    "owner": "No owner",
}


def days(count: float, *, sign: bool = False) -> str:
    """'40 days', '1 day'; with its sign '+40 days'; a dash where it is not known."""
    if math.isnan(count):
        return "–"
    whole = round(abs(count))
    mark = "−" if count < 0 and whole else "+" if sign and whole else ""
    return f"{mark}{look.plural(whole, 'day')}"


def on(day: np.datetime64) -> str:
    """A day as 3 Mar 2026; a dash where there is none."""
    return "–" if np.isnat(day) else look.day(day.astype("datetime64[D]").item())


def listed(names: Sequence[str], *, most: int = NAMED) -> str:
    """'A and B', 'A, B and 3 more'."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {look.number(len(names) - most)} more"
    return " and ".join(names)


def periods(judged: Judged) -> dict[str, Period]:
    """Periods whose promises can be looked at, by name in the address; the usual one first."""
    as_of = judged.facts.snapshot.as_of
    year = last_year(as_of)
    quarters: dict[str, Period] = {}
    on_day = as_of
    for _ in range(QUARTERS):
        quarter = last_quarter(on_day)
        quarters[f"{quarter.first.year}-Q{(quarter.first.month + 2) // 3}"] = quarter
        on_day = quarter.first
    return {YEAR: year, **quarters} if usual_period(judged) == year else {**quarters, YEAR: year}


def period(told: Period) -> str:
    """'Q3 2026', 'the year to 30 Sep 2026'."""
    if (told.last - told.first).days < 100:
        return f"Q{(told.first.month + 2) // 3} {told.first.year}"
    return f"the year to {look.day(told.last)}"


def places(promised: Promises, outcome: str, chosen: Flags) -> list[int]:
    """Milestones with this outcome, the farthest moved first."""
    found = np.flatnonzero(chosen & np.asarray(promised.outcome == outcome, dtype=np.bool_))
    far = np.nan_to_num(promised.moved_days[found], nan=np.inf)
    ordered: list[int] = found[np.argsort(-far, kind="stable")].tolist()
    return ordered


def verdict(promised: Promises, chosen: Flags) -> str:
    """'7 of 12 promises for Q3 2026 were kept; A and B moved out of it by 40 days.'"""
    kept, counts = integrity(promised, chosen)
    if kept.value is None:
        return _by_slip(promised.judged, chosen) or _ahead(promised.judged, chosen)
    name = period(promised.period)
    of = look.plural(kept.n_used, "promise")
    verb = "was" if kept.n_used == 1 else "were"
    said = f"{look.number(counts.get('kept', 0))} of {of} for {name} {verb} kept"
    moved, late = (places(promised, outcome, chosen) for outcome in ("moved out", "late"))
    told = [
        f"{_whom(promised, moved)} moved out of it{_by(promised, moved)}" if moved else "",
        f"{_whom(promised, late)} {'is' if len(late) == 1 else 'are'} late{_by(promised, late)}"
        if late
        else "",
    ]
    return "; ".join([said, *(part for part in told if part)][:2]) + "."


def _whom(promised: Promises, found: Sequence[int]) -> str:
    return listed([promised.judged.label(at) for at in found])


def _by(promised: Promises, found: Sequence[int]) -> str:
    """' by 40 days', ' by 14 to 40 days'; '' where nobody knows."""
    known = [float(promised.moved_days[at]) for at in found if promised.moved_days[at] > 0]
    if not known:
        return ""
    low, high = min(known), max(known)
    return f" by {days(high)}" if round(low) == round(high) else f" by {look.number(low)} to {days(high)}"


def _by_slip(judged: Judged, chosen: Flags) -> str:
    """What can be said of the dates where no promise can be held against them; '' if nothing."""
    found = slips(judged, chosen)
    if found.late.value is None or found.median.value is None:
        return ""
    late = round(found.late.value * found.late.n_used)
    verb = "is" if late == 1 else "are"
    of = dates(judged, found.late.n_used)
    if not late:
        said = f"None of {of} is" if found.late.n_used > 1 else f"The one {of[2:]} is not"
        return f"{said} later than first promised."
    slip, mean = f"the median slip is {days(found.median.value)}", days(found.mean.value or 0.0)
    slip += f", the mean {mean}" if mean != days(found.median.value) else ""
    return f"{look.number(late)} of {of} {verb} later than first promised; {slip}."


def _ahead(judged: Judged, chosen: Flags) -> str:
    """What comes next, where one report alone shows neither what was kept nor what moved."""
    ahead = [at for at in due(judged).tolist() if chosen[at]]
    late = int((chosen & np.equal(judged.standing, "late")).sum())
    said = f"{dates(judged, len(ahead))} {'is' if len(ahead) == 1 else 'are'} due in the next 90 days"
    if ahead:
        said += f", the next on {on(judged.due[int(ahead[0])])}: {judged.label(ahead[0])}"
    return f"{said}; {look.number(late)} {'is' if late == 1 else 'are'} late." if late else f"{said}."


def note(promised: Promises, chosen: Flags) -> str:
    """What counts as promised and as kept, and what is in no count."""
    kept, counts = integrity(promised, chosen)
    told = promised.period
    if kept.value is None:
        said = kept.reason
    else:
        said = (
            f"Promised: told for {look.day(told.first)} to {look.day(told.last)} by the last report before. "
            "Kept: reached by the day told, without having been moved."
        )
    beside = {
        "added": "{} reached or due in it were not promised at its start",
        "open": "{} of the promises are not due yet",
        "unknown": "{} belong to projects that are no longer reported",
    }
    more = [
        text.format(look.number(counts[name]))
        for name, text in beside.items()
        if kept.value is not None and counts.get(name)
    ]
    return " ".join([said, *(f"{part}." for part in more), source(promised.judged)]).strip()


def source(judged: Judged) -> str:
    """Says so where the dates are not those of milestones."""
    if judged.facts.source == "milestones":
        return ""
    return "There is no milestone file: the dates are the finishes of projects, as each report told them."


def dates(judged: Judged, count: int, *, which: str = "") -> str:
    """'3 milestones', '1 open milestone'; '12 finishes' where the dates are those of projects."""
    noun, many = (
        ("milestone", "milestones") if judged.facts.source == "milestones" else ("finish", "finishes")
    )
    return look.plural(count, f"{which}{noun}", many=f"{which}{many}")


def lane(name: str, by: str) -> str:
    """What to call a lane."""
    return name or LACKING[by]


def moved(judged: Judged, at: int) -> str:
    """'40 days later than promised', 'as promised'."""
    slip = float(judged.slip_days[at])
    if math.isnan(slip):
        return "nothing to hold it against"
    if not slip:
        return "as promised"
    return f"{days(abs(slip))} {'later' if slip > 0 else 'earlier'} than promised"


def as_day(day: date) -> np.datetime64:
    """A date as numpy has it."""
    return np.datetime64(day, "D")


def kpi_of(judged: Judged, at: int) -> str:
    """The KPI that a milestone names; as written where it is not known, '' where none is."""
    place = int(judged.facts.milestones.kpi[at])
    if place < 0:
        return str(judged.facts.milestones.kpi_ref[at] or "")
    kpi = judged.facts.kpis[place]
    return str(kpi.name or kpi.id or kpi.series)


def objectives_of(judged: Judged, at: int) -> str:
    """The objective that a milestone names, else those that its project serves."""
    facts = judged.facts
    own, project = int(facts.milestones.objective[at]), int(facts.milestones.project[at])
    if own >= 0:
        return facts.objectives[own].label
    if project < 0:
        return ""
    return "; ".join(facts.objectives[one].label for one in np.flatnonzero(facts.serves[project]))
