"""Wide tables: one column per month or year becomes one row per month or year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from pmo_core.intake.options import Options
from pmo_core.intake.reshape.scenario import Scenario
from pmo_core.intake.reshape.wide import PERIODS, Wide, find_wide
from pmo_core.intake.reshape.wide_kinds import kind_question, meant
from pmo_core.intake.table import RawTable
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import Guess, Issue, Kind, Severity

T = TypeVar("T")

_NAMES: Final[Mapping[Kind, tuple[str, str, str]]] = {
    # the field that must stand beside the periods, and the headers of the two columns made of them
    Kind.KPIS: ("name", "period", "value"),
    Kind.PROJECT_COSTS: ("project_id", "year", "amount"),
}
_ROWS: Final[tuple[Scenario, ...]] = ("actual", "ytd")
"""What is a reading of its own; a target stands beside the actual of its period."""


def unpivot(
    raw: RawTable, *, told: Kind | None, options: Options, pivot: int, mostly: bool, least: int = PERIODS
) -> tuple[Kind, RawTable] | None:
    """
    The table with a row per period, and its kind; None if it is not wide. Its questions tell what is open.

    Args:
        raw: The table as it was read.
        told: The kind that the user named.
        options: What the user said.
        pivot: The year around which years of two digits lie.
        mostly: Whether at least as many columns must be periods as not.
        least: How many periods make a table wide; fewer than three only where all the rest speaks for it.
    """
    wide = find_wide(raw, options, pivot=pivot, least=least)
    if wide is None or (mostly and len(wide.periods) < len(wide.beside)):
        return None
    kinds = (told,) if told else meant(wide, raw)
    few = len(set(wide.periods.values())) < PERIODS
    if few and (len(kinds) > 1 or _names(wide.beside, "value", Kind.KPIS)):
        return None
    if len(kinds) > 1:
        return kinds[0], replace(raw, questions=(*raw.questions, kind_question(wide, kinds, pivot=pivot)))
    for kind in (*kinds, *(() if told else (Kind.PROJECT_COSTS,))):
        key, period, value = _NAMES.get(kind, ("", "", ""))
        if (
            _names(wide.beside, key, kind)
            and not {period, value} & set(wide.beside)
            and (found := _measures(wide, kind))
        ):
            return kind, _long(raw, wide, kind=kind, measures=found)
    return None


def _measures(wide: Wide, kind: Kind) -> tuple[Scenario, ...]:
    """What each period becomes rows of: actuals (with targets) and years to date; none if that is open."""
    found: set[Scenario] = {wide.scenarios.get(header, "actual") for header in wide.periods}
    if kind is not Kind.KPIS:
        return ("actual",) if len(found) == 1 else ()
    rows: tuple[Scenario, ...] = tuple(name for name in _ROWS if name in found)
    return rows if "actual" in rows else ()


def _long(raw: RawTable, wide: Wide, *, kind: Kind, measures: Sequence[Scenario]) -> RawTable:
    """A row per row of the file, period and measure; forecasts and sums are left out and named."""
    _, period, value = _NAMES[kind]
    single = len({wide.scenarios.get(header, "actual") for header in wide.periods}) == 1
    header_of: dict[tuple[str, Scenario], str] = {
        (text, "actual" if single else wide.scenarios.get(header, "actual")): header
        for header, text in wide.periods.items()
    }
    slots: list[tuple[str, Scenario]] = [
        (t, m) for t in dict.fromkeys(wide.periods.values()) for m in measures if _stands(header_of, t, m)
    ]
    each, count = len(raw.rows), len(slots)
    unit = wide.unit if wide.unit and kind is not Kind.KPIS else None
    made = {
        period: tuple(text for text, _ in slots) * each,
        f"{value} ({unit})" if unit else value: _crossed(raw, [header_of.get(slot) for slot in slots]),
    }
    if any(name == "target" for _, name in header_of):
        targets = [header_of.get((text, "target")) if name == "actual" else None for text, name in slots]
        made["target" if "target" not in wide.beside else "target by period"] = _crossed(raw, targets)
    if wide.ratings and kind is Kind.KPIS:
        made["rating"] = _crossed(raw, [wide.ratings.get(t) if m == "actual" else None for t, m in slots])
    if "ytd" in measures:
        made["cumulative"] = tuple("yes" if name == "ytd" else "no" for _, name in slots) * each
    if kind is Kind.KPIS and wide.unit and not _names(wide.beside, "unit", kind):
        made["unit"] = (wide.unit,) * (count * each)
    headers = list(wide.periods)
    many = f"{count} periods" if count > 1 else "1 period"
    named = f"columns {headers[0]} to {headers[-1]}" if len(headers) > 1 else f"column {headers[0]}"
    guess = Guess("unpivot", many, named, ("none",), "likely")
    return replace(
        raw,
        headers=(*wide.beside, *made),
        columns=(*(_repeated(raw.column(header), count) for header in wide.beside), *made.values()),
        rows=_repeated(raw.rows, count),
        rows_read=raw.rows_read * count,
        rows_skipped=raw.rows_skipped * count,
        rows_refused=raw.rows_refused * count,
        guesses=(*raw.guesses, guess, *((wide.guess,) if wide.guess else ())),
        issues=(*raw.issues, *_left_out(wide, single=single)),
        questions=(*raw.questions, *((wide.question,) if wide.question else ())),
        repeated={h: group for h, group in raw.repeated.items() if set(group) <= set(wide.beside)},
    )


def _stands(header_of: Mapping[tuple[str, Scenario], str], text: str, measure: Scenario) -> bool:
    """Whether a period has a column of the measure; a target alone is a reading still to come."""
    return (text, measure) in header_of or (measure == "actual" and (text, "target") in header_of)


def _names(headers: Sequence[str], field: str, kind: Kind) -> bool:
    """Whether one of the headers can mean a field."""
    return any(one.field == field for h in headers for one in synonyms(kind).get(normalise(h), ()))


def _repeated(column: Sequence[T], count: int) -> tuple[T, ...]:
    return tuple(cell for cell in column for _ in range(count))


def _crossed(raw: RawTable, headers: Sequence[str | None]) -> tuple[str, ...]:
    """The cells of several columns row by row; a missing column is empty."""
    columns = [raw.column(header) if header else None for header in headers]
    return tuple(column[at] if column else "" for at in range(len(raw.rows)) for column in columns)


def _left_out(wide: Wide, *, single: bool) -> list[Issue]:
    """Name the columns that are no points: sums over the periods, and forecasts beside actuals."""
    forecasts = [h for h, name in wide.scenarios.items() if name == "forecast" and not single]
    found: list[Issue] = []
    for code, headers, what in (
        ("column.sum", wide.sums, "figures over several periods, not points"),
        ("column.forecast", forecasts, "forecasts, which are no readings"),
        ("column.per_period", wide.others, "one column per period beside its figure"),
    ):
        if headers:
            named = ", ".join(f"“{header[:40]}”" for header in headers)
            fix = "Nothing to do; load them as a file of their own if they should count."
            found.append(Issue(code, f"{named}: {what}; not loaded.", fix, Severity.NOTE, column=headers[0]))
    return found
