"""Sentences about stakeholders: who to talk to next and why, where they stand. Plain, for the PMO only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.engagement.judgement import Conversation, Judged, placed
from pmo_core.measure.engage import LEVELS
from pmo_core.thresholds import Thresholds

MOODS: Final = ("very negative", "negative", "neutral", "positive", "very positive")
"""Sentiments −2 to +2."""


def called(judged: Judged, place: int, *, roles_only: bool = False) -> str:
    """What to call a person: by name, or by role and place on the list, so that no two are alike."""
    people = judged.facts.people
    if not roles_only:
        return people.label(place)
    role = str(people.role[place] or people.group[place])
    return f"{role} ({place + 1})" if role else f"Stakeholder {place + 1}"


def level(value: float) -> str:
    """An engagement level in words; a dash where nobody has said it."""
    return "–" if math.isnan(value) else LEVELS[int(value)]


def mood(value: float) -> str:
    """A sentiment with its word: '+1.2, positive'; a dash for none."""
    if math.isnan(value):
        return "–"
    said = look.number(value, decimals=1)
    return f"{'+' if said[0] not in '−0' else ''}{said}, {MOODS[round(value) + 2]}"


def step(count: float) -> str:
    """'2 steps'."""
    return look.plural(int(count), "step")


def waiting(judged: Judged, place: int) -> str:
    """How long ago a person was spoken to against what was agreed; '' without either."""
    days, agreed = float(judged.days_since[place]), float(judged.facts.people.cadence_days[place])
    rhythm = "" if math.isnan(agreed) else f"agreed every {look.plural(int(agreed), 'day')}"
    if math.isnan(days):
        return ", ".join(["never spoken to", *([rhythm] if rhythm else [])])
    since = "never spoken to, registered" if judged.never[place] else "last spoken to"
    said = f"{since} {look.plural(int(days), 'day')} ago"
    return f"{said}, {rhythm}" if rhythm else said


def move(judged: Judged, place: int) -> str:
    """From which level to which: 'neutral, needed as supportive: 1 step'; '' where a level is missing."""
    people = judged.facts.people
    now, wanted = level(float(people.current[place])), level(float(people.desired[place]))
    if math.isnan(float(judged.gap[place])):
        return ""
    if judged.gap[place]:
        return f"{now}, needed as {wanted}: {step(judged.gap[place])}"
    return f"{now}, more than the {wanted} needed" if judged.over[place] else f"{now}, as needed"


def stake(judged: Judged, place: int) -> str:
    """The money of a person's open projects; '' where none has an amount."""
    money = float(judged.at_stake[place])
    held = judged.facts.held
    return "" if math.isnan(money) else look.amount(money, held.unit)


def why(judged: Judged, talk: Conversation) -> str:
    """Why to talk to somebody, without the name: '209 days overdue, £21.2m of projects at stake'."""
    at = talk.place
    if talk.because == "gap":
        return f"on time, but {step(judged.gap[at])} short of where they are needed"
    late = f"{look.plural(int(judged.days_over[at]), 'day')} overdue"
    return f"{late}, {stake(judged, at)} of projects at stake" if talk.because == "debt" else late


def verdict(judged: Judged, talks: Sequence[Conversation], *, roles_only: bool = False) -> str:
    """The answer in one sentence: whom to talk to next, and why."""
    if not judged.facts.people.size:
        return "No stakeholder is registered."
    if talks:
        return (
            f"Talk to {called(judged, talks[0].place, roles_only=roles_only)} next: {why(judged, talks[0])}."
        )
    if not (judged.assessed.any() or (~np.isnan(judged.overdue_ratio)).any()):
        return f"Nobody can be put first yet: {_missing(judged)}."
    return "Nobody is waiting, and all who are assessed stand where they are needed."


def _missing(judged: Judged) -> str:
    """What nobody has, of that by which people are put in order."""
    people = judged.facts.people
    found = {
        "power": people.power,
        "interest": people.interest,
        "the level now": people.current,
        "the level needed": people.desired,
        "an agreed rhythm": people.cadence_days,
    }
    nobody = [name for name, values in found.items() if np.isnan(values).all()]
    if not nobody:
        return "of no person all of power, interest and both levels are known"
    listed = ", ".join(nobody[:-1]) + f" and {nobody[-1]}" if len(nobody) > 1 else nobody[0]
    return f"nobody has {listed}"


def note(judged: Judged, places: Sequence[int]) -> str:
    """What the sentence rests on: how many can be judged, and what is missing of the others."""
    shown = list(places)
    people = judged.facts.people
    said = [
        "Ranked by days overdue × power × interest × the money of the projects that a person can stop; only "
        "two-way contact counts."
    ]
    lacking = {
        "a level": int(np.isnan(judged.gap[shown]).sum()),
        "power or interest": int((judged.quadrant[shown] == "").sum()),
        "an agreed rhythm": int(np.isnan(people.cadence_days[shown]).sum()),
        "a talk to count from": int(np.isnan(judged.days_since[shown]).sum()),
    }
    parts = [
        f"{count} {'lacks' if count == 1 else 'lack'} {what}" for what, count in lacking.items() if count
    ]
    if parts:
        said.append(
            f"Of {look.plural(len(shown), 'person', many='people')} {', '.join(parts)}: not judged there."
        )
    return " ".join(said)


def moved(judged: Judged, thresholds: Thresholds) -> str:
    """What another border would do: '2 of 13 people move in the grid: 2 from monitor to keep informed.'"""
    pairs = zip(judged.quadrant, placed(judged.facts, thresholds), strict=True)
    counts = Counter((old, new) for old, new in pairs if old != new)
    if not counts:
        return "Nobody moves in the grid of power and interest."
    said = ", ".join(f"{look.number(n)} from {old} to {new}" for (old, new), n in sorted(counts.items()))
    of = look.plural(judged.facts.people.size, "person", many="people")
    verb = "moves" if counts.total() == 1 else "move"
    return f"{look.number(counts.total())} of {of} {verb} in the grid: {said}."


def when(day: np.datetime64) -> str:
    """A date as one reads it; '' for none."""
    return "" if np.isnat(day) else look.day(day.astype(object))
