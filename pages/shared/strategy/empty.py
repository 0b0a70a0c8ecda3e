"""Nothing to judge yet: what to load, why, sheets to fill in, and a table to type into."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import exports
from pages.shared.strategy import goals, matrix
from pages.shared.strategy.desk import Desk
from pmo_core.answers.alignment.judgement import judged
from pmo_core.importing import templates
from pmo_core.look import md, plural
from pmo_core.model import Kind

WHY: Final = (
    "There are no objectives yet. With them this page tells which money serves which objective, what serves "
    "none, and what another strategy would mean."
)
OBJECTIVES: Final = """
- Objectives: a name, and a weight if some matter more; a horizon and an owner help
- What serves them: project, objective and share, one row each – or a table with the projects down and the
  objectives across, or a column “objective” in the project list
"""


def no_objectives(desk: Desk) -> None:
    """Neither a list of objectives nor a project that names one."""
    st.info(WHY)
    st.markdown(OBJECTIVES)
    _templates()
    st.subheader("Or type the objectives here", anchor=False)
    goals.body(desk)


def no_links(desk: Desk) -> None:
    """Objectives that no project is linked with."""
    count = plural(len(desk.facts.objectives), "objective")
    st.info(
        f"{count} {'is' if len(desk.facts.objectives) == 1 else 'are'} here, and no project says which of "
        "them it serves. Load a table of project, objective and share, or type the shares below."
    )
    st.markdown(f"The objectives: {md(', '.join(one.label for one in desk.facts.objectives))}.")
    _templates()
    st.subheader("Type the shares here", anchor=False)
    matrix.body(desk, judged(desk.facts))
    goals.part(desk)


def _templates() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        exports.download(
            "Template for objectives and shares (XLSX)",
            lambda: templates.template_workbook([Kind.OBJECTIVES, Kind.ALIGNMENT]),
            name="template objectives.xlsx",
            key="alignment template",
        )
        st.page_link("pages/data.py", label="**Go to the Data page →**")
