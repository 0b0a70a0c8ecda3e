"""The overview, the naive way."""

import streamlit as st

from bench.answers import balance
from bench.naive import shown

st.title("Overview")
rows, figures = shown.open_projects(), shown.figures()
sums = rows.groupby("horizon")["budget"].sum()
wanted = shown.target()
amounts = [float(sums.get(horizon, 0.0)) for horizon in ("short", "medium", "long", "unclassified")]
share = balance(amounts, wanted)["balance"]

judged = figures["met"] + figures["missed"]
cards = {
    "In the right horizon": f"{100 * share:.0f} %",
    "Alignment": f"{figures['alignment']:.0f} of 100",
    "Support": f"{figures['support']:.0f} of 100",
    "KPIs on target": f"{100 * figures['met'] / judged:.0f} of 100",
}
for column, (label, value) in zip(st.columns(len(cards)), cards.items(), strict=True):
    column.metric(label, value)
st.altair_chart(shown.mix_chart(rows, wanted))

st.subheader("What needs attention")
late, unpaid = rows["months"] < 0, rows["budget"].isna()
worrying = rows[late | unpaid].assign(why=late.map({True: "overdue", False: "no amount"}))
st.dataframe(worrying[["name", "budget", "why", "project_id"]])
st.subheader("What the data lack")
st.markdown("\n".join(f"- {count:,} without {name}" for name, count in rows.isna().sum().items() if count))
