"""What the facts say of everybody: how far to move, how long unspoken to, what that puts at stake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from pmo_core.answers.engagement.facts import EngagementFacts
from pmo_core.measure import cadence, engage
from pmo_core.measure.arrays import Flags, Floats, Texts, Whole
from pmo_core.measure.sentiment import HALF_LIFE, sentiment
from pmo_core.thresholds import Thresholds

NEXT: Final = 5
"""So many conversations are proposed."""

Because = Literal["debt", "overdue", "gap"]


@dataclass(frozen=True)
class Conversation:
    """
    Somebody to talk to next.

    because: 'debt' overdue, with money at stake; 'overdue' without; 'gap' not overdue, but not where needed.
    """

    place: int
    because: Because


@dataclass(frozen=True, eq=False)
class Judged:
    """
    One place per person, in the order of `facts.people`; NaN and '' = it cannot be said.

    assessed: power, interest and both levels are there. gap, over: steps to move, and steps too many; NaN
    where a level is missing. weight: power·interest, 1–25. quadrant: one of `engage.QUADRANTS`.
    never: without any conversation, so that days_since counts from the registration. days_since,
    overdue_ratio, days_over: against the agreed days. at_stake: investment of the person's open projects;
    `stake_projects` of them have an amount. debt: currency·days. pressure: days overdue·power·interest, for
    those without money at stake. sentiment, before: −2 to +2 at the date, and 90 days earlier; drift: the
    difference, NaN where nobody has entered anything since; moods: entries.
    """

    facts: EngagementFacts
    assessed: Flags
    gap: Floats
    over: Floats
    weight: Floats
    weighted_gap: Floats
    quadrant: Texts
    never: Flags
    days_since: Floats
    overdue_ratio: Floats
    days_over: Floats
    at_stake: Floats
    stake_projects: Whole
    debt: Floats
    pressure: Floats
    sentiment: Floats
    before: Floats
    drift: Floats
    moods: Whole

    @property
    def overdue(self) -> Flags:
        """Who has waited longer than agreed."""
        return np.asarray(self.overdue_ratio > 1, dtype=np.bool_)


def judged(facts: EngagementFacts) -> Judged:
    """Judge everybody at once."""
    people, as_of = facts.people, np.datetime64(facts.snapshot.as_of, "D")
    weight = people.power * people.interest
    gap = engage.level_gap(people.current, people.desired)
    waited = cadence.days_since(people.last_two_way, people.registered, as_of=as_of)
    over = cadence.days_over(waited, people.cadence_days)
    at_stake, stake_projects = _at_stake(facts)
    earlier = as_of - np.timedelta64(int(HALF_LIFE), "D")
    now, before = (_mood(facts, as_of=day) for day in (as_of, earlier))
    fresh = np.bincount(facts.moods.person[facts.moods.day > earlier], minlength=people.size) > 0
    return Judged(
        facts=facts,
        assessed=engage.complete(
            people.power, people.interest, current=people.current, desired=people.desired
        ),
        gap=gap,
        over=engage.over_engaged(people.current, people.desired),
        weight=weight,
        weighted_gap=weight * gap,
        quadrant=placed(facts, facts.settings.thresholds),
        never=np.isnat(people.last_two_way),
        days_since=waited,
        overdue_ratio=cadence.overdue_ratio(waited, people.cadence_days),
        days_over=over,
        at_stake=at_stake,
        stake_projects=stake_projects,
        debt=cadence.debt(over, weight, at_stake=at_stake),
        pressure=over * weight,
        sentiment=now,
        before=before,
        drift=np.where(fresh, now - before, np.nan),
        moods=np.bincount(facts.moods.person, minlength=people.size),
    )


def placed(facts: EngagementFacts, thresholds: Thresholds) -> Texts:
    """Everybody's place in the grid of power and interest, by the border of these thresholds."""
    return engage.quadrant(facts.people.power, facts.people.interest, high=thresholds.high_standing)


def _at_stake(facts: EngagementFacts) -> tuple[Floats, Whole]:
    """Investment of the open projects of each person, and how many of them have an amount."""
    at = {key: place for place, key in enumerate(facts.held.positions.key)}
    opened = [at.get(key, -1) for key in facts.positions.key]
    links = [(person, opened[one]) for person, mine in enumerate(facts.projects) for one in mine]
    person, project = np.array(links, dtype=np.int64).reshape(-1, 2).T
    money = np.append(facts.held.amounts, np.nan)[
        project
    ]  # what is not open is the last place, without money
    held = ~np.isnan(money)
    counts = np.bincount(person[held], minlength=facts.people.size)
    sums = np.bincount(person[held], weights=money[held], minlength=facts.people.size)
    return np.where(counts > 0, sums, np.nan), counts


def _mood(facts: EngagementFacts, *, as_of: np.datetime64) -> Floats:
    moods = facts.moods
    return sentiment(moods.value, moods.day, person=moods.person, people=facts.people.size, as_of=as_of)


def ranked(found: Judged) -> tuple[Conversation, ...]:
    """
    Everybody worth a talk, the most pressing first.

    First by engagement debt; then the overdue without money at stake, by days·power·interest; then those
    who are on time but not where they are needed, by power·interest·gap. Equal ones by id.
    """
    names = [
        (found.facts.people.id[place], found.facts.people.label(place)) for place in range(found.gap.size)
    ]
    lists: Sequence[tuple[Because, Floats]] = (
        ("debt", found.debt),
        ("overdue", found.pressure),
        ("gap", found.weighted_gap),
    )
    chosen: dict[int, Conversation] = {}
    for because, worth in lists:
        places = np.flatnonzero(worth > 0).tolist()
        for place in sorted(places, key=lambda one: (-worth[one], names[one])):
            chosen.setdefault(place, Conversation(place, because))
    return tuple(chosen.values())


def next_talks(found: Judged, *, most: int = NEXT) -> tuple[Conversation, ...]:
    """The next conversations, the most pressing first."""
    return ranked(found)[:most]
