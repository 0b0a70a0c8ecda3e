"""The document of the command `select`: the figures of the page, null with a reason where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, TypeAlias

import numpy as np

from pmo_core.answers.priorities.around_words import price_sentence
from pmo_core.answers.priorities.criteria import criteria_of, usual_plan, value_fields
from pmo_core.answers.priorities.facts import gather
from pmo_core.answers.priorities.question import NO_BUDGET, Question, question
from pmo_core.answers.priorities.rule_words import lacking, rule_name, rules_said, value_name
from pmo_core.answers.priorities.select_rules import with_said
from pmo_core.answers.priorities.selection import Selection, price_of_balance, select
from pmo_core.answers.priorities.selection_view import selection_view
from pmo_core.errors import AnswerNeeded, ScenarioError
from pmo_core.measure.arrays import Flags
from pmo_core.model import Snapshot
from pmo_core.plan.plan import SCORE
from pmo_core.store.database import Database

Document: TypeAlias = dict[str, Any]
SECONDS = 10.0
"""A command may search longer than a page."""


def select_document(
    db: Database,
    snapshot: Snapshot,
    *,
    budget: float | None = None,
    value: str = SCORE,
    shares: Sequence[str] = (),
    must: Sequence[str] = (),
    must_not: Sequence[str] = (),
    known_only: bool = False,
) -> Document:
    """
    Document of the command `select`.

    Args:
        db: The store.
        snapshot: What is asked.
        budget: What there is to spend; None = what the portfolio has agreed.
        value: The priority score, or a numeric field of projects.
        shares: Least and most share of what is spent, as `short=0.2:0.5`.
        must: Projects that must be funded, by id or name.
        must_not: Projects that must not.
        known_only: Score a project that lacks a score by those that it has.
    Raises:
        AnswerNeeded: If neither the command nor the portfolio says what there is to spend.
        NotFound: If a project or a part is not there.
        ScenarioError: If a figure cannot hold.
    """
    gathered = gather(db, snapshot)
    criteria = criteria_of(gathered)
    agreed = gathered.settings.budget if budget is None else budget
    if agreed is None:
        raise AnswerNeeded(NO_BUDGET, fix="Add --budget, for example --budget 500m.")
    known = (SCORE, *value_fields(gathered))
    if value not in known:
        raise ScenarioError(
            f"No open project has the figure {value!r}.", fix=f"Choose for {', '.join(known)}."
        )
    usual = usual_plan(gathered, criteria)
    rules = with_said(gathered, usual.rules, must=must, must_not=must_not, shares=shares)
    plan = replace(usual, budget=agreed, value=value, rules=rules, known_only=known_only)
    asked = question(gathered, plan, criteria=criteria)
    return documented(select(asked, seconds=SECONDS, gap=0.0))


def documented(selection: Selection) -> Document:
    """Put a selection into the form of the command."""
    asked, chosen = selection.question, selection.chosen
    empty = bool(chosen.undecidable.all())
    answered = chosen.answered and not empty
    view, held = selection_view(selection), asked.gathered.held
    price = price_of_balance(selection, seconds=SECONDS) if answered else None
    priced = price is not None and price.free.answered
    figures: Document = {
        "value": chosen.value,
        "cost": chosen.cost,
        "bound": chosen.bound,
        "gap": chosen.gap,
        "cut_value": selection.line.value,
    }
    shown = {name: figure if answered else None for name, figure in figures.items()}
    return {
        "selected": _ids(asked, chosen.selected),
        **shown,
        "state": "no_answer" if empty else chosen.state,
        "swaps": [
            {"in": _id(asked, into), "out": _id(asked, out)}
            for into, out in zip_longest(selection.swaps.into, selection.swaps.out)
        ],
        "conflict": [rule_name(asked, rule) for rule in chosen.conflict],
        "as_of": asked.gathered.snapshot.as_of.isoformat(),
        "budget": asked.problem.budget,
        "basis": held.basis.value,
        "unit": held.unit,
        "value_field": asked.plan.value,
        "value_name": value_name(asked),
        "projects": asked.gathered.size,
        "undecidable": [
            {"id": _id(asked, place), "reason": lacking(asked, place)}
            for place in np.flatnonzero(chosen.undecidable).tolist()
        ],
        "habits": {cut.habit: cut.value for cut in selection.cuts} if answered else None,
        "cut_breaks": [rule_name(asked, rule) for rule in selection.line.breaks] if answered else [],
        "price_of_balance": price.value if price is not None and priced else None,
        "rules": rules_said(asked),
        "sentence": view.sentence,
        "proof": view.proof,
        "habit": view.habit,
        "notes": [*view.notes, *filter(None, [price_sentence(price, asked)])],
        "reasons": {} if answered else dict.fromkeys([*figures, "habits"], view.sentence),
    }


def _ids(asked: Question, flags: Flags) -> list[str]:
    return [str(_id(asked, place)) for place in np.flatnonzero(flags).tolist()]


def _id(asked: Question, place: int | None) -> str | None:
    """The id of a project, else its key; None for none."""
    if place is None:
        return None
    open_ones = asked.gathered.held.positions
    return str(open_ones.project_id[place] or open_ones.key[place])
