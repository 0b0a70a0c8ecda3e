"""Rows of actuals and rows of targets of the same KPI and period become one reading with a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.rows.series import describes
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.standard import comparable
from pmo_core.model import Guess, Issue, Severity


def _words(text: str) -> frozenset[str]:
    return frozenset(map(comparable, text.split()))


_ACTUAL: Final = _words("actual actuals act result achieved ist istwert réel réalisé real")
_TARGET: Final = _words(
    "target targets tgt plan planned goal soll sollwert zielwert ziel cible objectif meta objetivo previsto"
)
_FORECAST: Final = _words("forecast outlook projection estimate prognose prévision previsión")
_LABELS: Final = 20
"""A column of more distinct texts is none of a few labels."""


def scenario_column(raw: RawTable) -> str | None:
    """The column whose cells are nothing but Actual and Target (and Forecast); None without one."""
    for header, texts in zip(raw.headers, raw.columns, strict=True):
        distinct = set(islice(coded(texts).distinct, _LABELS + 1))
        words = {comparable(text) for text in distinct} if len(distinct) <= _LABELS else set[str]()
        if words <= _ACTUAL | _TARGET | _FORECAST and words & _ACTUAL and words & _TARGET:
            return header
    return None


def fold(raw: RawTable, *, mapping: Mapping[str, str]) -> tuple[RawTable, str] | None:
    """
    Join the rows of targets to the actuals of the same KPI and period.

    Args:
        raw: The table.
        mapping: Field → header as found for KPIs; without a value, or with a target already, nothing is done.

    Returns:
        The table with a column of targets, and the header of it; None where there is nothing to join.
    """
    scenario, value = scenario_column(raw), mapping.get("value")
    if scenario is None or value in (None, scenario) or "target" in mapping:
        return None
    fixed = {mapping[name] for name in ("kpi_id", "name", "unit", "period", "project_id") if name in mapping}
    shared = [h for h in raw.headers if h not in (scenario, value) and (h in fixed or describes(h))]
    keys = list(zip(*(raw.column(header) for header in shared), strict=True)) or [()] * len(raw.rows)
    words = [comparable(text) for text in raw.column(scenario)]
    actuals = {key: at for at, key in reversed(list(enumerate(keys))) if words[at] in _ACTUAL}
    values, targets = list(raw.column(value or "")), [""] * len(raw.rows)
    joined: list[int] = []
    for at, word in enumerate(words):
        if word not in _TARGET:
            continue
        place = actuals.get(keys[at])
        targets[at if place is None else place] = values[at]
        if place is None:
            values[at] = ""  # a target before its actual is known
        else:
            joined.append(at)
    left = [at for at, word in enumerate(words) if word in _FORECAST]
    return _folded(raw, scenario, value or "", values, targets, joined=joined, left=left)


def _folded(
    raw: RawTable,
    scenario: str,
    value: str,
    values: Sequence[str],
    targets: Sequence[str],
    *,
    joined: Sequence[int],
    left: Sequence[int],
) -> tuple[RawTable, str]:
    out = {*joined, *left}
    kept = [at for at in range(len(raw.rows)) if at not in out]
    name = "Target" if "Target" not in raw.headers else "Target (rows)"
    columns = {h: texts for h, texts in zip(raw.headers, raw.columns, strict=True) if h != scenario}
    columns |= {value: tuple(values), name: tuple(targets)}
    guess = Guess("measure", "rows of targets", f"{scenario}: Actual and Target", ("none",), "likely")
    return (
        replace(
            raw,
            headers=tuple(columns),
            columns=tuple(tuple(texts[at] for at in kept) for texts in columns.values()),
            rows=tuple(raw.rows[at] for at in kept),
            rows_skipped=raw.rows_skipped + len(out),
            guesses=(*raw.guesses, guess),
            issues=(*raw.issues, *_issues(raw, scenario, joined=joined, left=left)),
        ),
        name,
    )


def _issues(raw: RawTable, scenario: str, *, joined: Sequence[int], left: Sequence[int]) -> list[Issue]:
    found: list[Issue] = []
    if joined:
        rows = sorted({raw.rows[at] for at in joined})
        text = f"Targets, joined to the actuals of the same period: {_named(rows)}."
        found.append(Issue("row.target", text, "Nothing to do.", Severity.NOTE, rows[0], scenario))
    if left:
        rows = sorted({raw.rows[at] for at in left})
        text = f"Forecasts, which are no readings: {_named(rows)} not loaded."
        fix = "Nothing to do, unless they should count as targets: then write Target."
        found.append(Issue("row.forecast", text, fix, Severity.WARNING, rows[0], scenario))
    return found


def _named(rows: Sequence[int]) -> str:
    return f"{'row' if len(rows) == 1 else 'rows'} {ranges(list(rows))}"
