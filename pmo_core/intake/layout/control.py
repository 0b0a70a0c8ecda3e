"""Total rows as control: what they claim, held against the rows that load in the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from pmo_core.intake.files.grid import Grid, listed
from pmo_core.intake.layout.body import Body
from pmo_core.intake.layout.totals import close, sentence
from pmo_core.intake.table import Claim, Total
from pmo_core.model import Issue, Severity

TOTAL: Final = "row.total"
SUMMARY: Final = "row.group_summary"


def totals_of(grid: Grid, body: Body, *, names: Sequence[str]) -> tuple[Total, ...]:
    """The totals of a table in the order of their rows, each with the amounts that it sums up."""
    numbers: dict[int, npt.NDArray[np.int64]] = {}
    totals: list[Total] = []
    for at, sums in sorted(body.totals.items()):
        ledger = sums.ledger
        if id(ledger) not in numbers:
            numbers[id(ledger)] = np.asarray([grid.number(place) for place in ledger.places], dtype=np.int64)
        claims = tuple(
            Claim(names[column], said, ledger.amounts(column, sums.decimal)[sums.span])
            for column, said, _ in sums.said
        )
        summary = at in body.skipped.get(SUMMARY, ())
        totals.append(
            Total(grid.number(at), numbers[id(ledger)][sums.span], claims, sums.grouped, summary=summary)
        )
    return tuple(totals)


def total_issue(total: Total, *, value: str | None, loaded: npt.NDArray[np.bool_] | None = None) -> Issue:
    """
    What a total row says and what the rows add up to.

    A summary of a group may be a mean or a count as well, so one that is no sum is no fault.

    Args:
        total: The total row.
        value: Its cells, for display.
        loaded: Which of its rows load; None for all of them.
    """
    said = [
        (claim.column, claim.said, float(np.sum(claim.amounts if loaded is None else claim.amounts[loaded])))
        for claim in total.claims
    ]
    differs = any(not close(claimed, added) for _, claimed, added in said)
    fault = differs and not total.summary
    fix = "Look for rows that are missing or counted twice." if fault else "Nothing to do."
    return Issue(
        SUMMARY if total.summary else TOTAL,
        f"Row {total.row:,} is {'the summary of a group' if total.summary else 'a total'}: not loaded. "
        f"{sentence(said, grouped=total.grouped)}",
        "Nothing to do, unless it is meant as the sum." if differs and total.summary else fix,
        Severity.WARNING if fault else Severity.NOTE,
        row=total.row,
        value=value,
    )


def held_against(
    issues: Iterable[Issue], totals: Iterable[Total], *, loaded: Collection[int], refused: Collection[int]
) -> tuple[Issue, ...]:
    """
    The issues with their total rows held against the rows that load, after refusals and repeats.

    Args:
        issues: What was found so far.
        totals: The total rows of the table.
        loaded: Numbers of the rows that load.
        refused: Numbers of rows that do not, but could if they were mended.
    """
    by_row = {total.row: total for total in totals}
    here = np.fromiter(loaded, dtype=np.int64, count=len(loaded)) if by_row else None
    return tuple(
        _again(issue, by_row[issue.row], here, refused)
        if here is not None and issue.code in (TOTAL, SUMMARY) and issue.row in by_row
        else issue
        for issue in issues
    )


def _again(issue: Issue, total: Total, here: npt.NDArray[np.int64], refused: Collection[int]) -> Issue:
    loads = np.isin(total.rows, here)
    if loads.all():
        return issue
    found = total_issue(total, value=issue.value, loaded=loads)
    rows = _closing(total, loads, sorted(set(refused) & set(total.rows[~loads].tolist())))
    if found.severity is not Severity.WARNING or not rows:
        return found
    one = len(rows) == 1
    which = f"row {rows[0]:,}, which was refused," if one else f"rows {listed(rows)}, which were refused,"
    return replace(
        found,
        problem=f"{found.problem} With {which} they add up to the same.",
        fix=f"Mend the {'row that was' if one else 'rows that were'} refused.",
    )


def _closing(total: Total, loads: npt.NDArray[np.bool_], refused: Sequence[int]) -> list[int]:
    """The refused rows, one of them or all, with which every claim holds; none if there are no such rows."""
    for rows in (*([row] for row in refused), list(refused)):
        whole = loads | np.isin(total.rows, rows)
        if rows and all(close(claim.said, float(np.sum(claim.amounts[whole]))) for claim in total.claims):
            return rows
    return []
