"""References by id or name, resolved to a matrix of projects × objectives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Whole, figures

Named: TypeAlias = tuple[str | None, str | None]
"""Id and name of a thing that others refer to."""
Link: TypeAlias = tuple[str | None, str | None, float | None]
"""Project and objective, each by id or name, and the share of the project (0–1) or None."""

WHOLE: Final = 1 + 1e-9
"""The shares of one project add up to this at most."""


@dataclass(frozen=True, eq=False)
class Linked:
    """
    What serves what: projects × objectives, 0–1; a NaN row is not assessed.

    written: the same before rows are left out, also above 1. split: no link has a share, so that each
    project is split equally. unscored: projects with links of which none has a share, where others have.
    row, column: place of the project and of the objective of each link, −1 = unknown.
    """

    shares: Floats
    written: Floats
    split: bool
    unscored: Flags
    row: Whole
    column: Whole


def linked(projects: Sequence[Named], objectives: Sequence[Named], *, links: Sequence[Link]) -> Linked:
    """
    Resolve links.

    A project without a link serves nothing (0). In a table with shares, a project whose links have none,
    or whose shares add up to more than 1, is not assessed (NaN). Links of a table without any share are
    split equally. Links to an unknown objective count for nothing.
    """
    row = _resolved([link[0] for link in links], places(projects))
    column = _resolved([link[1] for link in links], places(objectives))
    share = figures(link[2] for link in links)
    split = bool(np.isnan(share).all())
    told, known = split | ~np.isnan(share), (row >= 0) & (column >= 0)
    shares = np.zeros((len(projects), len(objectives)))
    if split:
        shares[row[known], column[known]] = 1.0
        counts = shares.sum(axis=1, keepdims=True)
        shares = np.divide(shares, counts, out=shares, where=counts > 0)
    else:
        np.add.at(shares, (row[known & told], column[known & told]), share[known & told])
    written = shares.copy()
    unscored = np.zeros(len(projects), dtype=np.bool_)
    unscored[row[row >= 0]] = True
    unscored[row[(row >= 0) & told]] = False
    shares[unscored | (written.sum(axis=1) > WHOLE)] = np.nan
    return Linked(shares, written, split, unscored, row, column)


def share_matrix(projects: Sequence[Named], objectives: Sequence[Named], *, links: Sequence[Link]) -> Floats:
    """Share of each project that serves each objective, as `linked` says it."""
    return linked(projects, objectives, links=links).shares


def _resolved(references: Sequence[str | None], at: Mapping[str, int]) -> Whole:
    """Place of each reference, −1 where unknown; each spelling is looked up once, for there are few."""
    known = {one: at.get(plain(one), -1) for one in set(references)}
    return np.array([known[one] for one in references], dtype=np.int64)


def places(named: Sequence[Named]) -> dict[str, int]:
    """Position by id, and by name where no id is the same; without regard to case and blanks."""
    by_name = {plain(name): place for place, (_, name) in enumerate(named) if name}
    by_id = {plain(id): place for place, (id, _) in enumerate(named) if id}
    return {**by_name, **by_id}


def plain(reference: str | None) -> str:
    """A reference without regard to case and to blanks around and within."""
    return " ".join((reference or "").split()).casefold()
