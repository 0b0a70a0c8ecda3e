"""The tab "Enter": rate the largest projects, add a single row; each save is a version that can be undone."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.entering import contact, note, project, rating, reading
from pmo_core.model import Grant

_FORMS: Final = {
    "Project": project.form,
    "KPI reading": reading.form,
    "Contact": contact.form,
    "Decision or note": note.form,
}


def panel(portfolio: str, *, grant: Grant) -> None:
    """
    Show what can be entered by hand.

    Args:
        portfolio: Where it goes.
        grant: Must cover `import` of the portfolio.
    """
    rating.panel(portfolio, grant=grant)
    st.header("Add one", anchor=False)
    chosen = st.segmented_control(
        "What to add",
        list(_FORMS),
        default="Project",
        required=True,
        key="entry what",
        persist_state="session",
        label_visibility="collapsed",
    )
    _FORMS[chosen or "Project"](portfolio, grant=grant)
