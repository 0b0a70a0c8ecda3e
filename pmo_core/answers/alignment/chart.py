"""Pictures of alignment: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from functools import cache
from typing import Final

import altair as alt

from pmo_core.look import BLUE, GREY, INK, Spec, horizon_colour, text_colour, without_data

_STEP: Final = 36
_LINE: Final = 14
"""Pixels from one line of a label to the next."""
# "bn" as in the sentences, where the standard's letter for 10⁹ is G, and for 10⁻³ m
_MONEY: Final = alt.Axis(
    labelExpr="abs(datum.value) < 1 ? format(datum.value, '~g') : "
    "replace(replace(format(datum.value, '~s'), 'G', 'bn'), 'M', 'm')",
    tickCount=5,
    grid=False,
)
_NAMES: Final = alt.Axis(labelLimit=240, ticks=False, domain=False)


@cache
def money_spec(*, dark: bool | None = None) -> Spec:
    """
    Solid bars for the money of each objective, outlines for what its weight would give, figures at the end.

    Args:
        dark: Whether the page is dark; None = not known. One drawing is kept per theme.
    Rows: objective, money, target (blank without weights), kind (objective or none), label, said, weight, end
        (of the longer of both bars), room (how far the scale reaches).
    """
    base = alt.Chart(height=alt.Step(_STEP)).encode(
        y=alt.Y("objective:N", title=None, sort=None, axis=_NAMES),
        tooltip=[
            alt.Tooltip("objective:N", title="Objective"),
            alt.Tooltip("weight:N", title="Weight"),
            alt.Tooltip("said:N", title="Money"),
        ],
    )
    along = alt.X("money:Q", title="Investment (outline: by its weight)", axis=_MONEY)
    bars = base.mark_bar(height=18).encode(
        x=along,
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=["objective", "none"], range=[BLUE, GREY]), legend=None
        ),
    )
    wanted = base.mark_bar(height=28, filled=False, stroke=INK, strokeWidth=2, aria=False).encode(
        x="target:Q"
    )
    figures = base.mark_text(align="left", dx=8, fontSize=13, fill=text_colour(dark), aria=False).encode(
        x="end:Q", text="label:N"
    )
    room = base.mark_point(opacity=0, aria=False).encode(x="room:Q")
    return without_data(alt.LayerChart(layer=[bars, wanted, figures, room]))


@cache
def heat_spec(heads: tuple[str, ...], *, dark: bool | None = None) -> Spec:
    """
    A cell per project and objective, the darker the larger the share; what serves nothing is outlined.

    Args:
        heads: The columns in their order; a line break stands where a name is broken.
        dark: Whether the page is dark; None = not known.
    Rows: project, objective, share (0 where the cell stands for no objective), label, money, none.
    """
    lines = max(head.count("\n") for head in heads)
    base = alt.Chart(height=alt.Step(24)).encode(
        y=alt.Y("project:N", title=None, sort=None, axis=_NAMES),
        x=alt.X(
            "objective:N",
            title=None,
            scale=alt.Scale(domain=list(heads)),
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                labelLimit=0,
                labelOverlap=False,
                labelPadding=6 + _LINE * lines,  # a label grows downwards from its first line
                labelExpr="split(datum.label, '\\n')",
                ticks=False,
                domain=False,
            ),
        ),
        tooltip=[
            alt.Tooltip("project:N", title="Project"),
            alt.Tooltip("objective:N", title="Serves"),
            alt.Tooltip("label:N", title="Share"),
            alt.Tooltip("money:N", title="Money"),
        ],
    )
    # one layer for both, because a picture of two lists the rows of the first one before all others
    cells = base.mark_bar(height=20, color=BLUE, strokeWidth=1).encode(
        fillOpacity=alt.FillOpacity("share:Q", scale=alt.Scale(domain=[0, 1], range=[0, 0.75]), legend=None),
        stroke=alt.condition("datum.none", alt.value(INK), alt.value("transparent")),
    )
    figures = base.mark_text(fontSize=12, fill=text_colour(dark), aria=False).encode(text="label:N")
    return without_data(alt.LayerChart(layer=[cells, figures]))


@cache
def drift_spec() -> Spec:
    """
    Share of the aligned money that would have to move, state by state.

    Rows: day, misallocation, moves (what moved it since the state before).
    """
    base = alt.Chart(height=200).encode(
        x=alt.X(
            "day:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, tickCount=6, grid=False)
        ),
        y=alt.Y(
            "misallocation:Q",
            title="Would have to move",
            scale=alt.Scale(zero=True),
            axis=alt.Axis(format=".0%", tickCount=4, grid=False),
        ),
        tooltip=[
            alt.Tooltip("day:T", title="Date", format="%-d %b %Y"),
            alt.Tooltip("misallocation:Q", title="Would have to move", format=".1%"),
            alt.Tooltip("moves:N", title="What moved it"),
        ],
    )
    line = base.mark_line(color=BLUE, strokeWidth=2, aria=False)
    return without_data(alt.LayerChart(layer=[line, base.mark_circle(color=BLUE, size=50, opacity=1)]))


@cache
def horizons_spec() -> Spec:
    """
    How much of each objective's money is short, medium and long term.

    Rows: objective, horizon, order, share (of the objective's money), money.
    """
    chart = (
        alt.Chart(height=alt.Step(30))
        .mark_bar(height=18)
        .encode(
            y=alt.Y("objective:N", title=None, sort=None, axis=_NAMES),
            x=alt.X(
                "share:Q",
                title="Share of the objective's money",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format=".0%", tickCount=5, grid=False),
            ),
            color=horizon_colour(),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("objective:N", title="Objective"),
                alt.Tooltip("horizon:N", title="Horizon"),
                alt.Tooltip("share:Q", title="Share", format=".1%"),
                alt.Tooltip("money:N", title="Money"),
            ],
        )
    )
    return without_data(chart)
