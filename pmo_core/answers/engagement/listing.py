"""Stakeholders in lists: what the tables and files of the page hold. Every text is plain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.engagement import remarks, words
from pmo_core.answers.engagement.findings import Group, SinglePoint, Trend, Unattended
from pmo_core.answers.engagement.judgement import Judged
from pmo_core.answers.engagement.surveys import Survey
from pmo_core.measure.arrays import Floats

LISTED: Final = 12
"""Different answers to a question that are listed."""
PRIVATE: Final = ("Name", "Id", "Last said", "Open", "Now", "Needed", "Steps short", "Sentiment")
"""Columns that a file by roles does not have: names, notes and levels."""


def listed(judged: Judged, places: Sequence[int], *, roles_only: bool) -> pd.DataFrame:
    """Everybody with all that is judged, in the order of the places; columns without a value stay out."""
    people, at = judged.facts.people, list(places)
    debts = f"Engagement debt, {judged.facts.held.unit}·days".replace(", ·", ", ")
    frame = pd.DataFrame(
        {
            "Name": [words.called(judged, one) for one in at],
            "Id": people.id[at],
            "Role": people.role[at],
            "Group": people.group[at],
            "Power": people.power[at],
            "Interest": people.interest[at],
            "Attention": [str(name).capitalize() for name in judged.quadrant[at]],
            "Now": [_level(float(one)) for one in people.current[at]],
            "Needed": [_level(float(one)) for one in people.desired[at]],
            "Steps short": judged.gap[at],
            "Days since a talk": judged.days_since[at],
            "Agreed days": people.cadence_days[at],
            "Days overdue": judged.days_over[at],
            "Money of their projects": judged.at_stake[at],
            debts: judged.debt[at],
            "Sentiment": judged.sentiment[at],
            "Channel": people.channel[at],
            "Last said": people.last_said[at],
            "Open": ["; ".join(item.text for item in people.follow_up[one]) for one in at],
        }
    )
    if roles_only:
        frame = frame.drop(columns=list(PRIVATE))
        frame.insert(0, "Person", [words.called(judged, one, roles_only=True) for one in at])
        frame = frame.drop(columns="Role")
    empty = [name for name in frame if frame[name].replace("", None).isna().all()]
    return frame.drop(columns=empty)


def _level(value: float) -> str | None:
    return None if math.isnan(value) else words.level(value)


def overdue(judged: Judged, places: Sequence[int], *, roles_only: bool) -> pd.DataFrame:
    """Who has waited longer than agreed, the longest against the agreed rhythm first."""
    late = sorted(
        (at for at in places if judged.overdue[at]), key=lambda at: -float(judged.overdue_ratio[at])
    )
    people = judged.facts.people
    return pd.DataFrame(
        {
            "Person": [words.called(judged, at, roles_only=roles_only) for at in late],
            "Last talk": [None if judged.never[at] else people.last_two_way[at].item() for at in late],
            "Days since": judged.days_since[late],
            "Agreed days": people.cadence_days[late],
            "Times the rhythm": judged.overdue_ratio[late],
            "Money of their projects": judged.at_stake[late],
            "Channel": people.channel[late],
        }
    )


def drifting(judged: Judged, places: Sequence[int], *, roles_only: bool) -> pd.DataFrame:
    """Whose mood moved within 90 days, the worst first."""
    moved = sorted((at for at in places if remarks.wide(judged, at)), key=lambda at: float(judged.drift[at]))
    return pd.DataFrame(
        {
            "Person": [words.called(judged, at, roles_only=roles_only) for at in moved],
            "Sentiment 90 days before": _tenths(judged.before[moved]),
            "Sentiment now": _tenths(judged.sentiment[moved]),
            "Moved by": _tenths(judged.drift[moved]),
            "Entries": judged.moods[moved],
        }
    )


def trend(found: Trend) -> pd.DataFrame:
    """Attainment by day of the register, with how many people it rests on."""
    return pd.DataFrame(
        {
            "Day": [day for day, _ in found],
            "Reached": [one.value for _, one in found],
            "Assessed": [one.n_used for _, one in found],
            "People": [one.n_total for _, one in found],
        }
    )


def _tenths(values: Floats) -> Floats:
    """Moods as they are shown; nothing that rounds to none is minus none."""
    return np.round(values, 1) + 0.0


def grouped(found: Sequence[Group]) -> pd.DataFrame:
    """Groups, the widest gap first."""
    return pd.DataFrame(
        {
            "Group": [one.name or "Of no group" for one in found],
            "People": [one.people for one in found],
            "Assessed": [one.assessed for one in found],
            "Reached": [one.attainment.value for one in found],
            "Gap, points": [one.gap.value for one in found],
            "Overdue": [f"{one.overdue} of {one.paced}" if one.paced else "–" for one in found],
        }
    )


def carried(judged: Judged, found: Sequence[SinglePoint], *, roles_only: bool) -> pd.DataFrame:
    """Horizons and objectives that one person carries."""
    unit = judged.facts.held.unit
    return pd.DataFrame(
        {
            "What": [f"{one.name.capitalize()} term" if one.kind == "horizon" else one.name for one in found],
            "Carried by": [words.called(judged, one.place, roles_only=roles_only) for one in found],
            "Projects": [one.projects for one in found],
            "Money": ["–" if one.money is None else look.amount(one.money, unit) for one in found],
            "Of all open": ["–" if one.whole is None else look.amount(one.whole, unit) for one in found],
            "Anybody else": ["nobody" if one.only else "with less than half" for one in found],
        }
    )


def alone(judged: Judged, found: Sequence[Unattended]) -> pd.DataFrame:
    """New projects that nobody is linked with, the most money first."""
    held = judged.facts.held
    return pd.DataFrame(
        {
            "Project": [str(held.positions.name[one.place]) for one in found],
            "Started": [one.start.item() for one in found],
            "Money": ["–" if one.money is None else look.amount(one.money, held.unit) for one in found],
            "Department": [held.positions.department[one.place] for one in found],
        }
    )


def questions(found: Survey) -> pd.DataFrame:
    """How each question of a survey was answered."""
    asked = found.questions
    return pd.DataFrame(
        {
            "Question": [one.text for one in asked],
            "Scale": ["–" if one.low is None else f"{one.low:g} to {one.high:g}" for one in asked],
            "Answers": [f"{one.n} of {one.asked}" for one in asked],
            "Above the middle": [one.above for one in asked],
            "How often each": [
                ", ".join(f"{value:g}: {times}" for value, times in one.answers[:LISTED]) for one in asked
            ],
        }
    )
