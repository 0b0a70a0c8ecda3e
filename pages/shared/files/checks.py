"""What needs a look: issues by weight with their rows, cells mended in place, refused rows to take along."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from pages.shared import exports
from pages.shared.files import staging
from pages.shared.files.offered import Offered
from pmo_core.importing import Staged
from pmo_core.intake.reshape.by_hand import ROWS_OUT, answer_of, by_hand
from pmo_core.look import md, plural
from pmo_core.model import Issue, Severity
from pmo_core.report import Check, checks

CHECKS_SHOWN, CELLS_SHOWN = 30, 50
CELL = "Cell"
_MANY = {"error": "errors", "warning": "warnings", "note": "notes"}


def found_in(made: Staged) -> list[Check]:
    """What was found, grouped; what needs a look comes first."""
    return checks(made.issues, on_page=True)


def label(found: list[Check]) -> str:
    """What the folded step says."""
    counts = Counter(check.severity.value for check in found)
    named = [plural(counts[each], each, many=_MANY[each]) for each in _MANY if counts[each]]
    return f"Checks: {', '.join(named)}" if named else "Checks: nothing to report"


def show(file: Offered, made: Staged, *, found: list[Check]) -> None:
    """The list of checks, the cells that can be mended here, and the rows that cannot be."""
    if not found:
        st.markdown("Nothing to report. What cells do not hold is counted under Columns.")
    listed = [f"- **{check.severity.capitalize()}** · {md(check.sentence)}" for check in found]
    st.markdown("\n".join(listed[:CHECKS_SHOWN]))
    if len(found) > CHECKS_SHOWN:
        st.caption(f"The first {CHECKS_SHOWN} of {len(found)}.")
    _mend(file, made)
    _leave_out(file)
    take_back(file)
    exports.bad_rows(made)


def take_back(file: Offered) -> None:
    """Offer to forget the cells and rows that were changed here, if there are any."""
    changed = [name for name in staging.answers(file) if by_hand(name)]
    if changed:
        st.button(
            f"Take back {plural(len(changed), 'change')} made here",
            key=f"as it was {file.file_id}",
            on_click=_forget,
            args=(file.file_id, changed),
        )


def _forget(file_id: str, changed: list[str]) -> None:
    for name in changed:
        staging.answer(file_id, name, value=None)


def _leave_out(file: Offered) -> None:
    """Name rows that are no records."""
    key = f"rows out {file.file_id}"
    st.session_state[key] = staging.answers(file).get(ROWS_OUT, "")
    st.text_input(
        "Leave rows out",
        key=key,
        placeholder="None. Row numbers as in the file, such as 13, 29-31",
        on_change=_without,
        args=(file.file_id, key),
        width=420,
    )


def _without(file_id: str, key: str) -> None:
    staging.answer(file_id, ROWS_OUT, value=st.session_state[key].strip() or None)


def _mend(file: Offered, made: Staged) -> None:
    """A table of the cells that something is wrong with; what is typed there is read in their place."""
    raw = made.reading.raw
    wrong = {
        (issue.row, issue.column): issue
        for issue in reversed(made.issues)
        if issue.severity is not Severity.NOTE and issue.row in raw.rows and issue.column in raw.headers
    }
    cells = sorted(wrong.items(), key=lambda cell: cell[0])[:CELLS_SHOWN]
    if not cells:
        return
    st.markdown("**Mend cells here**")
    rest = f" The first {CELLS_SHOWN} of {len(wrong):,}." if len(wrong) > CELLS_SHOWN else ""
    st.caption(f"What you type is read instead; your file stays as it is.{rest}")
    key = f"mend {file.file_id} {made.import_id}"
    st.data_editor(
        pd.DataFrame(
            [(row, column, _cell(made, issue), issue.problem) for (row, column), issue in cells],
            columns=["Row", "Column", CELL, "What is wrong"],
        ),
        column_config={
            "Row": st.column_config.NumberColumn(format="%d", width="small"),
            "What is wrong": st.column_config.TextColumn(width="large"),
        },
        disabled=["Row", "Column", "What is wrong"],
        hide_index=True,
        num_rows="fixed",
        placeholder="blank",
        key=key,
        on_change=_take,
        args=(file.file_id, key, [place for place, _ in cells]),
    )


def _cell(made: Staged, issue: Issue) -> str:
    raw = made.reading.raw
    assert issue.row is not None
    assert issue.column is not None
    return str(raw.column(issue.column)[raw.rows.index(issue.row)])


def _take(file_id: str, key: str, places: list[tuple[int, str]]) -> None:
    for number, changed in st.session_state[key]["edited_rows"].items():
        if CELL in changed:
            row, column = places[int(number)]
            staging.answer(file_id, answer_of(row, column), value=changed[CELL] or "")
