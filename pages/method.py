"""Method: every figure's definition, from the catalogue that the pages and exports read too."""

from pathlib import Path

import streamlit as st

from pages.shared import frame
from pmo_core.answers import catalog
from pmo_core.look import md

frame.require("method")

st.title("Method")
wanted = st.text_input("Find a figure", key="method_search").strip().casefold()
found = [m for m in catalog.METRICS.values() if wanted in f"{m.name} {m.meaning} {m.formula}".casefold()]
st.markdown(f"{len(found)} of {len(catalog.METRICS)} figures")
for metric in found:
    with st.expander(f"{metric.name} · {metric.unit}"):
        st.markdown(md(metric.meaning))
        st.code(metric.formula, language=None, wrap_lines=True)
        st.markdown(f"Range {md(metric.range)}; better: {md(metric.better)}. Source: {md(metric.source)}.")
        if metric.golden:
            st.caption(f"Proved by golden case {metric.golden}.")

text = (Path(__file__).parents[1] / "docs" / "methodology.md").read_text(encoding="utf-8")
st.markdown(f"#{text}")  # a page has one heading of the first level, its title
