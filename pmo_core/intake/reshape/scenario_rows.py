"""Rows of actuals and rows of targets of the same KPI and period become one reading with a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.reshape.scenario import Scenario, scenario
from pmo_core.intake.rows.series import describes
from pmo_core.intake.table import RawTable
from pmo_core.model import Guess, Issue, Severity

_LABELS: Final = 40
"""A column with more distinct texts holds no labels."""


def scenario_column(raw: RawTable) -> str | None:
    """The column whose cells are nothing but Actual and Target (and Forecast); None without one."""
    for header, texts in zip(raw.headers, raw.columns, strict=True):
        distinct = set(islice(coded(texts).distinct, _LABELS + 1))
        found = {scenario(text) for text in distinct} if len(distinct) <= _LABELS else {None}
        if None not in found and {"actual", "target"} <= found:
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
    label, value = scenario_column(raw), mapping.get("value")
    if label is None or value in (None, label) or "target" in mapping:
        return None
    fixed = {mapping[name] for name in ("kpi_id", "name", "unit", "period", "project_id") if name in mapping}
    shared = [h for h in raw.headers if h not in (label, value) and (h in fixed or describes(h))]
    keys = list(zip(*(raw.column(header) for header in shared), strict=True)) or [()] * len(raw.rows)
    words: list[Scenario | None] = [scenario(text) for text in raw.column(label)]
    actuals = {key: at for at, key in reversed(list(enumerate(keys))) if words[at] == "actual"}
    values, targets = list(raw.column(value or "")), [""] * len(raw.rows)
    joined: list[int] = []
    for at, word in enumerate(words):
        if word != "target":
            continue
        place = actuals.get(keys[at])
        targets[at if place is None else place] = values[at]
        if place is None:
            values[at] = ""  # a target before its actual is known
        else:
            joined.append(at)
    left = [at for at, word in enumerate(words) if word == "forecast"]
    long = _folded(raw, label, value or "", values, targets, joined=joined, left=left)
    return _with_years_to_date(long[0], raw, words), long[1]


def _with_years_to_date(long: RawTable, raw: RawTable, words: Sequence[Scenario | None]) -> RawTable:
    """Mark the rows that count from the beginning of the year: they are another measure than periods."""
    if "ytd" not in words:
        return long
    marks = {row: "yes" if word == "ytd" else "no" for row, word in zip(raw.rows, words, strict=True)}
    return replace(
        long,
        headers=(*long.headers, "cumulative"),
        columns=(*long.columns, tuple(marks[row] for row in long.rows)),
    )


def _folded(
    raw: RawTable,
    label: str,
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
    columns = {h: texts for h, texts in zip(raw.headers, raw.columns, strict=True) if h != label}
    columns |= {value: tuple(values), name: tuple(targets)}
    guess = Guess("measure", "rows of targets", f"{label}: Actual and Target", ("none",), "likely")
    return (
        replace(
            raw,
            headers=tuple(columns),
            columns=tuple(tuple(texts[at] for at in kept) for texts in columns.values()),
            rows=tuple(raw.rows[at] for at in kept),
            rows_skipped=raw.rows_skipped + len(out),
            guesses=(*raw.guesses, guess),
            issues=(*raw.issues, *_issues(raw, label, joined=joined, left=left)),
        ),
        name,
    )


def _issues(raw: RawTable, label: str, *, joined: Sequence[int], left: Sequence[int]) -> list[Issue]:
    found: list[Issue] = []
    if joined:
        rows = sorted({raw.rows[at] for at in joined})
        text = f"Targets, joined to the actuals of the same period: {_named(rows)}."
        found.append(Issue("row.target", text, "Nothing to do.", Severity.NOTE, rows[0], label))
    if left:
        rows = sorted({raw.rows[at] for at in left})
        text = f"Forecasts, which are no readings: {_named(rows)} not loaded."
        fix = "Nothing to do, unless they should count as targets: then write Target."
        found.append(Issue("row.forecast", text, fix, Severity.WARNING, rows[0], label))
    return found


def _named(rows: Sequence[int]) -> str:
    return f"{'row' if len(rows) == 1 else 'rows'} {ranges(list(rows))}"
