"""What a person enters becomes a version like any file: the same checks, references, history and undo."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import pyarrow as pa

from pmo_core.errors import IntakeError
from pmo_core.importing.commit import commit
from pmo_core.importing.entered import RATED
from pmo_core.importing.stage import Staged
from pmo_core.importing.typed import Row, Value, read_typed, said_of
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading
from pmo_core.intake.rows.keys import plain_text
from pmo_core.look import plural
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

_LABEL: Final = 60


@dataclass(frozen=True)
class State:
    """What a portfolio says now of a project that counts; `rated` is field of RATED → value or None."""

    project_key: str
    key: str
    as_of: date
    rolling: bool
    name: str
    rated: Mapping[str, Value | None]


@dataclass(frozen=True)
class Entered:
    """What was saved: its name in the history, its versions, and how many cells of how many rows."""

    label: str
    made: tuple[int, ...]
    cells: int
    rows: int


def states_now(db: Database, portfolio: str) -> dict[str, State]:
    """The projects that count now, by key."""
    version = versions.current(db, portfolio).get(Kind.PROJECTS, 0)
    found: dict[str, State] = {}
    for row in db.rows(__file__, "states_now", version=version):
        project_key, key, as_of, rolling, name, owner, horizon, risk, short, long = row
        rated: dict[str, Value | None] = dict(zip(RATED, (short, long, risk, horizon, owner), strict=True))
        found[project_key] = State(project_key, key, as_of, rolling, name, rated)
    return found


def rate_projects(
    db: Database, portfolio: str, *, edits: Mapping[str, Row], grant: Grant, today: date
) -> Entered | None:
    """
    Save what was rated of projects that count now; all other cells keep the values that they have by then.

    Args:
        db: The store.
        portfolio: Whose projects.
        edits: Project key → field of RATED → value.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Returns:
        What was saved; None if every value is there already, so that there is nothing to save.
    Raises:
        IntakeError: If a value cannot hold, or a project does not count any more.
    """
    grant.allow("import", portfolio)
    states = states_now(db, portfolio)
    changed: dict[str, Row] = {}
    for key, edit in edits.items():
        if key not in states:
            raise IntakeError(
                f"{key!r} is not among the projects that count now; a newer list may have left it out.",
                fix="Reload the page and rate the projects that it shows.",
            )
        plain = {name: plain_text(v) if isinstance(v, str) else v for name, v in edit.items()}
        new = {name: value for name, value in plain.items() if states[key].rated[name] != value}
        if new:
            changed[key] = new
    if not changed:
        return None
    label = _rating_label(changed, states)
    groups = [[states[key] for key in changed if states[key].rolling is sort] for sort in (False, True)]
    parts = [_rated(own, changed, portfolio=portfolio, label=label, today=today) for own in groups if own]
    whole = replace(parts[-1], beside=tuple(parts[:-1]))
    loaded = commit(db, whole, grant=grant)
    return Entered(label, loaded.made, cells=sum(map(len, changed.values())), rows=len(changed))


def _rating_label(changed: Mapping[str, Row], states: Mapping[str, State]) -> str:
    fields = [name for name in RATED if any(name in row for row in changed.values())]
    words = list(dict.fromkeys("value" if name.endswith("_value") else said_of(name) for name in fields))
    one = f"“{states[next(iter(changed))].name[:_LABEL]}”"
    whom = one if len(changed) == 1 else plural(len(changed), "project")
    return f"Entered: {', '.join(words)} of {whom}"


def _rated(
    states: Sequence[State], changed: Mapping[str, Row], *, portfolio: str, label: str, today: date
) -> Staged:
    """
    Rows that change these states, and nothing of them but the edited cells.

    A row stands under the key of its state; what it is called comes with the rest from the current version.
    """
    typed = [
        {"project_id": f"row {at}", "as_of": state.as_of, **changed[state.project_key]}
        for at, state in enumerate(states)
    ]
    source: Literal["full", "rolling"] = "rolling" if states[0].rolling else "full"
    reading = read_typed(Kind.PROJECTS, typed, label=label, today=today, source=source)
    assert reading.table is not None
    edited = [name for name in RATED if any(name in changed[state.project_key] for state in states)]
    rows = reading.table.select(["row", "deleted", "as_of", *edited])
    for name in ("key", "project_key"):
        rows = rows.append_column(name, pa.array([getattr(state, name) for state in states], pa.string()))
    fields = tuple(part for part in reading.fields if part.field in edited)
    # a cell that was not edited is not missing: it keeps what the current version says of it
    reading = replace(reading, fields=fields, missing=None, scores=None)
    return staged(reading, rows=rows, portfolio=portfolio, mode="update")


def staged(reading: Reading, *, rows: pa.Table, portfolio: str, mode: str) -> Staged:
    """Typed rows ready to be loaded; they are no file, so the same again is no repetition of one."""
    return Staged(
        import_id=uuid.uuid4().hex,
        portfolio=portfolio,
        reading=reading,
        rows=rows,
        mode=mode,
        questions=(),
        issues=reading.issues,
        mapping_sha256="",
        already_imported=None,
        options=Options(kind=reading.kind),
    )
