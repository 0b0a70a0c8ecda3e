"""The criteria of a portfolio: what can count, on which scale, and with which weight it begins."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import acts, plans
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pages.shared.session import database, today
from pages.shared.what_if import edits, keeping
from pages.shared.what_if.desk import Desk
from pmo_core.answers.priorities.criteria import suggested
from pmo_core.errors import ScenarioError
from pmo_core.importing import save_settings
from pmo_core.importing.settings import Declared
from pmo_core.look import md

PLACE = "criteria"


def panel(desk: Desk) -> None:
    """A table to edit, and the button that saves it for everybody."""
    open_ended = suggested(desk.gathered, desk.criteria)
    st.markdown(
        "Every numeric column can count: tick it on. A scale is fixed, so that no project's score moves when "
        "others come or go; the second end counts in full, so cost or risk runs from high to low."
    )
    if open_ended:
        named = ", ".join(md(one.name) for one in desk.criteria if one.id in open_ended)
        st.caption(f"Scale suggested from the largest value until you save it: {named}.")
    draft = Draft(f"criteria {desk.usual.portfolio} {desk.key}")
    key = draft.key("table")
    number = st.column_config.NumberColumn
    st.data_editor(
        pd.DataFrame([edits.criterion_row(one) for one in desk.criteria]),
        column_config={
            edits.ON: st.column_config.CheckboxColumn(),
            edits.NAME: st.column_config.TextColumn(max_chars=60),
            edits.MEANING: st.column_config.TextColumn(max_chars=300, width="large"),
            edits.LOW: number(format="localized"),
            edits.HIGH: number(format="localized"),
            edits.WEIGHT: number(min_value=0, format="localized", help="Any multiple; sliders show shares."),
        },
        disabled=["From"],
        hide_index=True,
        height="content",
        key=key,
        alt="Criteria with scale and weight",
    )
    typed: edits.Edits = st.session_state[key]["edited_rows"]
    try:
        edits.with_criteria(desk.criteria, typed)
    except ScenarioError as problem:
        st.warning(md(f"{problem.problem} {problem.fix}"))
    with st.container(horizontal=True):
        acts.button(
            "Save the criteria for this portfolio",
            _save,
            args=[desk, key, draft],
            key="save criteria",
            primary=bool(typed),
            help="Saved as a version of the settings; everybody's What-if begins with it.",
        )
        if typed:
            st.button("Discard", key="discard criteria", on_click=draft.discard)
    saved.told(PLACE, desk.usual.portfolio, grant=desk.grant, then=keeping.go_on)


def _save(desk: Desk, key: str, draft: Draft) -> None:
    typed: edits.Edits = st.session_state[key]["edited_rows"]

    def work() -> int:
        declared = Declared(criteria=edits.with_criteria(desk.criteria, typed))
        return save_settings(
            database(), desk.usual.portfolio, declared=declared, grant=desk.grant, today=today()
        )

    if keeping.save_version(PLACE, desk, work):
        draft.discard()
        plans.begin_anew()
