"""A rehearsed strategy becomes the declared one: new weights and the decision, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from pmo_core.answers.alignment.facts import Objective, strategy
from pmo_core.answers.alignment.weighing import weigh
from pmo_core.errors import ScenarioError
from pmo_core.importing.adding import new_note
from pmo_core.importing.commit import commit
from pmo_core.importing.entry import Entered
from pmo_core.importing.objectives import objectives_now, staged_objectives
from pmo_core.importing.typed import Row
from pmo_core.look import plural, share
from pmo_core.measure.arrays import Floats
from pmo_core.measure.links import places, plain
from pmo_core.model import Grant
from pmo_core.store import snapshots
from pmo_core.store.database import Database

_DIGITS: Final = 10
"""A weight is kept with so many, so that 0.3 of ten tenths stays 0.3."""
_SAME: Final = 1e-9
_NAMED: Final = 8
"""So many objectives are named in the decision."""


def adopt_weights(
    db: Database,
    portfolio: str,
    *,
    weights: Mapping[str, float],
    reason: str,
    grant: Grant,
    today: date,
) -> Entered:
    """
    Declare other weights of the objectives, and note the decision.

    Args:
        db: The store.
        portfolio: Whose strategy.
        weights: By key of the objective, as `weighing.weigh` takes them; they are kept as shares of 1.
        reason: Why; it stands in the decision.
        grant: Must cover `import` of the portfolio.
        today: The date of the decision.
    Returns:
        What was saved, both versions in one transaction, so that they are taken back together.
    Raises:
        ScenarioError: If a weight cannot hold, or these are the weights already.
        IntakeError: If the reason cannot be saved.
    """
    grant.allow("import", portfolio)
    told = strategy(db, snapshots.snapshot(db, portfolio))
    objectives = told.objectives or ()
    found = weigh(objectives, weights)
    if not found.holds:
        raise ScenarioError(found.reason, fix="Give at least one objective a weight above 0.")
    before = weigh(objectives).values if told.declared else None
    label = f"Adopted: weights of {plural(len(objectives), 'objective')}"
    edits, new = _rows(db, portfolio, objectives, found.values)
    made = staged_objectives(db, portfolio, edits=edits, new=new, today=today, label=label)
    if made is None:
        raise ScenarioError("These are the weights already.", fix="Move one of them first.")
    decision = _decision(objectives, before, found.values, reason=reason, today=today)
    note = new_note(db, portfolio, row=decision, today=today, label=label)
    loaded = commit(db, replace(made, beside=(note,)), grant=grant)
    return Entered(label, loaded.made, cells=len(objectives), rows=len(objectives))


def _rows(
    db: Database, portfolio: str, objectives: Sequence[Objective], weights: Floats
) -> tuple[dict[str, Row], list[Row]]:
    """The weights as edits of the objectives that are declared, else as new ones."""
    held = objectives_now(db, portfolio)
    kept = [round(weight, _DIGITS) for weight in weights.tolist()]
    if not held:
        return {}, [{"name": one.label, "weight": new} for one, new in zip(objectives, kept, strict=True)]
    at = places([(one.id, one.name) for one in objectives])
    return {
        key: {"weight": kept[at[plain(row["objective_id"] or row["name"])]]} for key, row in held.items()
    }, []


def _decision(
    objectives: Sequence[Objective], before: Floats | None, after: Floats, *, reason: str, today: date
) -> Row:
    return {
        "note_id": f"adopted {uuid.uuid4().hex[:8]}",  # the same decision may be taken again
        "type": "decision",
        "subject_kind": "strategy",
        "subject_id": "weights of the objectives",
        "date": today,
        "text": f"Adopted new weights: {_moves(objectives, before, after)}. {reason.strip()}".strip(),
    }


def _moves(objectives: Sequence[Objective], before: Floats | None, after: Floats) -> str:
    """'Grow 30 % → 45 %, Save 70 % → 55 %': what moved, the furthest first; all where nothing was before."""
    if before is None or np.isnan(before).any():
        said = [f"{one.label} {share(new)}" for one, new in zip(objectives, after.tolist(), strict=True)]
    else:
        far = np.abs(after - before)
        moved = [at for at in np.argsort(-far, kind="stable").tolist() if far[at] > _SAME]
        said = [
            f"{objectives[at].label} {share(float(before[at]))} → {share(float(after[at]))}" for at in moved
        ]
    more = len(said) - _NAMED
    return ", ".join(said[:_NAMED]) + (f" and {more} more" if more > 0 else "")
