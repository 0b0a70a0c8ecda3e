"""Pictures of the overview: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from functools import cache

import altair as alt

from pmo_core.look import BAR_STEP, BLUE, GREY, RED, Spec, without_data


@cache
def waterfall_spec() -> Spec:
    """Points of the index per component. Rows: component, before, after, points."""
    bars = (
        alt.Chart(height=alt.Step(BAR_STEP))
        .mark_bar(height=18)
        .encode(
            y=alt.Y("component:N", title=None, sort=None),
            x=alt.X("points:Q", title="Points of the index"),
            color=alt.condition("datum.points < 0", alt.value(RED), alt.value(BLUE)),
            tooltip=[
                alt.Tooltip("component:N", title="Component"),
                alt.Tooltip("points:Q", title="Points", format="+.2f"),
                alt.Tooltip("before:Q", title="Score before", format=".1f"),
                alt.Tooltip("after:Q", title="Score now", format=".1f"),
            ],
        )
    )
    zero = alt.Chart().mark_rule(stroke=GREY, aria=False).encode(x=alt.XDatum(0))
    return without_data(alt.LayerChart(layer=[zero, bars]))


@cache
def components_spec() -> Spec:
    """Score of each component, 0 to 100. Rows: Component, Score."""
    bars = (
        alt.Chart(height=alt.Step(BAR_STEP))
        .mark_bar(height=18, color=BLUE)
        .encode(
            y=alt.Y("Component:N", title=None, sort=None),
            x=alt.X("Score:Q", title="Score", scale=alt.Scale(domain=[0, 100])),
            tooltip=[alt.Tooltip("Component:N"), alt.Tooltip("Score:Q", format=".1f")],
        )
    )
    return without_data(alt.LayerChart(layer=[bars]))
