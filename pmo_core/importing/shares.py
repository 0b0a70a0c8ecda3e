"""Which project serves which objective with what share, typed on a page: one version, undone like any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa

from pmo_core.answers.alignment.facts import strategy
from pmo_core.errors import IntakeError
from pmo_core.importing.commit import commit
from pmo_core.importing.entry import Entered, staged
from pmo_core.importing.typed import Row, read_typed
from pmo_core.look import plural, share
from pmo_core.measure.links import linked, places, plain
from pmo_core.measure.positions import positions_of
from pmo_core.model import Grant, Kind
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database
from pmo_core.store.standing import standing

_LABEL: Final = 60
_WHOLE: Final = 1 + 1e-9
"""Shares of one project add up to this at most."""
Pair: TypeAlias = tuple[str, str]
"""A project and an objective, each by id or name."""
_Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class _Row:
    """A link as it stands in the table."""

    key: str
    project: str
    objective: str
    share: float | None


class _Named:
    """Projects and objectives as they count now: where a reference leads, and what to call the place."""

    def __init__(self, db: Database, portfolio: str) -> None:
        snapshot = snapshots.snapshot(db, portfolio)
        positions = positions_of(standing(db, snapshot))
        self.projects = list(zip(positions.project_id, positions.name, strict=True))
        told = strategy(db, snapshot)
        self.objectives = [(one.id, one.name) for one in told.objectives or ()]
        self._links = told.links or ()
        self._project, self._objective = places(self.projects), places(self.objectives)

    def place(self, project: str | None, objective: str | None) -> _Place | None:
        """The place of a pair; None if one of both is not there."""
        row, column = self._project.get(plain(project)), self._objective.get(plain(objective))
        return None if row is None or column is None else (row, column)

    def split(self) -> dict[_Place, float | None]:
        """What each link stands for while none has a share; empty where one has, or where none is."""
        found = linked(self.projects, self.objectives, links=self._links)
        if not found.split:
            return {}
        row, column = np.nonzero(found.written)
        cells = zip(row.tolist(), column.tolist(), found.written[row, column].tolist(), strict=True)
        return {(project, objective): value for project, objective, value in cells}

    def pair(self, place: _Place) -> Pair:
        """Both by id, else by name."""
        (one, name), (other, title) = self.projects[place[0]], self.objectives[place[1]]
        return str(one or name), str(other or title)

    def called(self, project: int) -> str:
        """The project by name, else by id."""
        id_, name = self.projects[project]
        return str(name or id_)


def set_shares(
    db: Database, portfolio: str, *, shares: Mapping[Pair, float | None], grant: Grant, today: date
) -> Entered | None:
    """
    Say with what share projects serve objectives; all other links stay.

    Where nothing says a share until now – a table of mere links, or a column of the projects – all links get
    the equal share that they stood for: beside a share, a link without one would count for nothing.

    Args:
        db: The store.
        portfolio: Whose projects.
        shares: Project and objective → share, 0 to 1; None = it does not serve it.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Returns:
        What was saved; None if all of it is there already.
    Raises:
        IntakeError: If a project or an objective is not there any more, or a share cannot hold.
    """
    grant.allow("import", portfolio)
    named = _Named(db, portfolio)
    wanted = _resolved(named, shares)
    before: dict[_Place, list[_Row]] = defaultdict(list)
    for row in _table(db, portfolio):
        place = named.place(row.project, row.objective)
        if place is not None:
            before[place].append(row)
    split = named.split()
    told = split or {place: _told(rows) for place, rows in before.items()}
    changed = {place: new for place, new in wanted.items() if told.get(place) != new}
    if not changed:
        return None
    _check(named, told | changed, {project for project, _ in changed})
    label = f"Entered: objectives of {_whom(named, sorted({project for project, _ in changed}))}"
    rows = [
        one
        for place, new in (split | changed).items()
        for one in _rows(named, place, new, rows=before.get(place, ()))
    ]
    return _saved(db, portfolio, rows, label=label, cells=len(changed), grant=grant, today=today)


def _whom(named: _Named, projects: Sequence[int]) -> str:
    if len(projects) > 1:
        return plural(len(projects), "project")
    return f"“{named.called(projects[0])[:_LABEL]}”"


def _resolved(named: _Named, shares: Mapping[Pair, float | None]) -> dict[_Place, float | None]:
    wanted: dict[_Place, float | None] = {}
    for pair, value in shares.items():
        place = named.place(*pair)
        if place is None:
            raise IntakeError(
                f"“{pair[0]}” or “{pair[1]}” is not there any more.", fix="Reload the page and type it again."
            )
        if value is not None and not 0 <= value <= _WHOLE:
            raise IntakeError(
                f"“{named.called(place[0])}” cannot serve “{pair[1]}” with {100 * value:g} %.",
                fix="Give a share from 0 to 100 %.",
            )
        wanted[place] = value or None
    return wanted


def _table(db: Database, portfolio: str) -> list[_Row]:
    version = versions.current(db, portfolio).get(Kind.ALIGNMENT, 0)
    columns = ["key", "project_id", "objective_id", "share"]
    held = versions.rows_of(db, Kind.ALIGNMENT, version=version, columns=columns)
    return [_Row(*row) for row in zip(*(held[name].to_pylist() for name in columns), strict=True)]


def _told(rows: Sequence[_Row]) -> float | None:
    """What the rows of a pair say together; None = nothing."""
    given = [row.share for row in rows if row.share is not None]
    return sum(given) if given else None


def _check(named: _Named, told: Mapping[_Place, float | None], projects: set[int]) -> None:
    """Refuse what would serve more than it is."""
    for project in sorted(projects):
        whole = sum(value or 0.0 for (row, _), value in told.items() if row == project)
        if whole > _WHOLE:
            raise IntakeError(
                f"“{named.called(project)}” would serve its objectives with {share(whole)} in all.",
                fix="Lower the shares to 100 % together, or scale them to it.",
            )


def _rows(named: _Named, place: _Place, new: float | None, *, rows: Sequence[_Row]) -> list[_Row]:
    """The rows of a pair that say the new share; whatever else stood for it goes."""
    if not rows:
        project, objective = named.pair(place)
        return [] if new is None else [_Row("", project, objective, new)]
    first, *others = rows
    kept = _Row(first.key, first.project, first.objective, new)
    return [kept, *(_Row(one.key, one.project, one.objective, None) for one in others)]


def _saved(
    db: Database, portfolio: str, rows: Sequence[_Row], *, label: str, cells: int, grant: Grant, today: date
) -> Entered:
    """Write the rows: those without a share are deletions."""
    typed: list[Row] = [
        {"project_id": row.project, "objective_id": row.objective, "share": row.share or 0.0} for row in rows
    ]
    reading = read_typed(Kind.ALIGNMENT, typed, label=label, today=today)
    table = reading.table
    assert table is not None
    keys = [row.key or own for row, own in zip(rows, table["key"].to_pylist(), strict=True)]
    gone = [row.share is None for row in rows]
    for name, values in (("key", pa.array(keys, pa.string())), ("deleted", pa.array(gone, pa.bool_()))):
        table = table.set_column(table.schema.get_field_index(name), name, values)
    there = versions.current(db, portfolio).get(Kind.ALIGNMENT, 0)
    made = staged(reading, rows=table, portfolio=portfolio, mode="update" if there else "replace")
    loaded = commit(db, made, grant=grant)
    return Entered(label, loaded.made, cells=cells, rows=len(rows))
