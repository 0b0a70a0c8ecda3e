"""Sentences about alignment: what serves nothing, what nobody pays for, what lies elsewhere. Plain text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.alignment.facts import StrategyFacts
from pmo_core.answers.alignment.judgement import Judged

NAMED: Final = 2
"""Objectives that a sentence names."""
NONE: Final = "No objective"
"""What stands for money that serves nothing."""


def names(facts: StrategyFacts) -> list[str]:
    """What to call each objective (K), so that no two are alike."""
    labels = [one.label for one in facts.objectives]
    often = Counter(labels)
    return [
        f"{label} ({one.id or at})" if often[label] > 1 or label == NONE else label
        for at, (label, one) in enumerate(zip(labels, facts.objectives, strict=True), start=1)
    ]


def verdict(judged: Judged) -> str:
    """The answer in money and names: what serves no objective, and which objective nobody pays for."""
    if judged.totals.orphan_share.value is None:
        return f"No verdict yet. {judged.totals.orphan_share.reason}"
    unit = judged.facts.held.unit
    if judged.orphan_money > 0:
        part = part_of(judged.orphan_money, judged.judged_money, unit=unit)
        said = f"{part} {_serves(judged.orphan_money, unit)} no objective"
    else:
        whole = amount(judged.judged_money, unit)
        said = f"All of {whole} {_serves(judged.judged_money, unit)} an objective"
    if judged.unfunded:
        return f"{said}; {unfunded(judged)}."
    moves = to_move(judged)
    if moves <= 0 or amount(moves, unit) == amount(0, unit):
        return f"{said}; every objective has {'one' if unit == 'projects' else 'money'}."
    return f"{said}; {amount(moves, unit)} would have to move to follow the weights."


def unfunded(judged: Judged) -> str:
    """'“Net zero” is unfunded', '“Net zero”, “Growth” and 2 more are unfunded', 'no objective has money'."""
    called = names(judged.facts)
    if not judged.aligned > 0:
        return f"no objective has {'one' if judged.facts.held.unit == 'projects' else 'money'}"
    found = [f"“{called[at]}”" for at in judged.unfunded]
    return f"{listed(found)} {'is' if len(found) == 1 else 'are'} unfunded"


def listed(found: Sequence[str], *, most: int = NAMED) -> str:
    """'A', 'A and B', 'A, B and 2 more'."""
    if len(found) <= most:
        return " and ".join(found)
    return f"{', '.join(found[:most])} and {len(found) - most} more"


def to_move(judged: Judged) -> float:
    """Money that would have to move to match the weights; 0 where nobody can say."""
    return float(np.nansum(np.maximum(judged.gap, 0.0)))


def amount(value: float, unit: str) -> str:
    """An amount in words of the field; a part of a project is no whole one: '1.5 projects'."""
    if unit == "projects" and not math.isclose(value, round(value), abs_tol=1e-9):
        return f"{look.number(value, decimals=1)} projects"
    return look.amount(value, unit)


def signed(value: float, unit: str) -> str:
    """An amount with its sign: '+£120m', '−1.5 projects', '£0'."""
    text = amount(value, unit)
    return f"+{text}" if value > 0 and text != amount(0, unit) else text


def part_of(part: float, whole: float, *, unit: str) -> str:
    """'£1.2bn of £8.0bn', '12 of 60 projects'."""
    shown = amount(part, unit)
    if unit in ("person-days", "projects"):
        shown = shown.partition(" ")[0]
    return f"{shown} of {amount(whole, unit)}"


def _serves(value: float, unit: str) -> str:
    counted = unit in ("person-days", "projects")
    return "serve" if counted and not amount(value, unit).startswith("1 ") else "serves"


def note(judged: Judged) -> str:
    """What the sentence rests on: the basis, how many are known, where links and weights come from."""
    facts = judged.facts
    said = [_basis(judged)]
    if facts.origin == "column":
        said.append("What a project serves is what its own objective column says.")
    if facts.split:
        said.append("No link has a share, so each project is split equally between its objectives.")
    return " ".join([*said, weights_note(judged)])


def _basis(judged: Judged) -> str:
    held = judged.facts.held
    counted, whole = int(judged.counted.sum()), held.positions.size
    of = f"{look.number(counted)} of {look.plural(whole, 'open project')}"
    if held.unit == "projects":
        return f"Projects are counted, because none has an amount: {of} can be judged."
    return f"Money is the {held.basis_name}: {of} {'has' if counted == 1 else 'have'} one and can be judged."


def weights_note(judged: Judged) -> str:
    """Which weights hold, or why none do."""
    said = {
        "declared": "The weights of the objectives are those declared.",
        "equal": "No objective has a weight, so all count the same.",
        "asked": "The weights of the objectives are tried out, not declared.",
    }
    return said.get(judged.weighing.origin, judged.weighing.reason)


def against(judged: Judged, at: int) -> str:
    """How far an objective's money lies from its weight: '£120m above its weight'; '' without weights."""
    if not judged.weighing.holds or not judged.aligned > 0:
        return ""
    gap, unit = float(judged.gap[at]), judged.facts.held.unit
    shown = amount(abs(gap), unit)
    if shown == amount(0, unit):
        return "as its weight"
    return f"{shown} {'above' if gap > 0 else 'below'} its weight"


def carrier(judged: Judged, at: int) -> str:
    """The project that holds most of an objective's money; '' without money."""
    place = int(judged.largest[at])
    return judged.facts.held.positions.label(place) if place >= 0 else ""


def arrow(before: str, after: str) -> str:
    """'24 % → 31 %'; one figure where nothing moved."""
    return after if before == after else f"{before} → {after}"
