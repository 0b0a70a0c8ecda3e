"""References by id or name, resolved to a matrix of projects × objectives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from pmo_core.measure.arrays import Floats

Named: TypeAlias = tuple[str | None, str | None]
"""Id and name of a thing that others refer to."""
Link: TypeAlias = tuple[str | None, str | None, float | None]
"""Project and objective, each by id or name, and the share of the project (0–1) or None."""


def share_matrix(projects: Sequence[Named], objectives: Sequence[Named], *, links: Sequence[Link]) -> Floats:
    """
    Share of each project that serves each objective.

    A project without a link serves nothing (0). In a table with shares, a project whose links have none,
    or whose shares add up to more than 1, is not assessed (NaN). Links of a table without any share are
    split equally. Links to an unknown objective count for nothing.
    """
    columns, rows = places(objectives), places(projects)
    split = all(share is None for _, _, share in links)
    matrix = np.zeros((len(projects), len(objectives)))
    linked, scored = np.zeros(len(projects), dtype=bool), np.zeros(len(projects), dtype=bool)
    for project, objective, share in links:
        row, column = rows.get(plain(project)), columns.get(plain(objective))
        weight = 1.0 if split else share
        if row is None:
            continue
        linked[row] = True
        scored[row] |= weight is not None
        if column is not None and weight is not None:
            matrix[row, column] += weight
    sums = matrix.sum(axis=1, keepdims=True)
    if split:
        matrix = np.divide(matrix, sums, out=matrix, where=sums > 0)
    matrix[(linked & ~scored) | (matrix.sum(axis=1) > 1 + 1e-9)] = np.nan
    return matrix


def places(named: Sequence[Named]) -> dict[str, int]:
    """Position by id, and by name where no id is the same; without regard to case and blanks."""
    by_name = {plain(name): place for place, (_, name) in enumerate(named) if name}
    by_id = {plain(id): place for place, (id, _) in enumerate(named) if id}
    return {**by_name, **by_id}


def plain(reference: str | None) -> str:
    """A reference without regard to case and to blanks around and within."""
    return " ".join((reference or "").split()).casefold()
