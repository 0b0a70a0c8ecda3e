"""A strategy that is tried, in words and rows: both sides, the objectives, and what is hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.alignment import captions, rehearsal_words, tables, words
from pmo_core.answers.alignment.metric import MISALLOCATION, OBJECTIVE_COVERAGE
from pmo_core.answers.alignment.rehearsal import Rehearsal
from pmo_core.answers.alignment.view import Picture
from pmo_core.look import Card
from pmo_core.measure.positions import as_dates

NARROW: Final = 1.35
"""How much more room the figures need where two pictures stand side by side."""


@dataclass(frozen=True, eq=False)
class RehearsalView:
    """All that is said of a rehearsal; `projects` and what hangs on them may be empty."""

    sentence: str
    said: tuple[str, ...]
    cards: tuple[Card, ...]
    before: Picture
    after: Picture
    objectives: pd.DataFrame
    projects: pd.DataFrame
    milestones: pd.DataFrame
    kpis: pd.DataFrame
    people: pd.DataFrame


def rehearsal_view(found: Rehearsal) -> RehearsalView:
    """Word a rehearsal."""
    both = [tables.money(judged) for judged in (found.before, found.after)]
    room = NARROW * max(rows["room"].max() for rows in both)
    before, after = (rows.assign(room=room) for rows in both)  # one scale, so that they compare
    return RehearsalView(
        sentence=rehearsal_words.verdict(found),
        said=tuple(rehearsal_words.consequences(found)),
        cards=_cards(found),
        before=Picture(
            rehearsal_words.picture_title(found, tried=False),
            before,
            captions.money_alt(found.before, before),
        ),
        after=Picture(
            rehearsal_words.picture_title(found, tried=True), after, captions.money_alt(found.after, after)
        ),
        objectives=objectives(found),
        projects=projects(found),
        milestones=_milestones(found),
        kpis=_kpis(found),
        people=_people(found),
    )


def _cards(found: Rehearsal) -> tuple[Card, ...]:
    before, after = found.before, found.after
    unit = after.facts.held.unit
    values = [judged.totals.misallocation.value for judged in (before, after)]
    shares = ["–" if value is None else look.share(value) for value in values]
    weights = [judged.totals.coverage_by_weight.value for judged in (before, after)]
    funded = ["–" if value is None else look.share(value) for value in weights]
    newly = found.newly_misplaced
    return (
        Card(
            "Would have to move",
            words.arrow(*shares),
            f"{words.amount(words.to_move(after), unit)} of {words.amount(after.aligned, unit)}",
            MISALLOCATION.meaning,
        ),
        Card(
            "Weight with money",
            words.arrow(*funded),
            words.unfunded(after) if after.unfunded else "Every objective with a weight has money",
            OBJECTIVE_COVERAGE.meaning,
        ),
        Card(
            "Projects hit",
            str(len(found.hit)),
            f"{words.amount(newly, unit)} newly beyond the weights"
            if newly
            else "None newly beyond the weights",
            "Projects with money beyond these weights that is not beyond the present ones, and those that "
            "serve nothing with a weight any more.",
        ),
    )


def objectives(found: Rehearsal) -> pd.DataFrame:
    """Every objective before and after; columns without a value stay out."""
    before, after = found.before, found.after
    unit = tables.in_unit(after)
    said = {
        **dict.fromkeys(found.no_longer_far, "near its weight at last"),
        **dict.fromkeys(found.newly_far, "newly far from its weight"),
        **dict.fromkeys(found.newly_unfunded, "newly unfunded"),
    }
    frame = pd.DataFrame(
        {
            "Objective": words.names(after.facts),
            "Weight now": before.weighing.values,
            "Weight tried": after.weighing.values,
            f"Money{unit}": after.spend,
            f"Above its weight now{unit}": before.gap,
            f"Above its weight then{unit}": after.gap,
            "What changes": [said.get(at) for at in range(after.spend.size)],
        }
    )
    return frame.drop(columns=[name for name in frame if frame[name].isna().all()])


def projects(found: Rehearsal) -> pd.DataFrame:
    """The projects that are hit, the most money first, with how much hangs on each."""
    facts, at = found.after.facts, list(found.hit)
    size, hanging = facts.held.amounts.size, found.belongings
    return pd.DataFrame(
        {
            "Project": [facts.held.positions.label(one) for one in at],
            f"Amount{tables.in_unit(found.after)}": facts.held.amounts[at],
            f"Newly beyond{tables.in_unit(found.after)}": found.newly[at],
            "Loses its reason": ["yes" if one else None for one in found.lost[at]],
            "Milestones": hanging.milestones.counts(size)[at],
            "KPIs": hanging.kpis.counts(size)[at],
            "Stakeholders": hanging.people.counts(size)[at],
            "Owner": facts.held.positions.owner[at],
        }
    )


def _milestones(found: Rehearsal) -> pd.DataFrame:
    things, at = found.belongings.milestones, found.milestones
    return pd.DataFrame(
        {
            "Milestone": things.name[at],
            "Project": _called(found, things.project[at]),
            "Due": as_dates(things.day[at]),
        }
    )


def _kpis(found: Rehearsal) -> pd.DataFrame:
    things, at = found.belongings.kpis, found.kpis
    served = [*words.names(found.after.facts), None]
    return pd.DataFrame(
        {
            "KPI": things.name[at],
            "Project": _called(found, things.project[at]),
            "Objective": [served[int(one)] for one in things.objective[at]],
        }
    )


def _people(found: Rehearsal) -> pd.DataFrame:
    """Each person once, with the projects of theirs that are hit."""
    things, at = found.belongings.people, found.people
    called = _called(found, things.project[at])
    named = pd.DataFrame({"Stakeholder": things.name[at], "Projects": called})
    return named.groupby("Stakeholder", sort=False)["Projects"].agg("; ".join).reset_index()


def _called(found: Rehearsal, places: np.ndarray) -> list[str | None]:
    positions = found.after.facts.held.positions
    return [positions.label(int(one)) if one >= 0 else None for one in places]
