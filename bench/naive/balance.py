"""Balance, the naive way."""

import streamlit as st

from bench.answers import balance
from bench.naive import shown

st.title("Balance")
department = st.selectbox(
    "Department", ["", *sorted(shown.table("projects")["department"].dropna().unique())]
)
rows = shown.open_projects()
if department:
    rows = rows[rows["department"] == department]
sums = rows.groupby("horizon")["budget"].sum()
wanted = shown.target()
amounts = [float(sums.get(horizon, 0.0)) for horizon in ("short", "medium", "long", "unclassified")]
share = balance(amounts, wanted)["balance"]

card, invested, projects = st.columns(3)
card.metric("In the right horizon", f"{100 * share:.0f} %")
invested.metric("Investment", f"{sum(amounts):,.0f}")
projects.metric("Open projects", f"{len(rows):,}")
st.altair_chart(shown.mix_chart(rows, wanted))
st.altair_chart(shown.bubble_chart(rows))
with st.expander("Overdue"):
    st.dataframe(rows[rows["months"] < 0])
with st.expander("Every open project"):
    st.dataframe(rows)
