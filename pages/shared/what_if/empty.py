"""What the What-if page says where there is nothing to rank by, or nobody to rank."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import lacking
from pages.shared.what_if import criteria
from pages.shared.what_if.desk import Desk
from pages.shared.what_if.fold import fold
from pmo_core.model import Kind

WHY: Final = (
    "There is nothing to rank these projects by yet. Add at least one of these columns to the list, load it "
    "again, or type the values in on the Data page:"
)
COLUMNS: Final = (
    "Short-term value and long-term value, 0 to 10",
    "Planned benefit, in money",
    "Urgency and risk, 1 to 5",
    "A delivery rating (red, amber, green), or a finish date",
    "Any score of your own: map its column to “own criterion”",
)


def nobody() -> None:
    """No project is open."""
    st.info("No project is open at this date, so there is nothing to choose from.")
    st.page_link("pages/data.py", label="**Load a list of open projects →**")


def nothing_to_rank_by(desk: Desk) -> None:
    """Projects without any criterion that counts."""
    lacking.say(Kind.PROJECTS, what="projects", why=WHY, columns=COLUMNS)
    if desk.criteria:
        part, is_open = fold("Criteria and their scales", name="criteria")
        if is_open:
            with part:
                criteria.panel(desk)
