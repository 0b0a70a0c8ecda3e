"""Objectives typed on a page: weight, horizon and owner, new ones and those that go, in one version."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pyarrow as pa

from pmo_core.errors import IntakeError
from pmo_core.importing.commit import commit
from pmo_core.importing.entry import Entered, staged
from pmo_core.importing.stage import Staged
from pmo_core.importing.typed import Row, read_typed
from pmo_core.intake.rows.keys import normal_name
from pmo_core.look import plural
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

FIELDS: Final = ("objective_id", "name", "weight", "horizon", "owner")
_LABEL: Final = 60


def objectives_now(db: Database, portfolio: str) -> dict[str, dict[str, Any]]:
    """The objectives of a portfolio by key, in their order: field of FIELDS → value or None."""
    version = versions.current(db, portfolio).get(Kind.OBJECTIVES, 0)
    held = versions.rows_of(db, Kind.OBJECTIVES, version=version, columns=["key", "row", *FIELDS])
    rows = held.sort_by([("row", "ascending"), ("key", "ascending")]).drop_columns(["row"]).to_pylist()
    return {row.pop("key"): row for row in rows}


def set_objectives(
    db: Database,
    portfolio: str,
    *,
    edits: Mapping[str, Row],
    new: Sequence[Row] = (),
    gone: Collection[str] = (),
    grant: Grant,
    today: date,
) -> Entered | None:
    """
    Change objectives, add some, take some away, in one version.

    Args:
        db: The store.
        portfolio: Whose objectives.
        edits: Key of an objective → field of FIELDS → value; a field that is not there keeps its value.
        new: Objectives to add, at least with a name.
        gone: Keys of objectives that are none any more; their links stay, and lead to nothing.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Returns:
        What was saved; None if all of it is there already.
    Raises:
        IntakeError: If a value cannot hold, an objective is not there any more, or a new one is already.
    """
    made = staged_objectives(db, portfolio, edits=edits, new=new, gone=gone, today=today)
    if made is None:
        return None
    loaded = commit(db, made, grant=grant)
    count = made.rows.num_rows if made.rows is not None else 0
    return Entered(made.reading.source.label, loaded.made, cells=count, rows=count)


def staged_objectives(
    db: Database,
    portfolio: str,
    *,
    edits: Mapping[str, Row],
    new: Sequence[Row] = (),
    gone: Collection[str] = (),
    today: date,
    label: str = "",
) -> Staged | None:
    """The changes ready to be saved, perhaps with others in one transaction; as `set_objectives`."""
    held = objectives_now(db, portfolio)
    lost = [key for key in (*edits, *gone) if key not in held]
    if lost:
        raise IntakeError(
            f"The objective “{lost[0][:_LABEL]}” is not there any more.", fix="Reload the page and try again."
        )
    changed = {
        key: {**held[key], **row}
        for key, row in edits.items()
        if key not in gone and any(held[key][name] != value for name, value in row.items())
    }
    if not (changed or new or gone):
        return None
    added = _new_keys(new, held)
    rows = [*changed.values(), *new, *(held[key] for key in gone)]
    _check(rows)
    said = label or f"Entered: {_whom(changed, new, [held[key] for key in gone])}"
    typed = [{name: value for name, value in row.items() if value not in (None, "")} for row in rows]
    reading = read_typed(Kind.OBJECTIVES, typed, label=said, today=today)
    table = reading.table
    assert table is not None
    order = list(held)
    columns = {
        "key": pa.array([*changed, *added, *gone], pa.string()),
        "deleted": pa.array([False] * (len(changed) + len(new)) + [True] * len(gone), pa.bool_()),
        # each stays in its place of the list, new ones come last
        "row": pa.array(
            [
                *(order.index(key) + 1 for key in changed),
                *range(len(held) + 1, len(held) + 1 + len(new)),
                *(order.index(key) + 1 for key in gone),
            ],
            table.schema.field("row").type,
        ),
    }
    for name, values in columns.items():
        table = table.set_column(table.schema.get_field_index(name), name, values)
    reading = replace(reading, missing=None)  # a cell that was not typed keeps what it is
    return staged(reading, rows=table, portfolio=portfolio, mode="update" if held else "replace")


def _check(rows: Sequence[Row]) -> None:
    for row in rows:
        called = str(row.get("name") or row.get("objective_id") or "")
        if not called:
            raise IntakeError("An objective without a name cannot be saved.", fix="Give it a name.")
        weight = row.get("weight")
        if isinstance(weight, int | float) and weight < 0:
            raise IntakeError(f"“{called[:_LABEL]}” has a weight below 0.", fix="Give it 0 or more.")


def _new_keys(new: Sequence[Row], held: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """By id, else by name, as a list would have it; one that is there by either is no new one."""
    known = {normal_name(one[field]) for one in held.values() for field in FIELDS[:2] if one[field]}
    keys: list[str] = []
    for row in new:
        id_, name = str(row.get("objective_id") or ""), str(row.get("name") or "")
        own = {normal_name(text) for text in (id_, name) if text}
        if own & known:
            raise IntakeError(
                f"“{(name or id_)[:_LABEL]}” is among the objectives already.", fix="Change that one instead."
            )
        known |= own
        keys.append(id_ or normal_name(name))
    return keys


def _whom(changed: Mapping[str, Row], new: Sequence[Row], gone: Sequence[Row]) -> str:
    """'objective “Grow”', '2 objectives, 1 new, 1 taken away'."""
    if len(changed) + len(new) + len(gone) == 1:
        (row,) = (*changed.values(), *new, *gone)
        added = "new " if new else ""
        return f"{added}objective “{str(row.get('name') or row.get('objective_id'))[:_LABEL]}”" + (
            " taken away" if gone else ""
        )
    counts = [
        plural(len(changed), "objective") if changed else "",
        f"{plural(len(new), 'new objective')}" if new else "",
        f"{plural(len(gone), 'objective')} taken away" if gone else "",
    ]
    return ", ".join(part for part in counts if part)
