"""The facts of an update, line by line: of a person's projects, and of what was said with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.engagement.facts import EngagementFacts
from pmo_core.answers.engagement.news import News, Step
from pmo_core.measure.holdings import buckets
from pmo_core.measure.positions import HORIZONS, as_dates
from pmo_core.model import Horizon

LONG: Final = "Long term"


@dataclass(frozen=True)
class Line:
    """One fact; `project` is its place in the positions, −1 where it is of no project."""

    text: str
    project: int = -1


@dataclass(frozen=True)
class Section:
    """Facts under one heading, what the person cares about first."""

    title: str
    lines: tuple[Line, ...]


def of_projects(facts: EngagementFacts, news: News, *, place: int) -> list[Section]:
    """Delivered, short term, next, long term; empty ones too."""
    mine = [at for at in facts.projects[place] if facts.positions.reported[at]]
    rows, as_of = facts.positions, facts.snapshot.as_of
    bucket, _ = buckets(rows, facts.settings.rule)
    is_open = [at for at in mine if not rows.finished[at]]
    short = [at for at in is_open if HORIZONS[bucket[at]] is Horizon.SHORT]
    later = [at for at in is_open if HORIZONS[bucket[at]] in (Horizon.MEDIUM, Horizon.LONG)]
    to_come = [
        (step.forecast or step.baseline or as_of, Line(_coming(rows.label(at), step, as_of=as_of), at))
        for at in is_open
        for step in news.steps.get(at, ())
        if not step.actual and (step.forecast or step.baseline)
    ]
    coming = tuple(line for _, line in sorted(to_come, key=lambda one: one[0]))
    return [
        Section(f"Delivered since {look.day(news.since)}", tuple(_delivered(facts, news, mine))),
        Section("Short term", tuple(_running(facts, news, short))),
        Section("Next steps", coming),
        Section(LONG, tuple(_running(facts, news, sorted(later, key=lambda at: -bucket[at])))),
    ]


def _delivered(facts: EngagementFacts, news: News, mine: Sequence[int]) -> list[Line]:
    rows, as_of = facts.positions, facts.snapshot.as_of
    done, finish = as_dates(rows.done), as_dates(rows.finish)
    found: list[tuple[date, Line]] = []
    for at in mine:
        name, day = rows.label(at), done[at] or finish[at]
        stopped = rows.status_standard[at] == "cancelled"
        if rows.finished[at] and day and news.since < day <= as_of and not stopped:
            found.append((day, Line(f"{name}: finished on {look.day(day)}", at)))
        for step in news.steps.get(at, ()):
            if step.actual and news.since < step.actual <= as_of:
                moved = _late(step.baseline, step.actual)
                text = f"{name}: {step.name}, reached on {look.day(step.actual)}{moved}"
                found.append((step.actual, Line(text, at)))
        for one in news.benefits.get(at, ()):
            planned = "" if one.planned is None else f", of {look.money(one.planned, one.currency)} planned"
            text = f"{name}: {look.money(one.realised, one.currency)} of benefit arrived{planned}"
            found.append((as_of, Line(text, at)))
    return [line for _, line in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _late(promised: date | None, day: date) -> str:
    moved = (day - promised).days if promised else 0
    return (
        f", {look.plural(abs(moved), 'day')} {'later' if moved > 0 else 'earlier'} than planned"
        if moved
        else ""
    )


def _coming(name: str, step: Step, *, as_of: date) -> str:
    day = step.forecast or step.baseline or as_of
    if day < as_of:
        return f"{name}: {step.name} was due on {look.day(day)} and is not reported as reached"
    return f"{name}: {step.name}, expected on {look.day(day)}{_late(step.baseline, day)}"


def _running(facts: EngagementFacts, news: News, places: Sequence[int]) -> list[Line]:
    rows, finish = facts.positions, as_dates(facts.positions.finish)
    as_of = facts.snapshot.as_of
    return [Line(_until(rows.label(at), finish[at], news.promised[at], as_of=as_of), at) for at in places]


def _until(name: str, day: date | None, promised: date | None, *, as_of: date) -> str:
    if day is None:
        return f"{name}: in work, no finish date is set"
    ahead = "was to finish" if day < as_of else "to finish"
    return f"{name}: {ahead} on {look.day(day)}{_late(promised, day)}"


def said_with(
    facts: EngagementFacts, *, place: int, answers: Sequence[tuple[date | None, str, str]]
) -> list[Section]:
    """What the person asked and what was done, what was said last, and what they are still owed."""
    people = facts.people
    done = [Line(f"{_asked(text)} We did: {outcome.rstrip('.')}.") for _, text, outcome in answers]
    note, day = str(people.last_said[place]), as_dates(people.last_said_on)[place]
    last = [Line(note)] if note else []
    items = people.follow_up[place]
    dues = as_dates(np.array([item.due for item in items], dtype="datetime64[D]"))
    owed = [
        Line(f"{item.text.rstrip('.')}{f', due {look.day(due)}' if due else ''}.")
        for item, due in zip(items, dues, strict=True)
    ]
    return [
        Section("You said, we did", tuple(done)),
        Section(f"Noted when we last spoke{f', {look.day(day)}' if day else ''}", tuple(last)),
        Section("Still open", tuple(owed)),
    ]


def _asked(text: str) -> str:
    return text if text.rstrip()[-1:] in ".?!" else f"{text.rstrip()}."
