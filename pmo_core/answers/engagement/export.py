"""Engagement as a document: null with its reason where a figure may not be shown."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np

from pmo_core.answers.engagement.facts import gather, present
from pmo_core.answers.engagement.findings import Group, groups, overall, single_points, unattended
from pmo_core.answers.engagement.judgement import Judged, judged, next_talks
from pmo_core.answers.engagement.surveys import Survey
from pmo_core.measure.arrays import Floats
from pmo_core.measure.engage import LEVELS
from pmo_core.model import Result, Snapshot
from pmo_core.store.database import Database

Document: TypeAlias = dict[str, Any]
NOT_ASSESSED: Final = "not_assessed"


def engagement_document(db: Database, snapshot: Snapshot, *, today: date | None = None) -> Document:
    """
    Document of the command `engagement`.

    Args:
        db: The store.
        snapshot: What is asked.
        today: Given, contacts up to this day count too; by default only those up to the snapshot's date.
    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    return documented(judged(gather(db, snapshot if today is None else present(db, snapshot, today=today))))


def documented(found: Judged) -> Document:
    """Put what was judged into the form of the command."""
    facts = found.facts
    reached, gap, on_time = overall(found)
    figures = {"gap": gap, "attainment": reached, "on_time": on_time}
    return {
        "stakeholders": [_person(found, place) for place in range(facts.people.size)],
        "levels": _levels(found),
        **{name: result.value for name, result in figures.items()},
        "as_of": facts.snapshot.as_of.isoformat(),
        "currency": facts.held.unit,
        "assessed": int(found.assessed.sum()),
        "unplaced": int((found.quadrant == "").sum()),
        "overdue": int(found.overdue.sum()),
        "never": int(found.never.sum()),
        "next": [{"because": one.because, **_talk(found, one.place)} for one in next_talks(found)],
        "groups": [_group(one) for one in groups(found)],
        "single_points": _points(found),
        "unattended": _unattended(found),
        "surveys": [_survey(one) for one in facts.surveys],
        "strangers": [{"name": name, "contacts": n} for name, n in facts.strangers],
        "reasons": {name: result.reason for name, result in figures.items() if result.value is None},
    }


def _person(found: Judged, place: int) -> Document:
    people = found.facts.people
    figures = {
        "power": people.power,
        "interest": people.interest,
        "current": people.current,
        "desired": people.desired,
        "gap": found.gap,
        "days_since": found.days_since,
        "overdue_ratio": found.overdue_ratio,
        "debt": found.debt,
        "over_engaged": found.over,
        "weighted_gap": found.weighted_gap,
        "pressure": found.pressure,
        "cadence_days": people.cadence_days,
        "sentiment": found.sentiment,
        "drift": found.drift,
    }
    told = {name: _figure(column, place) for name, column in figures.items()}
    return {
        "id": str(people.id[place]) or None,
        "name": people.label(place),
        **{name: told[name] for name in ("power", "interest", "current", "desired", "gap")},
        "quadrant": found.quadrant[place] or None,
        **{name: told[name] for name in ("days_since", "overdue_ratio", "debt")},
        **{name: value for name, value in told.items() if name not in _CONTRACT},
        "group": people.group[place] or None,
        "never": bool(found.never[place]),
        "reasons": {name: why for name, why in _why(found, place).items() if told.get(name, "") is None}
        | ({} if found.quadrant[place] else {"quadrant": "no power or no interest"}),
    }


_CONTRACT: Final = frozenset(
    ("power", "interest", "current", "desired", "gap", "days_since", "overdue_ratio", "debt")
)


def _why(found: Judged, place: int) -> dict[str, str]:
    """Why a figure of a person is null, in words."""
    people = found.facts.people
    level = "no current level" if np.isnan(people.current[place]) else "no desired level"
    weight = "no power" if np.isnan(people.power[place]) else "no interest"
    unknown = "never spoken to, and registered after the date"
    cadence = "no agreed rhythm" if np.isnan(people.cadence_days[place]) else unknown
    money = f"no open project with an amount in {found.facts.held.unit or 'one currency'}"
    debt = cadence if np.isnan(found.days_over[place]) else money
    return {
        "current": "not assessed",
        "desired": "not assessed",
        "power": "not assessed",
        "interest": "not assessed",
        "gap": level,
        "over_engaged": level,
        "weighted_gap": level if np.isnan(found.gap[place]) else weight,
        "days_since": unknown,
        "overdue_ratio": cadence,
        "debt": weight if np.isnan(found.weight[place]) else debt,
        "pressure": weight if np.isnan(found.weight[place]) else cadence,
        "cadence_days": "no agreed rhythm",
        "sentiment": "nobody entered one",
        "drift": "nobody entered a sentiment in the last 90 days, or none before",
    }


def _talk(found: Judged, place: int) -> Document:
    """Somebody to talk to: how, what was said last, what is open."""
    people, keys = found.facts.people, found.facts.positions
    return {
        "id": str(people.id[place]) or None,
        "name": people.label(place),
        "channel": people.channel[place] or None,
        "owner": people.owner[place] or None,
        "cares_about": people.cares_about[place] or None,
        "last_conversation": _day(people.last_two_way[place]),
        "last_said": people.last_said[place] or None,
        "open": [item.text for item in people.follow_up[place]],
        "projects": [keys.label(one) for one in found.facts.projects[place]],
    }


def _levels(found: Judged) -> list[Document]:
    """How many people are at each level, and how many are wanted there; last those without one."""
    people = found.facts.people
    counted = [
        {
            "level": place,
            "name": name,
            "current": int((people.current == place).sum()),
            "desired": int((people.desired == place).sum()),
        }
        for place, name in enumerate(LEVELS)
    ]
    blank = {
        "current": int(np.isnan(people.current).sum()),
        "desired": int(np.isnan(people.desired).sum()),
    }
    return [*counted, {"level": None, "name": NOT_ASSESSED, **blank}]


def _group(one: Group) -> Document:
    return {
        "name": one.name or None,
        "people": one.people,
        "assessed": one.assessed,
        "gap": one.gap.value,
        "attainment": one.attainment.value,
        "with_rhythm": one.paced,
        "overdue": one.overdue,
        "debt": None if np.isnan(one.debt) else one.debt,
        "reasons": ({} if one.gap.value is not None else dict.fromkeys(("gap", "attainment"), one.gap.reason))
        | ({"debt": "nobody with a rhythm, weight and money at stake"} if np.isnan(one.debt) else {}),
    }


def _points(found: Judged) -> list[Document]:
    people = found.facts.people
    return [
        {
            "kind": one.kind,
            "name": one.name,
            "person": people.label(one.place),
            "projects": one.projects,
            "money": one.money,
            "spoken_for": one.spoken_for,
            "whole": one.whole,
            "only": one.only,
            **_unless(one.money is not None, "no project of it has an amount"),
        }
        for one in single_points(found.facts)
    ]


def _unattended(found: Judged) -> list[Document]:
    rows = found.facts.held.positions
    return [
        {
            "id": rows.project_id[one.place],
            "name": rows.label(one.place),
            "start": _day(one.start),
            "money": one.money,
            **_unless(one.money is not None, "no amount"),
        }
        for one in unattended(found.facts)
    ]


def _survey(one: Survey) -> Document:
    score = one.nps
    return {
        "first": one.first and one.first.isoformat(),
        "last": one.last and one.last.isoformat(),
        "asked": one.response.n_total,
        "responded": one.response.n_used,
        "response_rate": one.response.value,
        "nps": score.value if score else None,
        "nps_error": score.inputs.get("error") if score else None,
        "answers": [
            {"question": each.text, "n": each.n, "asked": each.asked, "above_middle": each.above}
            | _unless(each.above is not None, "no scale" if each.n else "no answer")
            for each in one.questions
        ],
        "reasons": _lacking(one, score),
    }


def _lacking(one: Survey, score: Result | None) -> dict[str, str]:
    found = {"response_rate": one.response.reason} if one.response.value is None else {}
    if score is None:
        return {**found, "nps": "no question from 0 to 10 whether people would recommend"}
    return found | ({"nps": score.reason} if score.value is None else {})


def _unless(known: bool, reason: str) -> Document:
    """The reason beside a figure that is null."""
    return {} if known else {"reason": reason}


def _figure(column: Floats, place: int) -> float | None:
    return None if np.isnan(column[place]) else float(column[place])


def _day(day: np.datetime64) -> str | None:
    return None if np.isnat(day) else str(day)
