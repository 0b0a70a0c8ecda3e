"""What was loaded when, by whom, and what going back there would take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from pmo_core.model import Kind
from pmo_core.store.database import Reader
from pmo_core.store.snapshots import current


@dataclass(frozen=True)
class HistoryEntry:
    """
    One version. `made_at` is UTC.

    `state` says whether its rows count: "in use" (alone or with those of later versions, `current` is the
    latest), "replaced" by a later version, or "taken back".
    `taken_away` and `brought_back` name the loads that going to this version would remove from and
    add to what counts now; `rows_taken_away` counts the rows of the removed ones. `snapshot` is the id of
    the state of the whole portfolio in which the version counted first.
    """

    version: int
    kind: Kind
    made_at: datetime
    who: str
    label: str
    mode: str
    rows_loaded: int
    current: bool
    state: Literal["in use", "replaced", "taken back"]
    taken_away: tuple[str, ...]
    rows_taken_away: int
    brought_back: tuple[str, ...]
    snapshot: str


def history(db: Reader, portfolio: str) -> list[HistoryEntry]:
    """Every version of a portfolio, newest first."""
    present = current(db, portfolio)
    loads: dict[int, dict[int, tuple[str, int]]] = {}
    for version, part, label, rows in db.rows(__file__, "version_loads", portfolio=portfolio):
        loads.setdefault(version, {})[part] = (label, rows)
    states = dict(db.rows(__file__, "version_snapshots", portfolio=portfolio))
    rows = db.rows(__file__, "version_list", portfolio=portfolio)
    line = _line(present.values(), {version: parent for version, _, parent, *_ in rows})
    return [_entry(row, present=present, loads=loads, states=states, line=line) for row in rows]


def _line(present: Iterable[int], parents: Mapping[int, int]) -> frozenset[int]:
    """The versions that count now, and all that undo steps back to from them."""
    found: set[int] = set()
    for each in present:
        version = each
        while version:
            found.add(version)
            version = parents.get(version, 0)
    return frozenset(found)


def _entry(
    row: tuple[Any, ...],
    *,
    present: Mapping[Kind, int],
    loads: Mapping[int, dict[int, tuple[str, int]]],
    states: Mapping[int, str],
    line: frozenset[int],
) -> HistoryEntry:
    version, kind, _, made_at, who, mode, label, rows_loaded = row
    now = loads.get(present.get(Kind(kind), 0), {})
    then = loads.get(version, {})
    away = [now[part] for part in sorted(now.keys() - then.keys())]
    return HistoryEntry(
        version=version,
        kind=Kind(kind),
        made_at=made_at.replace(tzinfo=UTC),
        who=who,
        label=label,
        mode=mode,
        rows_loaded=rows_loaded,
        current=present.get(Kind(kind)) == version,
        state="taken back" if version not in line else "in use" if set(then) <= set(now) else "replaced",
        taken_away=tuple(label for label, _ in away),
        rows_taken_away=sum(count for _, count in away),
        brought_back=tuple(then[part][0] for part in sorted(then.keys() - now.keys())),
        snapshot=states[version],
    )
