"""A list of projects with one amount per year: the years are costs of their own, whichever is the budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.options import Options
from pmo_core.intake.reshape.unpivot import unpivot
from pmo_core.intake.reshape.wide import find_wide
from pmo_core.intake.reshape.wide_kinds import money_named
from pmo_core.intake.table import RawTable
from pmo_core.model import Guess, Kind

YEARS: Final = 2
"""From this many years on an amount is one per year."""


@dataclass(frozen=True)
class YearCosts:
    """The costs as a table, the headers that they stood under, the unit that was told, and what to say."""

    raw: RawTable
    columns: tuple[str, ...]
    units: dict[str, str]
    guess: Guess


def costs_by_year(
    raw: RawTable, mapping: Mapping[str, str], *, options: Options, pivot: int
) -> YearCosts | None:
    """
    The amounts per year of a list of projects.

    Args:
        raw: The list.
        mapping: Field → header as found for projects.
        options: What the user said.
        pivot: This year.

    Returns:
        The costs; None unless several years share the name of one amount, and each project has one row.
    """
    who = mapping.get("project_id") or mapping.get("name")
    wide = find_wide(raw, options, pivot=pivot, least=YEARS)
    field = money_named(wide, pivot=pivot) if wide and wide.by_year else None
    if wide is None or who is None or field is None:
        return None
    keys = [text.strip() for text in raw.column(who)]
    years = tuple(wide.periods)
    if not all(keys) or len(set(keys)) < len(keys):
        return None
    part = replace(
        raw,
        headers=(who, *years),
        columns=tuple(raw.column(header) for header in (who, *years)),
        guesses=(),
        issues=(),
        offers=(),
        rows_read=len(raw.rows),
        rows_skipped=0,
        rows_refused=0,
        repeated={},
        refused={},
        totals=(),
    )
    long = unpivot(part, told=Kind.PROJECT_COSTS, options=options, pivot=pivot, mostly=False, least=YEARS)
    if long is None or long[0] is not Kind.PROJECT_COSTS:
        return None
    why = f"{years[0]} to {years[-1]}: each project and year loads as a cost, whichever is the {field}"
    told = {"amount": options.units[field]} if field in options.units else {}
    return YearCosts(replace(long[1], guesses=()), years, told, Guess("costs", "by year", why, (), "likely"))
