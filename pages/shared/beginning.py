"""Where there is nothing yet: what to do, a template to fill in, and the demo to look around in."""

from __future__ import annotations

import streamlit as st

from pages.shared import demo, exports
from pages.shared.session import database
from pmo_core.importing import DEMO, templates
from pmo_core.look import md
from pmo_core.model import Grant
from pmo_core.store.history import history


def nothing_here(portfolio: str | None = None, *, grant: Grant) -> None:
    """Say what to do on a workspace, or in a portfolio, without projects."""
    if portfolio is not None and history(database(), portfolio):
        st.info(
            f"No projects of {md(portfolio)} count now: they were taken back, or none was loaded. On the "
            "Data page the history brings back what was there; a file brings new ones."
        )
        st.page_link("pages/data.py", label="**Go to the Data page →**")
        return
    st.info(
        "There is nothing to show yet. Upload the project list of any tool as CSV or Excel: name, budget and "
        "finish date are enough for a first balance view."
    )
    st.page_link("pages/data.py", label="**Upload a file →**")
    first_steps(grant=grant)


def first_steps(*, grant: Grant) -> None:
    """Two ways to begin without an export at hand."""
    with st.container(horizontal=True, vertical_alignment="center"):
        exports.download(
            "Template to fill in (XLSX)",
            templates.template_workbook,
            name="template all kinds.xlsx",
            key="first template",
            help="A sheet per kind, the data dictionary, and how to use it.",
        )
        if demo.here():
            st.page_link(
                "pages/overview.py",
                label="**Look at the demo →**",
                query_params={"v": "1", "portfolio": DEMO},
            )
        else:
            demo.load_button(grant=grant)
