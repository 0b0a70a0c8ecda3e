"""What to keep in mind beside the figures of alignment: what could not be judged, and why. Plain text."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.alignment import words
from pmo_core.answers.alignment.judgement import Judged

INFLATED: Final = 3.0
"""More objectives per project than this say that everything serves everything."""


def left_out(judged: Judged) -> list[str]:
    """Which projects are in no figure, and which links lead nowhere; one sentence each."""
    facts = judged.facts
    positions = facts.held.positions
    over = [f"“{positions.label(at)}” ({look.share(float(facts.sums[at]))})" for at in judged.too_much]
    bare = int((~facts.held.held).sum())
    unscored = int(facts.unscored.sum())
    said = [
        f"Shares of more than 100 % in all: {words.listed(over, most=5)}. Not judged until they are lowered."
        if over
        else "",
        f"{look.plural(unscored, 'project')} with links but without any share "
        f"{'is' if unscored == 1 else 'are'} not assessed."
        if unscored
        else "",
        f"{look.plural(bare, 'project')} without an amount {'is' if bare == 1 else 'are'} in no sum of money."
        if bare
        else "",
        _strange("project", facts.unknown_projects),
        _strange("objective", facts.unknown_objectives),
    ]
    return [line for line in said if line]


def _strange(what: str, found: tuple[tuple[str, int], ...]) -> str:
    if not found:
        return ""
    named = [f"{name} ({look.plural(count, 'link')})" for name, count in found]
    return f"Links to no {what} that is here: {words.listed(named, most=5)}."


def inflation(judged: Judged) -> str:
    """How many objectives a project is said to serve, and whether that still says anything."""
    found = judged.totals.per_project
    if found.value is None:
        return found.reason
    most = int((judged.facts.shares > 0).sum(axis=1).max(initial=0))
    said = f"A project serves {look.number(found.value, decimals=1)} objectives on average, {most} at most."
    if found.value > INFLATED:
        return f"{said} Above {INFLATED:g} everything serves everything, and no choice shows any more."
    return said


def dependent(judged: Judged) -> str:
    """How many objectives rest on one project for half of their money or more."""
    known = judged.dependence[~np.isnan(judged.dependence)]
    heavy = int((known >= 0.5).sum())
    if not known.size:
        return "No objective has money yet."
    if not heavy:
        return "No project holds half of the money of an objective."
    of = look.plural(known.size, "objective")
    return f"{heavy} of {of} with money {'has' if heavy == 1 else 'have'} half of it or more in one project."


def about(judged: Judged, at: int) -> list[str]:
    """One objective: its money against its weight, who answers for it, what carries it."""
    objective, unit = judged.facts.objectives[at], judged.facts.held.unit
    money, weight = float(judged.spend[at]), float(judged.weighing.values[at])
    part = float(judged.share[at])
    said = [
        f"{words.amount(money, unit)}"
        + ("" if np.isnan(part) else f", {look.share(part)} of the money that serves objectives")
        + ("" if np.isnan(weight) else f", at a weight of {look.share(weight)}")
        + (f": {words.against(judged, at)}" if words.against(judged, at) else "")
        + ".",
        f"Horizon: {objective.horizon}." if objective.horizon else "",
        f"Owner: {objective.owner}." if objective.owner else "Nobody owns it.",
    ]
    if judged.largest[at] >= 0:
        held = look.share(float(judged.dependence[at]))
        count = look.plural(int(judged.projects[at]), "project")
        said.append(f"{words.carrier(judged, at)} holds {held} of it; {count} in all.")
    return [line for line in said if line]
