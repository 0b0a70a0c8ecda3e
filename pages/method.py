"""Method: every figure's definition, from the catalogue that the pages and exports read too."""

from pathlib import Path

import streamlit as st

from pages.shared import frame, panels
from pmo_core.answers import catalog

frame.require("method")

st.title("Method")
chosen = st.selectbox(
    "Find a figure",
    list(catalog.METRICS),
    index=None,
    format_func=lambda id: catalog.METRICS[id].name,
    placeholder="Type or choose a name, such as balance index",
    key="method_figure",
)
if chosen:
    panels.definition(catalog.METRICS[chosen])

text = (Path(__file__).parents[1] / "docs" / "methodology.md").read_text(encoding="utf-8")
st.markdown(text.partition("\n")[2])
