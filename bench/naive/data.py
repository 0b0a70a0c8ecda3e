"""Files, the naive way: read again in every run, looked at, and a list of what was loaded."""

import pandas as pd
import streamlit as st

from bench.naive import shown

st.title("Data")
files, history = st.tabs(["Files", "History"])
with files:
    upload = st.file_uploader("Project list", type=["csv", "xlsx"])
    if upload is not None:
        frame = pd.read_csv(upload)
        st.write(f"{len(frame):,} rows read")
        unit = st.selectbox("Amounts in", ["one", "thousand", "million"], key="unit")
        frame["budget"] = pd.to_numeric(frame["budget"], errors="coerce") * 1_000 ** [
            "one",
            "thousand",
            "million",
        ].index(unit)
        columns = st.columns(3)
        for at, name in enumerate(frame.columns):
            columns[at % 3].selectbox(f"{name} is", list(frame.columns), index=at, key=name)
        before = shown.table("projects").set_index("project_id")
        both = frame.set_index("project_id").join(before, rsuffix=" now", how="inner")
        changed = both[both["budget"] != both["budget now"]]
        st.write(f"{len(changed):,} amounts change")
        st.dataframe(changed[["name", "budget now", "budget"]].head(200))
        st.dataframe(frame.head(200))
with history:
    kinds = ("projects", "objectives", "stakeholders", "milestones")
    st.dataframe(pd.DataFrame({"kind": kinds, "rows": [len(shown.table(kind)) for kind in kinds]}))
