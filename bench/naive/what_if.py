"""What-if, the naive way: sliders, cards, the first places as bars, all projects as bubbles, and the list."""

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from bench.engines.whatif_work import CRITERIA, START
from bench.naive import shown

FIRST = 25

st.title("What-if")


def keep_100(moved: str) -> None:
    """The other sliders share what is left, in proportion."""
    others = {name: st.session_state[f"points {name}"] for name in CRITERIA if name != moved}
    left = 100 - st.session_state[f"points {moved}"]
    for name, value in others.items():
        st.session_state[f"points {name}"] = left * value / sum(others.values())


for name in CRITERIA:
    st.session_state.setdefault(f"points {name}", START[name])
weights = {
    name: st.slider(
        name.replace("_", " "),
        *(0.0, 100.0),
        step=1.0,
        key=f"points {name}",
        on_change=keep_100,
        args=(name,),
    )
    for name in CRITERIA
}
rows = shown.open_projects().reset_index(drop=True)
score = np.zeros(len(rows))
for name, (low, high, rising) in CRITERIA.items():
    value = ((rows[name] - low) / (high - low)).clip(0, 1)
    score += weights[name] * (value if rising else 1 - value)
rows["score"] = score / sum(weights.values())
rows["rank"] = rows["score"].rank(ascending=False, method="min")
rows = rows.sort_values("rank")

funded, spent, mean = st.columns(3)
paid = rows[rows["budget"].cumsum() <= 0.8 * rows["budget"].sum()]
funded.metric("Funded", len(paid))
spent.metric("Spent", f"{paid['budget'].sum():,.0f}")
mean.metric("Mean score", f"{paid['score'].mean():.2f}")
bars = rows.head(FIRST)[["name", "rank", "score"]]
st.altair_chart(alt.Chart(bars).mark_bar().encode(x="score", y=alt.Y("name", sort=None), tooltip=["rank"]))
bubbles = rows[["name", "score", "budget", "horizon", "rank"]]
st.altair_chart(
    alt.Chart(bubbles)
    .mark_circle()
    .encode(
        x="budget", y="score", size="budget", color="horizon", tooltip=["name", "rank", "score", "budget"]
    )
)
with st.expander("Every open project"):
    st.dataframe(pd.DataFrame(rows[["name", "rank", "score", "budget", *CRITERIA]]))
