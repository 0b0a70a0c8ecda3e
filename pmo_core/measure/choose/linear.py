"""The rules as rows of numbers, as the solver takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np
from scipy import sparse

from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.choose.problem import MixLimit, Problem, supporters

Matrix: TypeAlias = Any
"""A sparse matrix of scipy, which has no types."""
GREATEST: Final = 1e4
"""Rows are scaled to this: the solver's tolerance of 1e-6 is then 1e-10 of the greatest cost."""


@dataclass(frozen=True, eq=False)
class Model:
    """
    max gain·x with low ≤ rows·x ≤ high and floor ≤ x ≤ ceiling.

    The first `projects` columns are 0 or 1; the others are the gaps of the mix, any figure from 0.
    The first row is the budget.
    """

    gain: Floats
    rows: Matrix
    low: Floats
    high: Floats
    floor: Floats
    ceiling: Floats
    projects: int

    @property
    def whole(self) -> Floats:
        """1 for each column that is 0 or 1, else 0."""
        return np.asarray(np.arange(self.gain.size) < self.projects, dtype=np.float64)

    def asking(self, gain: Floats) -> Model:
        """The same rules with another aim; `gain` is per project."""
        return replace(self, gain=np.concatenate([gain, np.zeros(self.gain.size - self.projects)]))

    def also(self, row: Floats, *, low: float = -np.inf, high: float = np.inf) -> Model:
        """One more rule: low ≤ row·x ≤ high over the projects."""
        scale = _scale(row)
        more = sparse.csr_matrix((row / scale)[None, :])
        more.resize((1, self.gain.size))
        return replace(
            self,
            rows=sparse.vstack([self.rows, more], format="csr"),
            low=np.append(self.low, low / scale),
            high=np.append(self.high, high / scale),
        )

    def away_from(self, selected: Flags, *, by: int) -> Model:
        """Only selections that differ from this one in at least `by` projects."""
        return self.also(np.where(selected, -1.0, 1.0), low=by - float(selected.sum()))


def model(problem: Problem) -> Model:
    """Write a problem down; it holds no barred and no undecidable project any more."""
    blocks = list(_blocks(problem))
    width = problem.size + (0 if problem.mix is None else problem.mix.target.size)
    for block, _, _ in blocks:
        block.resize((block.shape[0], width))
    extra = width - problem.size
    return Model(
        gain=np.append(problem.value, np.zeros(extra)),
        rows=sparse.vstack([block for block, _, _ in blocks], format="csr"),
        low=np.concatenate([low for _, low, _ in blocks]),
        high=np.concatenate([high for _, _, high in blocks]),
        floor=np.append(problem.must.astype(np.float64), np.zeros(extra)),
        ceiling=np.append(np.ones(problem.size), np.full(extra, np.inf)),
        projects=problem.size,
    )


Block: TypeAlias = tuple[Matrix, Floats, Floats]


def _blocks(problem: Problem) -> Iterable[Block]:
    cost = problem.cost
    yield _row(cost, high=problem.budget)
    for cap in problem.caps:
        yield _row(cap.use, low=cap.least or -np.inf, high=cap.limit)
    for share in problem.shares:
        yield _row((share.members - share.low) * cost, low=0.0)
        yield _row((share.members - share.high) * cost, high=0.0)
    if problem.needs:
        yield _entries(problem.size, [((i, 1.0), (j, -1.0)) for i, j in problem.needs], high=0.0)
    if problem.groups:
        yield _entries(problem.size, [[(i, 1.0) for i in group] for group in problem.groups], high=1.0)
    held = [[(i, 1.0), *((s, -1.0) for s in by)] for i, by in supporters(problem).items()]
    if held:
        yield _entries(problem.size, held, high=0.0)
    if problem.mix is not None:
        yield _mix(problem.mix, cost)


def _scale(row: Floats) -> float:
    greatest = float(np.abs(row).max(initial=0.0))
    return greatest / GREATEST if greatest > GREATEST or 0 < greatest < 1 else 1.0


def _row(row: Floats, *, low: float = -np.inf, high: float = np.inf) -> Block:
    scale = _scale(row)
    return sparse.csr_matrix((row / scale)[None, :]), np.array([low / scale]), np.array([high / scale])


def _entries(size: int, rows: Sequence[Iterable[tuple[int, float]]], *, high: float) -> Block:
    """Rows given by their entries that are not 0, none above `high`."""
    listed = [(r, place, entry) for r, row in enumerate(rows) for place, entry in row]
    at, places, entries = zip(*listed, strict=True)
    matrix = sparse.csr_matrix((entries, (at, places)), shape=(len(rows), size))
    return matrix, np.full(len(rows), -np.inf), np.full(len(rows), high)


def _mix(mix: MixLimit, cost: Floats) -> Block:
    """Gap d_h ≥ ±(Σ members·cost·x − target_h·Σ cost·x), and Σ d ≤ 2·at_most·Σ cost·x."""
    scale = _scale(cost)
    surplus = (mix.members - mix.target).T * (cost / scale)
    gaps = sparse.identity(mix.target.size, format="csr")
    over = sparse.hstack([sparse.csr_matrix(surplus), -gaps])
    under = sparse.hstack([sparse.csr_matrix(-surplus), -gaps])
    allowed = np.append(-2 * mix.at_most * cost / scale, np.ones(mix.target.size))
    rows = sparse.vstack([over, under, sparse.csr_matrix(allowed[None, :])], format="csr")
    count = 2 * mix.target.size + 1
    return rows, np.full(count, -np.inf), np.zeros(count)
