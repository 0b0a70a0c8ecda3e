"""Pictures of stakeholders: drawing rules only, the page attaches the rows."""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import altair as alt

from pmo_core.look import BLUE, GREY, INK, ORANGE, Spec, once, text_colour, without_data
from pmo_core.measure.engage import LEVELS, QUADRANTS

_REACH: Final = ("where needed", "1 step short", "2 steps or more", "level missing")
_LOW, _HIGH = 0.5, 5.5
_COLOUR: Final = alt.Color(
    "reach:N",
    scale=alt.Scale(domain=list(_REACH), range=[GREY, BLUE, ORANGE, INK]),
    legend=alt.Legend(title="Engagement", orient="top"),
)
_SHAPE: Final = alt.Shape(
    "reach:N",
    scale=alt.Scale(domain=list(_REACH), range=["circle", "triangle-up", "square", "cross"]),
    legend=alt.Legend(title="Engagement", orient="top"),
)


def _along(title: str, name: str) -> alt.X:
    axis = alt.Axis(values=[1, 2, 3, 4, 5], format="d", grid=False)
    return alt.X(name, title=title, scale=alt.Scale(domain=[_LOW, _HIGH], nice=False), axis=axis)


def _up(title: str, name: str) -> alt.Y:
    axis = alt.Axis(values=[1, 2, 3, 4, 5], format="d", grid=False)
    return alt.Y(name, title=title, scale=alt.Scale(domain=[_LOW, _HIGH], nice=False), axis=axis)


@cache
def grid_spec(*, high: float, dark: bool | None = None) -> Spec:
    """
    Power against interest, the four kinds of attention, and who is how far from where they are needed.

    Args:
        high: From where on power and interest are high; the border lies before the first such cell.
        dark: Whether the page is dark; None = not known. One drawing is kept per theme.
    Rows: person, x, y (power and interest, side by side in a cell), reach, number ('' without), power,
        interest, move, waiting.
    """
    words, border = text_colour(dark), math.ceil(high) - 0.5
    base = alt.Chart(height=420).encode(x=_along("Interest", "x:Q"), y=_up("Power", "y:Q"))
    marks = base.mark_point(filled=True, size=260, opacity=0.9).encode(
        color=_COLOUR,
        shape=_SHAPE,
        tooltip=[
            alt.Tooltip("person:N", title="Person"),
            alt.Tooltip("power:Q", title="Power"),
            alt.Tooltip("interest:Q", title="Interest"),
            alt.Tooltip("move:N", title="Engagement"),
            alt.Tooltip("waiting:N", title="Contact"),
        ],
    )
    numbers = (
        base.transform_filter("datum.number != ''")
        .mark_text(align="left", dx=10, dy=-8, fontSize=14, fontWeight="bold", fill=words, aria=False)
        .encode(text="number:N")
    )
    borders = [
        once().mark_rule(stroke=INK, strokeDash=[4, 4], aria=False).encode(x=alt.XDatum(border)),
        once().mark_rule(stroke=INK, strokeDash=[4, 4], aria=False).encode(y=alt.YDatum(border)),
    ]
    corners = ((_HIGH, _HIGH), (_LOW, _HIGH), (_HIGH, _LOW), (_LOW, _LOW))
    named = [
        once()
        .mark_text(
            text=name.capitalize(),
            align="right" if across == _HIGH else "left",
            baseline="top" if up == _HIGH else "bottom",
            dx=-6 if across == _HIGH else 6,
            dy=4 if up == _HIGH else -4,
            fontSize=12,
            fill=words,
            aria=False,
        )
        .encode(x=alt.XDatum(across), y=alt.YDatum(up))
        for name, (across, up) in zip(QUADRANTS, corners, strict=True)
    ]
    return without_data(alt.LayerChart(layer=[marks, *borders, *named, numbers]))


@cache
def trend_spec() -> Spec:
    """
    Attainment by day of the register.

    Rows: Day, Reached (0–1), Assessed, People.
    """
    base = alt.Chart(height=220).encode(
        x=alt.X("Day:T", title=None),
        y=alt.Y(
            "Reached:Q",
            title="Reached",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", tickCount=5),
        ),
        tooltip=[
            alt.Tooltip("Day:T", title="Day", format="%-d %b %Y"),
            alt.Tooltip("Reached:Q", title="Reached", format=".0%"),
            alt.Tooltip("Assessed:Q", title="Assessed"),
            alt.Tooltip("People:Q", title="People"),
        ],
    )
    line = base.mark_line(color=BLUE, strokeWidth=2, interpolate="step-after", aria=False)
    return without_data(alt.LayerChart(layer=[line, base.mark_circle(color=BLUE, size=60, opacity=1)]))


@cache
def matrix_spec() -> Spec:
    """
    Where each person stands (solid) and where they are needed (outlined), and the way between.

    Rows: person, now, needed (levels 0–4), reach, move.
    """
    names = "[" + ", ".join(f"'{name.capitalize()}'" for name in LEVELS) + "]"
    scale = alt.Scale(domain=[-0.3, 4.3], nice=False)
    axis = alt.Axis(values=[0, 1, 2, 3, 4], labelExpr=f"{names}[datum.value]", grid=True, orient="top")
    base = alt.Chart(height=alt.Step(28)).encode(
        y=alt.Y("person:N", title=None, sort=None, axis=alt.Axis(labelLimit=230, ticks=False, domain=False)),
        tooltip=[alt.Tooltip("person:N", title="Person"), alt.Tooltip("move:N", title="Engagement")],
    )
    way = base.mark_rule(stroke=GREY, strokeWidth=2, aria=False).encode(
        x=alt.X("now:Q", title=None, scale=scale, axis=axis), x2="needed:Q"
    )
    now = base.mark_point(filled=True, size=150, opacity=1).encode(x="now:Q", color=_COLOUR, shape=_SHAPE)
    needed = base.mark_point(filled=False, size=150, strokeWidth=2, color=INK, opacity=1, aria=False).encode(
        x="needed:Q"
    )
    return without_data(alt.LayerChart(layer=[way, needed, now]))
