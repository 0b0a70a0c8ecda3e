"""The objectives as a table to type into: weight, horizon and owner, new ones and those that go."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from pages.shared import acts, address
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pages.shared.entering.fields import HORIZONS
from pages.shared.session import database, today
from pages.shared.strategy.desk import Desk
from pages.shared.strategy.typed import COLUMNS, objectives_typed
from pages.shared.what_if.fold import fold
from pmo_core.importing.objectives import FIELDS, objectives_now, set_objectives
from pmo_core.look import plural

PLACE: Final = "objectives"
RULE: Final = (
    "Only the proportions of the weights count; without any, all objectives count the same. An emptied cell "
    "keeps its value. Mark a row to take it away, and type into the last one to add an objective."
)
Rows = list[tuple[str, dict[str, Any]]]


def part(desk: Desk) -> None:
    """Folded: the table and the button that saves."""
    folded, is_open = fold("Edit the objectives: weight, horizon, owner", name="alignment goals")
    if is_open:
        with folded:
            body(desk)


def body(desk: Desk) -> None:
    """The table and the button that saves."""
    if desk.newer:
        st.caption("Show the current data first: objectives are saved to what counts now.")
        return
    st.caption(RULE)
    rows = _rows(desk)
    draft = Draft(f"objectives {desk.portfolio} {desk.scenario.data}")
    key = draft.key("table")
    _editor(rows, key=key)
    edits, new, gone = objectives_typed(rows, st.session_state[key])
    count = len(edits) + len(new) + len(gone)
    with st.container(horizontal=True):
        acts.button(
            f"Save {plural(count, 'objective')}" if count else "Nothing to save yet",
            _save,
            key="objectives save",
            args=[desk, rows, key, draft],
            primary=bool(count),
            disabled=not count,
        )
        if any(st.session_state[key].values()):
            st.button("Discard", key="objectives discard", on_click=draft.discard)
    saved.told(PLACE, desk.portfolio, grant=desk.grant, then=address.stay)


def _rows(desk: Desk) -> Rows:
    """Those that are declared; else those that the projects name, to be made the objectives."""
    held = objectives_now(database(), desk.portfolio)
    if held:
        return list(held.items())
    blank: dict[str, Any] = dict.fromkeys(FIELDS)
    return [("", {**blank, "name": one.label}) for one in desk.facts.objectives]


def _editor(rows: Rows, *, key: str) -> None:
    frame = pd.DataFrame(
        [[row[field] for field in COLUMNS.values()] for _, row in rows], columns=list(COLUMNS)
    )
    types = {name: "float64" if name == "Weight" else "str" for name in COLUMNS}
    st.data_editor(
        frame.astype({"Weight": "float64"}).where(frame.notna(), None) if rows else frame.astype(types),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        height="content",
        placeholder="–",
        alt="Objectives with weight, horizon and owner",
        column_config={
            "Id": st.column_config.TextColumn(max_chars=60, width="small"),
            "Objective": st.column_config.TextColumn(max_chars=200, width="large"),
            "Weight": st.column_config.NumberColumn(format="%g", help="0 or more."),
            "Horizon": st.column_config.SelectboxColumn(options=HORIZONS),
            "Owner": st.column_config.TextColumn(max_chars=120),
        },
    )


def _save(desk: Desk, rows: Rows, key: str, draft: Draft) -> None:
    edits, new, gone = objectives_typed(rows, st.session_state[key])
    work = partial(
        set_objectives,
        database(),
        desk.portfolio,
        edits=edits,
        new=new,
        gone=gone,
        grant=desk.grant,
        today=today(),
    )
    if saved.save(PLACE, desk.portfolio, work=work, then=address.stay):
        draft.discard()
