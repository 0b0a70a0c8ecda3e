"""What there is to know of one person before a talk, for the PMO only. Plain text."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.engagement import words
from pmo_core.answers.engagement.judgement import Judged
from pmo_core.answers.engagement.people import OpenItem
from pmo_core.answers.engagement.surveys import Survey
from pmo_core.model import Result

STILL: Final = 0.25
"""Sentiment that moved by less than this stayed as it was."""
WILLING: Final = 0.3
"""Below this share of responses a survey speaks for the willing."""


def talk(judged: Judged, at: int) -> list[str]:
    """What to have at hand for a talk: channel, what they care about, what was said last, what is open."""
    people = judged.facts.people
    said = [
        f"By {people.channel[at]}." if people.channel[at] else "",
        f"Cares about: {people.cares_about[at]}." if people.cares_about[at] else "",
        last_said(judged, at),
        *(f"Open: {owed(item)}" for item in people.follow_up[at]),
    ]
    return [line for line in said if line]


def last_said(judged: Judged, at: int) -> str:
    """What was noted at the last talk, with its date; '' without."""
    people = judged.facts.people
    if not people.last_said[at]:
        return ""
    return f"Last said, {words.when(people.last_said_on[at])}: {people.last_said[at]}"


def owed(item: OpenItem) -> str:
    """Something open, with who owes it and until when."""
    told = [
        f"{item.owner}" if item.owner else "",
        f"due {words.when(item.due)}" if item.due == item.due else "",
    ]
    since = f"since {words.when(item.since)}" if item.since == item.since else ""
    more = ", ".join(part for part in (*told, since) if part)
    return f"{item.text.rstrip('.')} ({more})." if more else f"{item.text.rstrip('.')}."


def kept(day: date | None, said: str, done: str) -> str:
    """What was asked and what was done about it: '3 Mar 2026: When? We did: In June.'"""
    when = f"{look.day(day)}: " if day else ""
    return f"{when}{said} We did: {done.rstrip('.')}."


def standing(judged: Judged, at: int, *, roles_only: bool = False) -> list[str]:
    """Where a person stands: level, weight, rhythm, mood, money, and unless names stay out whose it is."""
    people = judged.facts.people
    said = [
        _capital(words.move(judged, at)) or "Current or needed level is not given, so no gap is known.",
        _weight(judged, at),
        _capital(words.waiting(judged, at)),
        _mood(judged, at),
        _projects(judged, at),
        "" if roles_only else _owner(str(people.owner[at])),
    ]
    return [line for line in said if line]


def _owner(name: str) -> str:
    return f"Owner: {name}." if name else "Nobody owns this relationship."


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _weight(judged: Judged, at: int) -> str:
    people = judged.facts.people
    power, interest = float(people.power[at]), float(people.interest[at])
    if not judged.quadrant[at]:
        return "Power or interest is not given, so the person has no place in the grid."
    return f"Power {power:g} of 5, interest {interest:g} of 5: {judged.quadrant[at]}."


def _mood(judged: Judged, at: int) -> str:
    now, drift = float(judged.sentiment[at]), float(judged.drift[at])
    if math.isnan(now):
        return ""
    count = look.plural(int(judged.moods[at]), "entry", many="entries")
    said = f"Sentiment {words.mood(now)}, from {count}"
    if math.isnan(drift):
        return f"{said}; nothing was entered in the last 90 days."
    if abs(drift) < STILL:
        return f"{said}; as it was 90 days before."
    moved = f"{look.number(abs(drift), decimals=1)} {'better' if drift > 0 else 'worse'}"
    return f"{said}; {moved} than 90 days before."


def _projects(judged: Judged, at: int) -> str:
    facts = judged.facts
    names = [str(facts.positions.name[place]) for place in facts.projects[at]]
    unknown = facts.unknown[at]
    lost = f" Not among the projects: {', '.join(unknown)}." if unknown else ""
    if not names:
        return f"No project is linked.{lost}"
    money = words.stake(judged, at)
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"Projects: {shown}{f'; open ones hold {money}' if money else ''}.{lost}"


def unplaced(judged: Judged, places: list[int]) -> str:
    """How many are not in the grid, and why; '' if all are."""
    count = int((judged.quadrant[places] == "").sum()) if places else 0
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    return f"{look.plural(count, 'person', many='people')} without power or interest {verb} not drawn."


def strangers(judged: Judged) -> str:
    """Who is named in the log of contacts and not registered; '' if nobody."""
    found = judged.facts.strangers
    if not found:
        return ""
    named = ", ".join(f"{name} ({look.plural(count, 'contact')})" for name, count in found[:5])
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    return f"In the log of contacts, but not registered: {named}{more}."


def unsaid(judged: Judged) -> str:
    """How many contacts count as talks by their channel alone; '' if none."""
    count = int(judged.facts.people.unsaid.sum())
    if not count:
        return ""
    taken = "is taken as a talk" if count == 1 else "are taken as talks"
    return (
        f"{look.plural(count, 'contact')} {taken}: the log does not say whether the person answered, and by "
        "this channel people do."
    )


def wide(judged: Judged, at: int) -> bool:
    """Whether the mood of a person moved by so much that it is worth a word."""
    drift = float(judged.drift[at])
    return not np.isnan(drift) and abs(drift) >= STILL


def survey(found: Survey) -> list[str]:
    """What a survey says as a whole: when, how many responded, how many would recommend."""
    days = [look.day(day) for day in dict.fromkeys((found.first, found.last)) if day is not None]
    said = [f"Asked {' to '.join(days)}." if days else "Answers without a date."]
    rate = found.response
    if rate.value is None:
        said.append(rate.reason)
    else:
        willing = " Below 30 % it speaks for the willing." if rate.value < WILLING else ""
        said.append(f"{look.share(rate.value)} of {rate.n_total} asked responded.{willing}")
    if found.nameless:
        said.append(f"{look.plural(found.nameless, 'row')} without a respondent.")
    return [*said, *([recommending(found.nps)] if found.nps else [])]


def recommending(score: Result) -> str:
    """A net promoter score with its interval, or why there is none."""
    if score.value is None:
        return f"Net promoter score: {score.reason}"
    error = float(str(score.inputs["error"]))
    value = look.number(score.value)
    if not error:
        return f"Net promoter score {value}: all {score.n_used} agree."
    return f"Net promoter score {value} ± {look.number(error)}, from {score.n_used} answers."
