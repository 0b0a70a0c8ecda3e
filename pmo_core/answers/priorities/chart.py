"""The picture of the ranking: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from functools import cache
from typing import Final

import altair as alt

from pmo_core.answers.priorities.tables import MARKS
from pmo_core.look import BLUE, GREEN, GREY, INK, ORANGE, Spec, text_colour, without_data

STEP: Final = 24
_COLOURS: Final = [GREEN, ORANGE, GREY, GREEN, ORANGE, GREY, BLUE, BLUE, INK]
_SHAPES: Final = [*("circle", "diamond", "square") * 2, "cross", "cross", "triangle-up"]


@cache
def ranges_spec(*, dark: bool | None = None) -> Spec:
    """
    A bar from the best to the worst rank, a mark at the present one, a tick at the one before.

    What a project is stands beside its bar, and shows in the colour and the shape of its mark. Ticks say
    nothing to screen readers: a layer where nobody moved would have no name.

    Args:
        dark: Whether the page is dark; None = not known. One drawing is kept per theme.
    Rows: project, low, high, rank, before, end, mark, span, label, score, line.
    """
    colour = alt.Color("mark:N", scale=alt.Scale(domain=list(MARKS), range=_COLOURS), legend=None)
    shape = alt.Shape("mark:N", scale=alt.Scale(domain=list(MARKS), range=_SHAPES), legend=None)
    base = alt.Chart(height=alt.Step(STEP)).encode(
        y=alt.Y("project:N", title=None, sort=None, axis=alt.Axis(labelLimit=220)),
        tooltip=[
            alt.Tooltip("project:N", title="Project"),
            alt.Tooltip("mark:N", title="Verdict"),
            alt.Tooltip("rank:Q", title="Rank now"),
            alt.Tooltip("before:Q", title="Rank before"),
            alt.Tooltip("span:N", title="Rank range"),
            alt.Tooltip("score:N", title="Score"),
        ],
    )
    bars = base.mark_bar(height=10, opacity=0.45, cornerRadius=2).encode(
        x=alt.X(
            "low:Q",
            title="Rank (tick: before; left of the dashes: as many as are funded)",
            axis=alt.Axis(format="d", tickMinStep=1, grid=False),
            scale=alt.Scale(zero=False, nice=False),
        ),
        x2="high:Q",
        color=colour,
    )
    before = base.mark_tick(color=GREY, thickness=3, size=16, aria=False).encode(x="before:Q")
    now = base.mark_point(filled=True, size=90, opacity=1, stroke=INK, strokeWidth=0.5).encode(
        x="rank:Q", color=colour, shape=shape
    )
    spans = base.mark_text(align="left", dx=6, fontSize=12, fill=text_colour(dark)).encode(
        x="end:Q", text="label:N"
    )
    line = (
        alt.Chart()
        .transform_aggregate(line="max(line)")
        .mark_rule(stroke=GREY, strokeDash=[4, 4], aria=False)
        .encode(x="line:Q")
    )
    return without_data(alt.LayerChart(layer=[line, bars, before, now, spans]))
