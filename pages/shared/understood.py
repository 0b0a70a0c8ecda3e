"""How a file was read: decisions with their evidence, columns, and everything worth knowing about rows."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pmo_core.importing import Staged
from pmo_core.limits import ISSUES_SHOWN
from pmo_core.look import decisions, md, plural
from pmo_core.model import Issue, Severity

CELL_SHOWN, LINES_SHOWN = 40, 20


def show(made: Staged) -> None:
    """Show how the file was read: decisions with evidence, columns, and what is worth knowing about rows."""
    reading = made.reading
    found, columns, checks = st.tabs(
        [
            f"What was found ({len(decisions(reading.guesses))})",
            f"Columns ({len(reading.mapping)} of {len(reading.mapping) + len(reading.unmapped)})",
            f"Checks ({len(made.issues)})",
        ]
    )
    guesses = decisions(reading.guesses)
    found.dataframe(
        pd.DataFrame(guesses, columns=["Decision", "Reading", "Because"]),
        column_config={
            "Decision": st.column_config.TextColumn(width="small"),
            "Reading": st.column_config.TextColumn(width="small"),
            "Because": st.column_config.TextColumn(width="large"),
        },
        hide_index=True,
        height="content" if len(guesses) <= LINES_SHOWN else "auto",
        placeholder="–",
        alt=f"Decisions about {reading.source.label}, each with its evidence",
    )
    pairs = [(field.replace("_", " "), column) for field, column in reading.mapping.items()]
    pairs += [("not used", column) for column in reading.unmapped]
    columns.dataframe(
        pd.DataFrame(pairs, columns=["Field", "Column in the file"]),
        hide_index=True,
        alt=f"Fields and the columns of {reading.source.label} that they were read from",
    )
    if not made.issues:
        checks.markdown("Nothing to report: every row was read and every cell made sense.")
        return
    order = list(Severity)
    first = sorted(made.issues, key=lambda i: (order.index(i.severity), i.row or 0))[:ISSUES_SHOWN]
    checks.markdown("\n".join(f"- {_sentence(issue)}" for issue in first))
    if len(made.issues) > ISSUES_SHOWN:
        checks.caption(f"The first {ISSUES_SHOWN} of {len(made.issues)}.")


def _sentence(issue: Issue) -> str:
    """Row 14, Finish = 31/02/26: not a date. Row loaded without it."""
    place = [f"row {issue.row}"] if issue.row else []
    if issue.column:
        cell = (issue.value or "")[:CELL_SHOWN]
        place.append(f"{issue.column} = {cell}" if cell else issue.column)
    where = f"{', '.join(place)}: " if place and not issue.problem.startswith(("Row ", "Column ")) else ""
    return f"**{issue.severity.value.capitalize()}** · {md(where)}{md(issue.problem)} {md(issue.fix)}"


def counts(made: Staged) -> str:
    """Say in one sentence what the rows became, or will be once the questions are answered."""
    reading = made.reading
    if made.questions:
        return f"{plural(reading.rows_read, 'row')} read as {reading.kind.value.replace('_', ' ')}."
    out = [
        f"{n:,} {word}"
        for n, word in ((reading.rows_refused, "refused"), (reading.rows_skipped, "skipped"))
        if n
    ]
    rest = f" ({', '.join(out)})" if out else ""
    kind = reading.kind.value.replace("_", " ")
    return f"{plural(reading.rows_read, 'row')} read as {kind}: {reading.rows_loaded:,} to load{rest}."
