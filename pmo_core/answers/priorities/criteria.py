"""What makes a project worth doing here: the criteria that a portfolio declares, else what its data hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from pmo_core.answers.priorities.facts import FIGURES, MONEY, OWN, Gathered
from pmo_core.answers.priorities.offered import (
    COST,
    INSTEAD,
    MONTHS,
    OFFERED,
    PRIORITY,
    SAYS_WORTH,
    THEMES,
    Offer,
    own_criterion,
    round_end,
)
from pmo_core.measure.arrays import Floats, Texts
from pmo_core.measure.confidence import delivery_confidence
from pmo_core.model import Basis
from pmo_core.plan import Criterion, Plan

COVERED: Final = 0.5
"""From this share of the open projects with a value on, what says their worth is on by default."""
WELL_COVERED: Final = 0.75
"""The same for the others: every project that lacks one of the criteria has only a range of scores."""
BUDGET_SHARE: Final = 0.8
"""The usual budget, as a share of what all open projects still cost."""
_RANKS: Final = frozenset({"risk", PRIORITY, "percent_complete"})
_LOWER: Final = frozenset(one.criterion.id for one in OFFERED if not one.criterion.higher_is_better)


def criteria_of(gathered: Gathered) -> tuple[Criterion, ...]:
    """
    The criteria of a portfolio: those that it has declared, then what else its data hold, which is off.

    Without declared ones, the usual ones are on: what says worth if at least half of the open projects have
    a value, the others from three quarters on; if there are none, the best covered. Priority and time to
    finish are on only where nothing else says what a project is worth.
    Scales are fixed: those of the field, else from 0 to a round figure at or above the largest value of the
    whole portfolio; `suggested` names the latter.
    """
    declared = gathered.settings.criteria
    known = {one.id for one in declared}
    held = [one for one in _held(gathered) if one.criterion.id not in known]
    if declared:
        return (*declared, *(replace(one.criterion, on=False) for one in held))
    on = _on_by_default(gathered, held)
    return tuple(replace(one.criterion, on=one.criterion.id in on) for one in held)


def suggested(gathered: Gathered, criteria: Iterable[Criterion]) -> frozenset[str]:
    """Ids of the criteria whose scale is only suggested, from the largest value, until somebody saves it."""
    declared = {one.id for one in gathered.settings.criteria}
    fixed = {one.criterion.id for one in OFFERED if one.ends}
    return frozenset(one.id for one in criteria if one.id not in declared | fixed)


def raw(gathered: Gathered, criteria: Sequence[Criterion]) -> Floats:
    """
    What each open, reported project has on each criterion, in the criterion's own unit.

    Returns:
        Projects × criteria, in the order of the holdings; NaN = no value, or money in another currency.
    """
    nothing = np.full(gathered.size, np.nan)
    columns = [nothing if _foreign(gathered, one) else column(gathered, one.source) for one in criteria]
    return np.column_stack(columns) if columns else np.empty((gathered.size, 0))


def _foreign(gathered: Gathered, criterion: Criterion) -> bool:
    """Whether its scale is in a currency that the portfolio is not held in."""
    return criterion.source in MONEY and bool(criterion.unit) and criterion.unit != gathered.currency


def column(gathered: Gathered, source: str) -> Floats:
    """One source of a criterion over the open projects: a field, a rating, or one that is computed."""
    open_ones = gathered.held.positions
    if source in FIGURES:
        return gathered.figures[source]
    if source.startswith(OWN):
        return gathered.own.get(source.removeprefix(OWN), np.full(gathered.size, np.nan))
    if source == MONTHS:
        return np.where(open_ones.overdue, np.nan, open_ones.months_to_finish)
    ratings: dict[str, Texts] = {"rating": open_ones.rating, "second_rating": gathered.second_rating}
    if source in ratings:
        return delivery_confidence(ratings[source], explicit=gathered.settings.rating_scores)
    computed = {"alignment": gathered.alignment, "support": gathered.support}
    return computed.get(source, np.full(gathered.size, np.nan))


def in_other_currencies(gathered: Gathered, criteria: Iterable[Criterion]) -> Mapping[str, int]:
    """How many open projects each money criterion leaves out, because their amount is in another currency."""
    counts: dict[str, int] = {}
    for one in criteria:
        if one.source in MONEY:
            here = int((~np.isnan(gathered.figures[one.source])).sum()) if _foreign(gathered, one) else 0
            counts[one.id] = here + int(gathered.elsewhere[one.source].sum())
    return {id: count for id, count in counts.items() if count}


def says_worth(criteria: Iterable[Criterion]) -> bool:
    """Whether one of the criteria says what a project is worth, if only as somebody's order of them."""
    return any(_worth(one.id) or one.id == PRIORITY for one in criteria)


def _worth(id: str) -> bool:
    return id in SAYS_WORTH or id.startswith(OWN)


def usual_plan(gathered: Gathered, criteria: Sequence[Criterion]) -> Plan:
    """
    What a reader who has moved nothing asks.

    Its points name every criterion and add up to 100; those that are off have 0. Without any that is on there
    are none. The budget is the declared one, else 80 % of what all open projects still cost, to two digits
    or, where projects are counted, to a whole one below.
    """
    settings = gathered.settings
    whole = float(np.nansum(gathered.cost))
    part = BUDGET_SHARE * whole
    usual = float(max(1, math.floor(part)) if gathered.held.basis is Basis.COUNT else f"{part:.2g}")
    return Plan(
        points=points({one.id: one.points if one.on else 0.0 for one in criteria}),
        budget=settings.budget if settings.budget is not None or not whole > 0 else usual,
        rules=settings.rules,
    )


def presets(criteria: Sequence[Criterion]) -> dict[str, dict[str, float]]:
    """Ready-made points, 100 in all, over the criteria that are on: all alike, or one theme three times."""
    on = {one.id for one in criteria if one.on}
    themes = {"balanced": frozenset[str](), **THEMES}
    return {
        name: points({one.id: (3.0 if one.id in theme else 1.0) * one.on for one in criteria})
        for name, theme in themes.items()
        if name == "balanced" or 0 < len(theme & on) < len(on)
    }


def points(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights as points that add up to 100; none where all are 0."""
    whole = sum(weights.values())
    return {id: 100 * weight / whole for id, weight in weights.items()} if whole > 0 else {}


def value_fields(gathered: Gathered) -> tuple[str, ...]:
    """Numeric fields that a portfolio can be chosen for: values and benefits, own scores, then amounts."""
    fields = [
        one.criterion.id for one in OFFERED if one.criterion.id in FIGURES and one.criterion.id not in _RANKS
    ]
    named = [*fields, *(OWN + name for name in sorted(gathered.own))]
    held = [name for name in named if not np.isnan(column(gathered, name)).all()]
    return tuple(sorted(held, key=lambda name: name in _LOWER))


def _held(gathered: Gathered) -> list[Offer]:
    """Every criterion that an open project has a value for, own ones last."""
    basis = gathered.settings.basis
    cost = "" if basis in (None, Basis.COUNT) else str(basis)
    held: list[Offer] = []
    for offer in OFFERED:
        source = cost if offer.criterion.id == COST else offer.criterion.source
        twice = source == cost and offer.criterion.id != COST
        values = column(gathered, source)
        if not twice and not np.isnan(values).all():
            held.append(_fitted(offer, source, values, currency=gathered.currency))
    return [
        *held,
        *(
            Offer(own_criterion(OWN + name, name, scores), usual=True, ends=False)
            for name, scores in sorted(gathered.own.items())
            if not np.isnan(scores).all()
        ),
    ]


def _fitted(offer: Offer, source: str, values: Floats, *, currency: str) -> Offer:
    """The offer with its unit, and with a scale where that of the field has no end."""
    made = replace(offer.criterion, source=source, unit=currency if source in MONEY else offer.criterion.unit)
    if not offer.ends:
        made = replace(made, high=max(made.high, round_end(float(np.nanmax(values)))))
    return replace(offer, criterion=made)


def _on_by_default(gathered: Gathered, held: Sequence[Offer]) -> frozenset[str]:
    usual = [one.criterion for one in held if one.usual]
    known = ~np.isnan(raw(gathered, usual))
    covered = {one.id: float(known[:, place].mean()) for place, one in enumerate(usual)}
    on = {id for id, share in covered.items() if share >= (COVERED if _worth(id) else WELL_COVERED)}
    if any(map(_worth, on)):
        on -= INSTEAD
    return frozenset(on or {id for id, share in covered.items() if share == max(covered.values())})
