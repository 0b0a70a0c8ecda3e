"""How a file was read: decisions with their evidence, columns, and everything worth knowing about rows."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from pmo_core.importing import Staged
from pmo_core.limits import ISSUES_SHOWN
from pmo_core.model import Issue, Severity


def show(made: Staged) -> None:
    """Show how the file was read: decisions with evidence, columns, and what is worth knowing about rows."""
    reading = made.reading
    found, columns, checks = st.tabs(
        [
            f"What was found ({len(reading.guesses)})",
            f"Columns ({len(reading.mapping)} of {len(reading.mapping) + len(reading.unmapped)})",
            f"Checks ({len(made.issues)})",
        ]
    )
    guesses = [(g.name.replace("_", " "), g.value, g.evidence) for g in reading.guesses]
    found.dataframe(
        pd.DataFrame(guesses, columns=["Decision", "Reading", "Because"]),
        hide_index=True,
        alt="Decisions about the file, each with its evidence",
    )
    pairs = [(field.replace("_", " "), column) for field, column in reading.mapping.items()]
    pairs += [("not used", column) for column in reading.unmapped]
    columns.dataframe(
        pd.DataFrame(pairs, columns=["Field", "Column in the file"]),
        hide_index=True,
        alt="Fields and the columns that they were read from",
    )
    if made.issues:
        checks.dataframe(issue_table(made.issues), hide_index=True, alt="Issues, most serious first")
        if len(made.issues) > ISSUES_SHOWN:
            checks.caption(f"The first {ISSUES_SHOWN} of {len(made.issues)}.")
    else:
        checks.markdown("Nothing to report: every row was read and every cell made sense.")


def issue_table(issues: Iterable[Issue]) -> pd.DataFrame:
    """Issues as a table in the words of the user's file, most serious first."""
    order = list(Severity)
    rows = [
        (i.severity.value, i.row, i.column, i.value, i.problem, i.fix)
        for i in sorted(issues, key=lambda i: (order.index(i.severity), i.row or 0))[:ISSUES_SHOWN]
    ]
    table = pd.DataFrame(rows, columns=["Weight", "Row", "Column", "Value", "Problem", "What to do"])
    return table.astype({"Row": "Int64"})


def counts(made: Staged) -> str:
    """Say in one sentence what the rows became, or will be once the questions are answered."""
    reading = made.reading
    if made.questions:
        return f"{reading.rows_read:,} rows read as {reading.kind.value.replace('_', ' ')}."
    out = [
        f"{n:,} {word}"
        for n, word in ((reading.rows_refused, "refused"), (reading.rows_skipped, "skipped"))
        if n
    ]
    rest = f" ({', '.join(out)})" if out else ""
    kind = reading.kind.value.replace("_", " ")
    return f"{reading.rows_read:,} rows read as {kind}: {reading.rows_loaded:,} to load{rest}."
