"""How a file was read: checks, columns with what they lack, and every decision with its evidence."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd
import streamlit as st

from pmo_core.importing import Staged
from pmo_core.look import day, md, plural
from pmo_core.report import Check, checks, decisions

CHECKS_SHOWN = 30


def show(made: Staged) -> None:
    """Show how the file was read; what needs a look comes first."""
    reading = made.reading
    found, said = checks(made.issues, on_page=True), decisions(reading.guesses)
    look, columns, read = st.tabs(
        [
            f"Checks ({len(found)})",
            f"Columns ({len(reading.mapping)} of {len(reading.mapping) + len(reading.unmapped)})",
            f"How it was read ({len(said)})",
        ]
    )
    with look:
        _checks(found)
    columns.dataframe(
        _columns(made),
        hide_index=True,
        height="content",
        placeholder="–",
        alt=f"Fields, the columns of {reading.source.label} that they were read from, and what they lack",
    )
    read.dataframe(
        pd.DataFrame([_dated(line) for line in said], columns=["Decision", "Reading", "Because"]),
        column_config={
            "Decision": st.column_config.TextColumn(width="small"),
            "Reading": st.column_config.TextColumn(width="small"),
            "Because": st.column_config.TextColumn(width="large"),
        },
        hide_index=True,
        height="content",
        placeholder="–",
        alt=f"Decisions about {reading.source.label}, each with its evidence",
    )


def _checks(found: list[Check]) -> None:
    if not found:
        st.markdown("Nothing to report. What cells do not hold is counted under Columns.")
        return
    st.markdown(
        "\n".join(
            f"- **{check.severity.capitalize()}** · {md(check.sentence)}" for check in found[:CHECKS_SHOWN]
        )
    )
    if len(found) > CHECKS_SHOWN:
        st.caption(f"The first {CHECKS_SHOWN} of {len(found)}.")


def _columns(made: Staged) -> pd.DataFrame:
    """Every field with its column, how many rows have a value, and why the others have none."""
    reading = made.reading
    lacking: dict[str, Counter[str]] = {}
    if reading.missing is not None:
        fields, kinds = (reading.missing[name].to_pylist() for name in ("field", "kind"))
        for field, kind in zip(fields, kinds, strict=True):
            lacking.setdefault(field, Counter())[kind.replace("_", " ")] += 1
    total = reading.rows_loaded
    rows = [
        (
            field.replace("_", " "),
            column,
            f"{total - sum(lacking.get(field, Counter()).values()):,} of {total:,}" if total else None,
            ", ".join(f"{n:,} {kind}" for kind, n in lacking.get(field, Counter()).most_common()) or None,
        )
        for field, column in reading.mapping.items()
    ]
    rows += [("not used", column, None, None) for column in reading.unmapped]
    return pd.DataFrame(rows, columns=["Field", "Column in the file", "Have a value", "Lack it"])


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
    return f"{read}: {reading.rows_loaded:,} to load{rest}."


def _described(made: Staged) -> str:
    """The day that the rows describe, where rows of this kind describe one."""
    days = made.reading.as_of
    if not days:
        return ""
    return f" as of {day(days[0])}" if len(days) == 1 else f" at {len(days)} dates up to {day(max(days))}"
