"""A page that has nothing to show yet: what to load, why, and a sheet to fill in."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared import exports
from pmo_core.importing import templates
from pmo_core.look import md
from pmo_core.model import Kind


def say(kind: Kind, *, what: str, why: str, columns: Sequence[str]) -> None:
    """
    Say what is lacking, and offer the template of its kind and the way to the Data page.

    Args:
        kind: What to load.
        what: The same in words: 'projects'.
        why: What is not there, and what it is good for.
        columns: What a file should hold.
    """
    st.info(md(why))
    st.markdown("\n".join(f"- {md(column)}" for column in columns))
    with st.container(horizontal=True, vertical_alignment="center"):
        exports.download(
            f"Template for {md(what)} (XLSX)",
            lambda: templates.template_workbook([kind]),
            name=f"template {kind.value}.xlsx",
            key=f"template {kind.value}",
        )
        st.page_link("pages/data.py", label="**Go to the Data page →**")
