"""Projects before and after saving: their latest states that count, as the balance sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from pmo_core.answers.balance.judgement import Judgement
from pmo_core.answers.overview.changes import changes as overview_changes
from pmo_core.importing.cells import States
from pmo_core.importing.coming import Coming, without
from pmo_core.importing.compare import compared, places
from pmo_core.importing.difference import Changes, Counts, Moves, told
from pmo_core.measure.arrays import Flags, Floats, Texts
from pmo_core.measure.confidence import scale_changed
from pmo_core.measure.positions import MONEY_BASES, Positions
from pmo_core.model import Basis
from pmo_core.store.database import Database


@dataclass(frozen=True, eq=False)
class Judged:
    """The projects before saving, if there are any, and after it."""

    now: Judgement | None
    after: Judgement


def of_projects(db: Database, rows: Coming, judged: Judged, *, most: int | None) -> Changes:
    """Compare the latest states that are reported; see `changes.changes`."""
    new, held = judged.after.positions, judged.after.holdings
    if judged.now is None:
        return Changes(rows.kind, first=True, new=int(new.reported.sum()))
    old = judged.now.positions
    before, own = _standing(rows.held, old), _standing(rows.own, new)
    if not rows.replaces:
        own = pa.concat_tables([own, _back(rows, new, before=before)], promote_options="default")
    kept = _texts(new.key[new.reported])
    found = compared(before, own, by="project_key", kind=rows.kind, mapped=rows.mapped, kept=kept)
    states = States(
        before,
        own,
        found,
        worth_before=_worth(before, old, basis=held.basis),
        worth_own=_worth(own, new, basis=held.basis),
        unit="" if held.basis in MONEY_BASES else held.unit,
    )
    return replace(
        told(db, rows, states, most=most),
        since=judged.now.as_of if judged.after.as_of > judged.now.as_of else None,
        others=_others(rows, before=before, own=own),
        moves=_moves(judged, old, touched=_touched(states)),
    )


def _standing(rows: pa.Table, positions: Positions) -> pa.Table:
    """The rows that are the latest state of a project that is reported."""
    if not positions.size:
        return rows.slice(0, 0)
    place = places(rows["project_key"], among=_texts(positions.key))
    at = np.asarray(place.fill_null(0), dtype=np.int64)
    dates = np.asarray(rows["as_of"].combine_chunks(), dtype="datetime64[D]")
    chosen: Flags = np.asarray(place.is_valid()) & positions.reported[at] & (dates == positions.as_of[at])
    return rows.filter(pa.array(chosen))


def _back(rows: Coming, positions: Positions, *, before: pa.Table) -> pa.Table:
    """Rows that count again: a list is the newest one once all of a newer list roll, each by its own date."""
    held = _standing(without(rows.held, rows.own, by="key"), positions)
    return without(held, before, by="project_key")


def _texts(values: Texts) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values, pa.string())])


def _worth(rows: pa.Table, positions: Positions, *, basis: Basis) -> Floats:
    """What each row is worth, to put the most money first; −1 without an amount."""
    place = places(rows["project_key"], among=_texts(positions.key))
    found = np.asarray(pa.array(positions.amounts(basis)).take(place), dtype=np.float64)
    return np.nan_to_num(found, nan=-1.0)


def _touched(states: States) -> list[str]:
    """Keys of the projects that come, go or change."""
    found = states.found
    came = np.concatenate([found.came, found.now[found.changed]])
    return [
        *states.own["project_key"].take(pa.array(came)).to_pylist(),
        *states.before["project_key"].take(pa.array(found.left)).to_pylist(),
    ]


def _moves(judged: Judged, old: Positions, *, touched: Sequence[str]) -> Moves:
    new, held = judged.after.positions, judged.after.holdings
    found = overview_changes(
        _some(old, touched),
        _some(new, touched),
        rule=judged.after.settings.rule,
        basis=held.basis,
        lead=held.currency,
    )
    if scale_changed(old.take(old.reported).rating, new.take(new.reported).rating):
        found = tuple(change for change in found if change.what != "rating")
    return Moves(found, held.unit, held.basis_name, judged.after.settings.rating_scores)


def _some(positions: Positions, keys: Sequence[str]) -> Positions:
    wanted = set(keys)
    return positions.take(np.array([key in wanted for key in positions.key], dtype=np.bool_))


def _others(rows: Coming, *, before: pa.Table, own: pa.Table) -> Counts:
    """Rows that are the latest state of no project, neither before nor after."""
    states = pa.chunked_array([*before["key"].chunks, *own["key"].chunks], pa.string())
    counted = pa.table({"key": states})
    held, came = (without(each, counted, by="key") for each in (rows.held, rows.own))
    if not held.num_rows and not came.num_rows:
        return Counts()
    kept = None if rows.replaces else held["key"]
    found = compared(held, came, by="key", kind=rows.kind, mapped=rows.mapped, kept=kept)
    return Counts(len(found.came), int(found.changed.sum()), len(found.left))
