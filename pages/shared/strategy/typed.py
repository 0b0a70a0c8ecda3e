"""What was typed into the tables becomes shares and objectives: pure, to be tested without a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from pmo_core.answers.alignment.facts import StrategyFacts
from pmo_core.importing.typed import Row
from pmo_core.measure.arrays import Floats
from pmo_core.measure.links import WHOLE

Edits: TypeAlias = dict[str, dict[str, float | None]]
"""Key of a project → key of an objective → per cent as typed, None = emptied."""


def differing(facts: StrategyFacts, edits: Edits) -> dict[tuple[str, str], float | None]:
    """Project and objective, each by id or name → new share, of those that are another one now."""
    named = _named(facts)
    new: dict[tuple[str, str], float | None] = {}
    for key, row in _rows(facts, edits).items():
        before, after = facts.written[row], _after(facts, row, edits[key])
        for at in np.flatnonzero(np.abs(before - after) > 1e-9).tolist():
            new[named[row], facts.objectives[at].key] = float(after[at]) or None
    return new


def over(facts: StrategyFacts, edits: Edits) -> dict[str, float]:
    """Key of each project whose shares would add up to more than 1 → what they add up to."""
    rows = _rows(facts, edits)
    sums = facts.sums.copy()
    for key, row in rows.items():
        sums[row] = _after(facts, row, edits[key]).sum()
    keys = facts.held.positions.key
    return {str(keys[at]): float(sums[at]) for at in np.flatnonzero(sums > WHOLE).tolist()}


def scaled(facts: StrategyFacts, key: str, edits: Edits) -> dict[str, float | None]:
    """The shares of one project in the same proportions, 100 % together; whole figures to six digits."""
    row = int(np.flatnonzero(facts.held.positions.key == key)[0])
    after = np.maximum(_after(facts, row, edits.get(key, {})), 0.0)
    # rounded down, so that what is typed never adds up to a hair above 100
    per_cent = np.floor(100 * after / after.sum() * 1e6) / 1e6
    return {one.key: float(value) or None for one, value in zip(facts.objectives, per_cent, strict=True)}


def _rows(facts: StrategyFacts, edits: Edits) -> dict[str, int]:
    """Where the edited projects stand; those that are not here any more stay away."""
    at = {str(key): place for place, key in enumerate(facts.held.positions.key)}
    return {key: at[key] for key in edits if key in at}


def _after(facts: StrategyFacts, row: int, cells: dict[str, float | None]) -> Floats:
    """The shares of a project with what was typed."""
    after = facts.written[row].copy()
    for at, one in enumerate(facts.objectives):
        if one.key in cells:
            after[at] = (cells[one.key] or 0.0) / 100
    return after


def _named(facts: StrategyFacts) -> list[str]:
    """Each project by id, else by name."""
    positions = facts.held.positions
    return [str(one or name) for one, name in zip(positions.project_id, positions.name, strict=True)]


COLUMNS: Final = {
    "Id": "objective_id",
    "Objective": "name",
    "Weight": "weight",
    "Horizon": "horizon",
    "Owner": "owner",
}
"""Columns of the table of objectives → fields."""


def objectives_typed(
    rows: Sequence[tuple[str, Mapping[str, Any]]], state: Mapping[str, Any]
) -> tuple[dict[str, Row], list[Row], list[str]]:
    """
    What the table of objectives says now: edits by key, new objectives, keys of those that go.

    Args:
        rows: Key and fields of each row as it stood at first; '' = it is not saved yet.
        state: edited_rows, added_rows and deleted_rows, as a table keeps them.
    """
    gone = set(state.get("deleted_rows", ()))
    edits: dict[str, Row] = {}
    new: list[Row] = []
    for at, (key, held) in enumerate(rows):
        cells = _fields(state.get("edited_rows", {}).get(at, {}))
        if at in gone:
            continue
        if not key:
            new.append({name: value for name, value in {**held, **cells}.items() if value is not None})
        elif cells:
            edits[key] = cells
    new += [row for one in state.get("added_rows", ()) if (row := _fields(one))]
    return edits, new, [rows[at][0] for at in sorted(gone) if at < len(rows) and rows[at][0]]


def _fields(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells that say something, by field."""
    return {
        COLUMNS[name]: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in cells.items()
        if name in COLUMNS and value is not None and str(value).strip()
    }
