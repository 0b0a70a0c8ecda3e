"""Pictures of the overview: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from functools import cache

import altair as alt

from pmo_core.look import BAR_STEP, BLUE, GREY, RED, Spec, once, text_colour, without_data


@cache
def waterfall_spec(*, dark: bool | None = None) -> Spec:
    """
    Points of the index per component, signed at the ends of the bars.

    Args:
        dark: Whether the page is dark; None = not known.
    Rows: component, before, after, points, label. The title of the view says what the colours mean.
    """
    rows = alt.Y("component:N", title=None, sort=None)
    # room for the figures beyond the ends of the bars
    points = alt.X(
        "points:Q",
        title="Points of the index",
        axis=alt.Axis(tickCount=5, format="~f"),
        scale=alt.Scale(padding=44),
    )
    base = alt.Chart(height=alt.Step(BAR_STEP)).encode(y=rows, x=points)
    bars = base.mark_bar(height=18).encode(
        color=alt.condition("datum.points < 0", alt.value(RED), alt.value(BLUE)),
        tooltip=[
            alt.Tooltip("component:N", title="Component"),
            alt.Tooltip("points:Q", title="Points", format="+.2f"),
            alt.Tooltip("before:Q", title="Score before", format=".1f"),
            alt.Tooltip("after:Q", title="Score now", format=".1f"),
        ],
    )
    zero = once().mark_rule(stroke=GREY, aria=False).encode(x=alt.XDatum(0))
    words = alt.Text("label:N")
    up = base.transform_filter("datum.points >= 0").encode(text=words)
    down = base.transform_filter("datum.points < 0").encode(text=words)
    figures = [
        up.mark_text(align="left", dx=6, fontSize=13, fill=text_colour(dark)),
        down.mark_text(align="right", dx=-6, fontSize=13, fill=text_colour(dark)),
    ]
    return without_data(alt.LayerChart(layer=[zero, bars, *figures]))
