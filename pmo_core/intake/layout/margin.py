"""Blank columns: the margin left of a table is cut, a gap between two tables side by side is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.model import Issue, Severity

APART_SHARE: Final = 0.2


def without_margin(grid: Grid, top: int) -> Grid:
    """Cut the columns on the left in which nothing stands from a row on; letters and boxes move along."""
    rows = grid.rows
    margin = 0
    while rows and all(len(row) <= margin or not row[margin].strip() for row in rows[top:]):
        margin += 1
        if margin >= max(map(len, rows[top:]), default=0):
            return grid
    if margin == 0:
        return grid
    return replace(
        grid,
        rows=[row[margin:] for row in rows],
        first_column=grid.first_column + margin,
        merged=tuple((a, b - margin, c, d - margin) for a, b, c, d in grid.merged if b >= margin),
        dated={at - margin: last for at, last in grid.dated.items() if at >= margin},
    )


def columns_apart(
    names: Sequence[str], unnamed: frozenset[int], *, kept: frozenset[int], columns: Sequence[Sequence[str]]
) -> list[Issue]:
    """Warn where a blank column parts the table and rows are filled on one side of it only."""
    order = sorted(kept)
    place = {at: n for n, at in enumerate(order)}
    for left, right in pairwise(order):
        gap = [at for at in range(left + 1, right) if at in unnamed]
        if not gap or right == order[-1] or left == order[0]:
            continue
        sides = (columns[: place[left] + 1], columns[place[right] : len(order)])
        filled = [[bool("".join(cells).strip()) for cells in zip(*side, strict=True)] for side in sides]
        lonely = sum(1 for a, b in zip(*filled, strict=True) if a != b)
        if lonely > APART_SHARE * len(filled[0]):
            return [
                Issue(
                    "columns.apart",
                    f"A blank column stands before “{names[right]}”, and {lonely:,} rows are filled "
                    "on one side only: these may be two tables side by side.",
                    "Put the second table on a sheet of its own.",
                    Severity.WARNING,
                    column=names[right],
                )
            ]
    return []
