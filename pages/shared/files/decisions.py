"""How a file was read: what its rows became, and every decision about it with its evidence."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from pmo_core.importing import Staged
from pmo_core.look import day, plural, rows_of
from pmo_core.report import decisions


def told(made: Staged) -> list[tuple[str, str, str]]:
    """Every decision about the file: what, how, because of what."""
    return [_dated(line) for line in decisions(made.reading.guesses)]


def show(made: Staged, said: list[tuple[str, str, str]]) -> None:
    """The decisions as a table."""
    st.dataframe(
        pd.DataFrame(said, columns=["Decision", "Reading", "Because"]),
        column_config={
            "Decision": st.column_config.TextColumn(width="small"),
            "Reading": st.column_config.TextColumn(width="small"),
            "Because": st.column_config.TextColumn(width="large"),
        },
        hide_index=True,
        height="content",
        placeholder="–",
        alt=f"Decisions about {made.reading.source.label}, each with its evidence",
    )


def _dated(line: tuple[str, str, str]) -> tuple[str, str, str]:
    """A decision on a date, with the date as people write it."""
    name, value, why = line
    try:
        return name, day(date.fromisoformat(value)), why
    except ValueError:
        return line


def counts(made: Staged) -> str:
    """Say in one sentence what the rows became and which day they describe."""
    reading = made.reading
    kind = reading.kind.value.replace("_", " ")
    if made.questions:
        return f"{plural(reading.rows_read, 'row')} read as {kind}."
    out = [
        f"{n:,} {word}"
        for n, word in ((reading.rows_refused, "refused"), (reading.rows_skipped, "skipped"))
        if n
    ]
    rest = f" ({', '.join(out)})" if out else ""
    read = f"{plural(reading.rows_read, 'row')} read as {kind}{_described(made)}"
    return f"{read}: {reading.rows_loaded:,} to load{rest}.{_along(made)}"


def _along(made: Staged) -> str:
    """Rows of other kinds that the same file holds and that are saved with it."""
    found = ", ".join(rows_of(each.reading.rows_loaded, each.reading.kind) for each in made.beside)
    return f" With them: {found}." if found else ""


def _described(made: Staged) -> str:
    """The day that the rows describe, where rows of this kind describe one."""
    days = made.reading.as_of
    if not days:
        return ""
    return f" as of {day(days[0])}" if len(days) == 1 else f" at {len(days)} dates up to {day(max(days))}"
