"""
Stakeholders in words and rows: the first screen, and who passes the filters.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.engagement import captions, listing, remarks, tables, words
from pmo_core.answers.engagement.findings import SinglePoint, Trend
from pmo_core.answers.engagement.judgement import NEXT, Conversation, Judged, ranked
from pmo_core.answers.engagement.metric import ATTAINMENT, CADENCE, SINGLE_POINTS, attainment
from pmo_core.look import Card
from pmo_core.measure.engage import QUADRANTS


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture with its words; `rows` may be empty, `rest` says what it leaves out."""

    title: str
    rows: pd.DataFrame
    alt: str
    rest: str


@dataclass(frozen=True, eq=False)
class EngagementView:
    """All the first screen shows; `talks` are the next conversations, at most five."""

    sentence: str
    note: str
    cards: tuple[Card, ...]
    grid: Picture
    talks: tuple[Conversation, ...]


def engagement_view(
    judged: Judged, places: Sequence[int], *, points: Sequence[SinglePoint], roles_only: bool
) -> EngagementView:
    """Word the people at these places."""
    shown = set(places)
    talks = tuple(talk for talk in ranked(judged) if talk.place in shown)[:NEXT]
    carried = [one for one in points if one.place in shown]
    return EngagementView(
        sentence=words.verdict(judged, talks, roles_only=roles_only) if places else "Nobody fits the filter.",
        note=words.note(judged, places),
        cards=(
            _reached(judged, places),
            _late(judged, places),
            _alone(judged, carried, roles_only=roles_only),
        ),
        grid=_grid(judged, places, talks, roles_only=roles_only),
        talks=talks,
    )


def _reached(judged: Judged, places: Sequence[int]) -> Card:
    people, at = judged.facts.people, list(places)
    found, gap = attainment(
        people.power[at], people.interest[at], current=people.current[at], desired=people.desired[at]
    )
    if found.value is None:
        return Card(
            "Where they are needed", "–", "Nobody has power, interest and both levels", ATTAINMENT.meaning
        )
    said = f"{look.number(gap.value or 0.0)} points short, from {found.n_used} of {found.n_total} people"
    return Card("Where they are needed", look.share(found.value), said, ATTAINMENT.meaning)


def _late(judged: Judged, places: Sequence[int]) -> Card:
    at = list(places)
    paced = int((~np.isnan(judged.overdue_ratio[at])).sum())
    late = [one for one in at if judged.overdue[one]]
    unheard = int(judged.never[at].sum())
    said = "Nobody has an agreed rhythm and a talk to count from"
    if paced:
        worst = max((float(judged.overdue_ratio[one]) for one in late), default=0.0)
        said = f"Up to {look.number(worst, decimals=1)} times the agreed days" if late else "All on time"
        said += f"; {unheard} never spoken to" if unheard else ""
    return Card("Overdue for a talk", f"{len(late)} of {paced}" if paced else "–", said, CADENCE.meaning)


def _alone(judged: Judged, points: Sequence[SinglePoint], *, roles_only: bool) -> Card:
    said = "No horizon or objective rests on one person alone"
    if points:
        whom = words.called(judged, points[0].place, roles_only=roles_only)
        said = f"{whom}: {points[0].name} {'term' if points[0].kind == 'horizon' else ''}".strip()
        said += f", and {len(points) - 1} more" if len(points) > 1 else ""
    elif not any(judged.facts.projects):
        said = "Nobody is linked with a project, so nobody can say"
    known = points or any(judged.facts.projects)
    return Card("Carried by one person", str(len(points)) if known else "–", said, SINGLE_POINTS.meaning)


def _grid(
    judged: Judged, places: Sequence[int], talks: Sequence[Conversation], *, roles_only: bool
) -> Picture:
    numbers = {talk.place: rank for rank, talk in enumerate(talks, start=1)}
    rows = tables.grid(judged, places, numbers=numbers, roles_only=roles_only)
    placed = int((judged.quadrant[list(places)] != "").sum())
    rest = [f"The {len(rows)} with the widest gaps of {look.number(placed)}."] if placed > len(rows) else []
    return Picture(
        captions.grid_title(judged, places),
        rows,
        captions.grid_alt(judged, places, roles_only=roles_only),
        " ".join([*rest, remarks.unplaced(judged, list(places))]).strip(),
    )


def trend_picture(found: Trend) -> Picture | None:
    """How the attainment of all people moved, by day of the register; None where one day is known."""
    known = tuple((day, one) for day, one in found if one.value is not None)
    if len(known) < 2:
        return None
    return Picture(captions.trend_title(known), listing.trend(known), captions.trend_alt(known), "")


def matrix_picture(judged: Judged, places: Sequence[int], *, roles_only: bool) -> Picture:
    """From which level to which, those who have to move."""
    drawn, rows = tables.matrix(judged, places, roles_only=roles_only)
    short = sum(bool(judged.gap[at] > 0) for at in places)
    return Picture(
        captions.matrix_title(judged, places),
        rows,
        captions.matrix_alt(judged, drawn, places=places, roles_only=roles_only),
        f"The {len(drawn)} whose gap weighs most of {short}." if short > len(drawn) else "",
    )


def shown(judged: Judged, filters: Mapping[str, str]) -> list[int]:
    """
    Places of the people who pass the filters.

    Args:
        judged: Everybody.
        filters: text (part of name, role, group or of what they care about), group and attention; '' = all.
    """
    people = judged.facts.people
    keep = np.ones(people.size, bool)
    if filters.get("group"):
        keep &= np.array([name.casefold() == filters["group"].casefold() for name in people.group], bool)
    if filters.get("attention"):
        keep &= np.equal(judged.quadrant, filters["attention"])
    places: list[int] = np.flatnonzero(keep).tolist()
    text = filters.get("text", "").casefold().strip()
    return [at for at in places if text in _searched(judged, at)] if text else places


def _searched(judged: Judged, at: int) -> str:
    people = judged.facts.people
    told = (people.label(at), people.role[at], people.group[at], people.cares_about[at])
    return " ".join(map(str, told)).casefold()


def options(judged: Judged) -> dict[str, list[str]]:
    """What every filter can be set to, beside '' for none."""
    groups: dict[str, str] = {}
    for name in judged.facts.people.group:
        if name:
            groups.setdefault(name.casefold(), str(name))
    return {
        "group": sorted(groups.values(), key=str.casefold),
        "attention": [name for name in QUADRANTS if name in set(judged.quadrant)],
        "person": [str(key) for key in judged.facts.people.key],
    }
