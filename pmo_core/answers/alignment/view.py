"""
Alignment in words and rows: the first screen, and which projects pass the filters.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.alignment import captions, remarks, tables, words
from pmo_core.answers.alignment.facts import StrategyFacts
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.answers.alignment.metric import MISALLOCATION, OBJECTIVE_COVERAGE, ORPHAN_SHARE
from pmo_core.look import Card
from pmo_core.measure.arrays import Flags
from pmo_core.measure.positions import HORIZONS


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture with its words; `rows` may be empty, `rest` says what it leaves out."""

    title: str
    rows: pd.DataFrame
    alt: str
    rest: str = ""


@dataclass(frozen=True, eq=False)
class AlignmentView:
    """All the first screen shows; `left_out` says what is in no figure, one sentence each."""

    sentence: str
    note: str
    cards: tuple[Card, ...]
    money: Picture
    left_out: tuple[str, ...]


def alignment_view(judged: Judged) -> AlignmentView:
    """Word a judgement."""
    rows = tables.money(judged)
    count = len(judged.facts.objectives)
    rest = f"The {tables.DRAWN} largest of {count} objectives." if count > tables.DRAWN else ""
    return AlignmentView(
        sentence=words.verdict(judged),
        note=words.note(judged),
        cards=(_orphans(judged), _funded(judged), _moves(judged)),
        money=Picture(captions.money_title(judged), rows, captions.money_alt(judged, rows), rest),
        left_out=tuple(remarks.left_out(judged)),
    )


def _orphans(judged: Judged) -> Card:
    found, label = judged.totals.orphan_share, "Serves no objective"
    if found.value is None:
        return Card(label, "–", found.reason, ORPHAN_SHARE.meaning)
    unit = judged.facts.held.unit
    said = look.plural(len(judged.orphans), "project")
    if unit != "projects":
        said = f"{words.part_of(judged.orphan_money, judged.judged_money, unit=unit)}, {said}"
    part = judged.totals.unassigned_share.value or 0.0
    more = (
        f"; {look.share(part)} with parts of projects" if look.share(part) != look.share(found.value) else ""
    )
    return Card(label, look.share(found.value), f"{said}{more}", ORPHAN_SHARE.meaning)


def _funded(judged: Judged) -> Card:
    found, label = judged.totals.coverage, "Objectives with money"
    if found.value is None:
        return Card(label, "–", found.reason, OBJECTIVE_COVERAGE.meaning)
    count = len(judged.facts.objectives)
    value = f"{int((judged.spend > 0).sum())} of {count}"
    by_weight = judged.totals.coverage_by_weight.value
    said = f"{look.share(by_weight)} of the weight" if by_weight is not None else "No weights hold"
    return Card(label, value, f"{said}; {_least(judged)}", OBJECTIVE_COVERAGE.meaning)


def _least(judged: Judged) -> str:
    """A token amount covers too, so the poorest is named with its money."""
    if judged.unfunded:
        return words.unfunded(judged)
    at = int(np.argmin(judged.spend))
    shown = words.amount(float(judged.spend[at]), judged.facts.held.unit)
    return f"the least, {shown}, is for “{words.names(judged.facts)[at]}”"


def _moves(judged: Judged) -> Card:
    found, label = judged.totals.misallocation, "Would have to move"
    if found.value is None:
        return Card(label, "–", found.reason, MISALLOCATION.meaning)
    part = words.part_of(words.to_move(judged), judged.aligned, unit=judged.facts.held.unit)
    return Card(label, look.share(found.value), f"{part} to follow the weights", MISALLOCATION.meaning)


def horizons_picture(judged: Judged) -> Picture:
    """Short and long term within each objective."""
    return Picture(captions.horizons_title(judged), tables.horizons(judged), captions.horizons_alt(judged))


def shown(facts: StrategyFacts, filters: Mapping[str, str]) -> Flags:
    """
    Which projects pass the filters.

    Args:
        facts: Everything.
        filters: text (part of name or id), horizon, owner and department; '' or absent = all.
    """
    positions = facts.held.positions
    keep = np.ones(positions.size, np.bool_)
    for name, column in (("department", positions.department), ("owner", positions.owner)):
        wanted = filters.get(name, "").casefold()
        if wanted:
            keep &= np.array([str(one or "").casefold() == wanted for one in column], np.bool_)
    if filters.get("horizon"):
        keep &= np.array(
            [HORIZONS[int(one)].value == filters["horizon"] for one in facts.held.bucket], np.bool_
        )
    text = filters.get("text", "").casefold().strip()
    if text:
        named = zip(positions.labels(), positions.project_id, strict=True)
        keep &= np.array([text in f"{label} {id or ''}".casefold() for label, id in named], np.bool_)
    return keep


def options(facts: StrategyFacts) -> dict[str, list[str]]:
    """What every filter can be set to, beside '' for none."""
    positions = facts.held.positions
    owners: dict[str, str] = {}
    for name in positions.owner:
        if name:
            owners.setdefault(str(name).casefold(), str(name))
    there = {int(one) for one in facts.held.bucket}
    return {
        "horizon": [horizon.value for place, horizon in enumerate(HORIZONS) if place in there],
        "owner": sorted(owners.values(), key=str.casefold),
        "objective": [one.key for one in facts.objectives],
    }
