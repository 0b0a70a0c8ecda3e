"""What the open projects are linked with: objectives, people, years, and each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_core.measure import align, engage
from pmo_core.measure.arrays import Flags, Floats, Texts, figures
from pmo_core.measure.links import Named, places, plain, share_matrix
from pmo_core.measure.positions import Positions
from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database


@dataclass(frozen=True)
class Objective:
    """One objective; its weight is None where the source has none."""

    id: str | None
    name: str | None
    weight: float | None

    @property
    def label(self) -> str:
        """What to call it: its name, else its id."""
        return self.name or self.id or ""


def named(positions: Positions) -> list[Named]:
    """What each project is referred to by."""
    return list(zip(positions.project_id, positions.name, strict=True))


def objectives(db: Database, snapshot: Snapshot) -> tuple[Objective, ...]:
    """The objectives as loaded."""
    rows = db.rows(__file__, "wanted", version=snapshot.versions.get(Kind.OBJECTIVES, 0))
    return tuple(Objective(*row) for row in rows)


def shares(
    db: Database, snapshot: Snapshot, *, open_ones: Positions, wanted: Sequence[Objective]
) -> Floats | None:
    """Share of each open project that serves each objective; None without objectives or links."""
    links = db.rows(__file__, "serving", version=snapshot.versions.get(Kind.ALIGNMENT, 0))
    if not (links and wanted):
        return None
    return share_matrix(named(open_ones), [(one.id, one.name) for one in wanted], links=links)


def alignment(matrix: Floats | None, wanted: Sequence[Objective], *, projects: int) -> Floats:
    """
    How much each project serves the objectives, 0–1; NaN = not assessed.

    An objective counts by its weight against the heaviest one; all the same where some have no weight.
    """
    if matrix is None:
        return np.full(projects, np.nan)
    weights = figures(one.weight for one in wanted)
    weighed = bool((weights >= 0).all() and weights.sum() > 0)
    return align.served(matrix, weights if weighed else None)


def support(db: Database, snapshot: Snapshot, *, open_ones: Positions) -> Floats:
    """Share of the wanted engagement that is there, 0–100; NaN without complete persons of the project."""
    rows = db.rows(__file__, "people", version=snapshot.versions.get(Kind.STAKEHOLDERS, 0))
    power, interest, current, desired = (figures(row[place] for row in rows) for place in range(4))
    complete = engage.complete(power, interest, current=current, desired=desired)
    at = places(named(open_ones))
    links = {
        (person, at[plain(reference)])
        for person, row in enumerate(rows)
        if complete[person]
        for reference in row[4]
        if plain(reference) in at
    }
    person, project = np.array(sorted(links), dtype=np.int64).reshape(-1, 2).T
    weight = (power * interest)[person]
    return 100 * engage.attainment_of_each(
        weight * np.maximum(1.0, desired[person]),
        weight * engage.level_gap(current, desired)[person],
        project=project,
        projects=open_ones.size,
    )


def costs(db: Database, snapshot: Snapshot, *, open_ones: Positions, currency: str) -> Mapping[int, Floats]:
    """
    Cost per calendar year in one currency.

    A project without a row for a year costs nothing in it; one without any row at all is NaN in all years.
    """
    rows = db.rows(__file__, "yearly_costs", version=snapshot.versions.get(Kind.PROJECT_COSTS, 0))
    at = places(named(open_ones))
    mine = [
        (at[plain(project)], int(year), amount)
        for project, year, code, amount in rows
        if plain(project) in at and (code or "") == currency
    ]
    planned = np.full(open_ones.size, np.nan)
    planned[[place for place, _, _ in mine]] = 0.0
    by_year = {year: planned.copy() for year in sorted({year for _, year, _ in mine})}
    for place, year, amount in mine:
        by_year[year][place] += amount
    return by_year


def requirements(
    db: Database, snapshot: Snapshot, *, positions: Positions, standing: Flags
) -> tuple[tuple[tuple[int, int], ...], Mapping[int, tuple[str, ...]]]:
    """
    What each open project cannot do without.

    Args:
        db: The store.
        snapshot: What is asked.
        positions: Every project.
        standing: Those of them that are open and reported.
    Returns:
        Pairs (project, required) of positions among the open ones, and per project the references that are
        neither open nor done. What is done asks for nothing any more.
    """
    at, all_at = places(named(positions.take(standing))), places(named(positions))
    keys = {key: place for place, key in enumerate(positions.key[standing])}
    pairs: set[tuple[int, int]] = set()
    unmet: dict[int, tuple[str, ...]] = {}
    for key, references in db.rows(__file__, "requirements", **snapshot.of(Kind.PROJECTS)):
        if key not in keys:
            continue
        place = keys[key]
        pairs |= {(place, at[plain(one)]) for one in references if at.get(plain(one), place) != place}
        lacking = [one for one in references if plain(one) not in at and not _done(one, positions, all_at)]
        unmet |= {place: tuple(lacking)} if lacking else {}
    return tuple(sorted(pairs)), unmet


def _done(reference: str, positions: Positions, at: Mapping[str, int]) -> bool:
    place = at.get(plain(reference))
    if place is None:
        return False
    return bool(positions.finished[place]) and positions.status_standard[place] != "cancelled"


def groups(names: Texts | Iterable[str | None]) -> Mapping[str, tuple[int, ...]]:
    """Name of an exclusive group → its open projects, where there are at least two."""
    found: dict[str, list[int]] = {}
    spelled: dict[str, str] = {}
    for place, name in enumerate(names):
        if name:
            found.setdefault(spelled.setdefault(plain(name), name), []).append(place)
    return {name: tuple(members) for name, members in found.items() if len(members) > 1}
