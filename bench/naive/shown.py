"""What the naive pages share: files read once into pandas, figures computed once, charts drawn by Altair."""

from __future__ import annotations

import os
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from bench.answers import HORIZONS, MEDIUM_MONTHS, SHORT_MONTHS
from bench.engines.shapes import AS_OF, FINISHED, SHAPES
from bench.engines.with_pandas import portfolio, read, readings

MARKS = 2_000


@st.cache_data
def table(kind: str) -> pd.DataFrame:
    """Typed rows of a file."""
    return read(Path(os.environ["NAIVE_FOLDER"]) / f"{kind}.csv", SHAPES[kind])[0]


@st.cache_data
def figures() -> dict[str, float]:
    """Every figure that no slider moves."""
    return portfolio({kind: table(kind) for kind in SHAPES}) | readings(table("kpis"))


def open_projects() -> pd.DataFrame:
    """Projects in the mix, each in its horizon, the most money first."""
    projects = table("projects")
    rows = projects[~projects["status"].isin(FINISHED)].copy()
    year, month, day = AS_OF
    finish = rows["finish"].dt
    rows["months"] = (finish.year - year) * 12 + finish.month - month + (finish.day > day).astype(int)
    rows["horizon"] = np.select(
        [rows["months"].isna(), rows["months"] <= SHORT_MONTHS, rows["months"] <= MEDIUM_MONTHS],
        ["unclassified", "short", "medium"],
        "long",
    )
    return rows.sort_values("budget", ascending=False)


def target() -> tuple[float, float, float, float]:
    """The target that the sliders show, which the address can set."""
    asked = st.query_params
    short = st.slider("Short term, %", 0, 100, int(asked.get("short", 70)))
    medium = st.slider("Medium term, %", 0, 100, int(asked.get("medium", 20)))
    return short / 100, medium / 100, (100 - short - medium) / 100, 0.0


def mix_chart(rows: pd.DataFrame, wanted: tuple[float, ...]) -> alt.LayerChart:
    """Share of the money per horizon, with the target as a tick."""
    sums = rows.groupby("horizon")["budget"].sum().reindex(HORIZONS, fill_value=0.0)
    mix = pd.DataFrame({"horizon": HORIZONS, "share": sums / sums.sum(), "target": wanted})
    base = alt.Chart(mix).encode(y=alt.Y("horizon", sort=list(HORIZONS)))
    bars = base.mark_bar().encode(x=alt.X("share", axis=alt.Axis(format="%")), tooltip=["horizon", "share"])
    return bars + base.mark_tick(thickness=3, color="black").encode(x="target")


def bubble_chart(rows: pd.DataFrame) -> alt.Chart:
    """The largest projects by finish and money."""
    drawn = rows.dropna(subset=["months", "budget"]).head(MARKS)[["name", "months", "budget", "horizon"]]
    marks = alt.Chart(drawn).mark_circle(opacity=0.6)
    return marks.encode(x="months", y="budget", size="budget", color="horizon", tooltip=["name", "budget"])
