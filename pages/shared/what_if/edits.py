"""What was typed into the tables of rules becomes rules: pure, so that it can be tested without a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from pmo_core.errors import ScenarioError
from pmo_core.plan import Criterion, Rules

Edits: TypeAlias = Mapping[int, Mapping[str, Any]]
"""Row → column → what was typed, as a table keeps it."""

LEAST, MOST, LIMIT = "At least, %", "At most, %", "At most"
ALL: Final = 100.0


def with_shares(rules: Rules, names: Sequence[str], edits: Edits) -> Rules:
    """
    The rules with shares typed in per cent; a row without both, or from 0 to 100, is no rule.

    Args:
        rules: Those before.
        names: What each row of the table is about, as `Rules.shares` names it.
        edits: What was typed.
    Raises:
        ScenarioError: If a share cannot hold.
    """
    shares = dict(rules.shares)
    for row, cells in edits.items():
        low, high = shares.get(names[row], (0.0, 1.0))
        low = _share(cells, LEAST, default=low, empty=0.0)
        high = _share(cells, MOST, default=high, empty=1.0)
        shares.pop(names[row], None)
        if (low, high) != (0.0, 1.0):
            shares[names[row]] = (low, high)
    return replace(rules, shares=shares)


def with_years(rules: Rules, years: Sequence[int], edits: Edits) -> Rules:
    """
    The rules with the most money of each year as typed; an empty cell is no rule.

    Raises:
        ScenarioError: If a limit is below 0.
    """
    limits = dict(rules.years)
    for row, cells in edits.items():
        if LIMIT not in cells:
            continue
        limits.pop(years[row], None)
        if not _empty(cells[LIMIT]):
            limits[years[row]] = float(cells[LIMIT])
    return replace(rules, years=limits)


def with_project(rules: Rules, key: str, *, must: bool, reason: str) -> Rules:
    """The rules with one project that must be funded, or must not; it is never both."""
    said = reason.strip()
    if not said:
        raise ScenarioError("A rule for one project needs a reason.", fix="Say in a few words why.")
    kept = without_project(rules, key)
    if must:
        return replace(kept, must={**kept.must, key: said})
    return replace(kept, must_not={**kept.must_not, key: said})


def without_project(rules: Rules, key: str) -> Rules:
    """The rules without those for one project."""
    return replace(
        rules,
        must={one: why for one, why in rules.must.items() if one != key},
        must_not={one: why for one, why in rules.must_not.items() if one != key},
    )


def without_share(rules: Rules, name: str) -> Rules:
    """The rules without the share of one horizon, department or objective."""
    return replace(rules, shares={one: pair for one, pair in rules.shares.items() if one != name})


def without_year(rules: Rules, year: int) -> Rules:
    """The rules without the limit of one year."""
    return replace(rules, years={one: limit for one, limit in rules.years.items() if one != year})


ON, NAME, MEANING, LOW, HIGH, UNIT, WEIGHT = (
    "On",
    "Name",
    "What it means",
    "Nothing at",
    "In full at",
    "Unit",
    "Weight",
)


def criterion_row(one: Criterion) -> dict[str, Any]:
    """A criterion as a row of a table: its scale from what contributes nothing to what contributes all."""
    nothing, full = (one.low, one.high) if one.higher_is_better else (one.high, one.low)
    return {
        ON: one.on,
        NAME: one.name,
        MEANING: one.meaning,
        "From": one.source.replace("_", " "),
        LOW: nothing,
        HIGH: full,
        UNIT: one.unit,
        WEIGHT: one.points,
    }


def with_criteria(criteria: Sequence[Criterion], edits: Edits) -> tuple[Criterion, ...]:
    """
    The criteria as typed; whichever end of a scale is the lower one, the second contributes all.

    Raises:
        ScenarioError: If a scale or a weight cannot hold, or a name is missing.
    """
    return tuple(_criterion(one, edits.get(row, {})) for row, one in enumerate(criteria))


def _criterion(before: Criterion, cells: Mapping[str, Any]) -> Criterion:
    if not cells:
        return before
    row = criterion_row(before) | dict(cells)
    if any(_empty(row[name]) for name in (NAME, LOW, HIGH, WEIGHT)) or not str(row[NAME]).strip():
        raise ScenarioError(
            f"{before.name!r} lacks a name, an end of its scale or a weight.", fix="Fill in all four."
        )
    nothing, full = float(row[LOW]), float(row[HIGH])
    return Criterion(
        id=before.id,
        name=" ".join(str(row[NAME]).split()),
        meaning="" if _empty(row[MEANING]) else str(row[MEANING]).strip(),
        source=before.source,
        higher_is_better=full > nothing,
        low=min(nothing, full),
        high=max(nothing, full),
        unit="" if _empty(row[UNIT]) else str(row[UNIT]).strip(),
        points=float(row[WEIGHT]),
        on=bool(row[ON]),
    )


def _share(cells: Mapping[str, Any], column: str, *, default: float, empty: float) -> float:
    if column not in cells:
        return default
    typed = cells[column]
    return empty if _empty(typed) else float(typed) / ALL


def _empty(typed: object) -> bool:
    return typed is None or (isinstance(typed, float) and math.isnan(typed))
