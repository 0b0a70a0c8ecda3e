"""Pictures of the roadmap: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import altair as alt

from pmo_core.answers.roadmap.drawing import LANE
from pmo_core.look import BLUE, GREEN, GREY, INK, ORANGE, RED, Spec, text_colour, without_data

PICKED: Final = "milestone"
"""Name of the selection of a milestone by a click."""
_STEP: Final = 26
_NARROW: Final = 8
_STANDINGS: Final = {
    "late": (RED, "diamond"),
    "moved": (ORANGE, "triangle-right"),
    "due soon": (BLUE, "triangle-up"),
    "on plan": (BLUE, "circle"),
    "done": (GREEN, "square"),
}
_LEGEND: Final = alt.Legend(title="Milestone", orient="top", symbolOpacity=1, symbolSize=120)
_COLOUR: Final = alt.Color(
    "standing:N",
    scale=alt.Scale(domain=list(_STANDINGS), range=[colour for colour, _ in _STANDINGS.values()]),
    legend=_LEGEND,
)
_SHAPE: Final = alt.Shape(
    "standing:N",
    scale=alt.Scale(domain=list(_STANDINGS), range=[shape for _, shape in _STANDINGS.values()]),
    legend=_LEGEND,
)
_TICKS: Final[Mapping[str, tuple[str, Any]]] = {
    "quarter": ("%-d %b %Y", "month"),
    "year": ("%b %Y", {"interval": "month", "step": 2}),
    "three years": ("%b %Y", {"interval": "month", "step": 6}),
    "decade": ("%Y", "year"),
}


@cache
def lanes_spec(zoom: str, *, dark: bool | None = None) -> Spec:
    """
    Lanes and projects as bars, the baseline outlined behind, milestones on them, and the date judged at.

    Args:
        zoom: One of `lanes.ZOOMS`: it says how the time is marked.
        dark: Whether the page is dark; None = not known. One drawing is kept per theme.
    Rows: as `drawing.drawn`, and one of sort 'now'.
    """
    base = _base(zoom, dark=dark)

    def part(sort: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.sort === '{sort}'")
        return chosen

    until = alt.X2("until:T")
    marks = [
        part("edge").mark_point(opacity=0, aria=False),
        part("lane").mark_bar(height=3, color=INK, opacity=0.6, aria=False).encode(x2=until),
        part("baseline")
        .mark_bar(height=17, filled=False, stroke=INK, strokeWidth=1, aria=False)
        .encode(x2=until),
        part("past").mark_bar(height=_NARROW, color=GREY, aria=False).encode(x2=until),
        part("ahead")
        .mark_bar(height=_NARROW, color=GREY, fillOpacity=0.35, stroke=GREY, strokeDash=[3, 2], aria=False)
        .encode(x2=until),
        part("now")
        .mark_rule(stroke=INK, strokeWidth=2, aria=False)
        .encode(y=alt.value(0), y2=alt.value("height")),
        part("milestone")
        .mark_point(filled=True, size=130, opacity=0.95, aria=False)
        .encode(color=_COLOUR, shape=_SHAPE)
        .add_params(alt.selection_point(name=PICKED, fields=["key"])),
    ]
    return without_data(alt.LayerChart(layer=marks))


def _base(zoom: str, *, dark: bool | None) -> alt.Chart:
    """Rows down, time along; names of lanes are bold."""
    form, ticks = _TICKS[zoom]
    lane = f"indexof(datum.label, '{LANE}') >= 0"
    names: Any = {
        "labelLimit": 250,
        "ticks": False,
        "domain": False,
        "labelFlush": False,
        "labelBound": False,
        "labelFontWeight": {"condition": {"test": lane, "value": "bold"}, "value": "normal"},
        "labelColor": text_colour(dark),
    }
    made: alt.Chart = alt.Chart(height=alt.Step(_STEP)).encode(
        y=alt.Y("row:N", title=None, sort=None, axis=alt.Axis(**names)),
        x=alt.X(
            "from:T",
            title=None,
            scale=alt.Scale(nice=False),
            axis=alt.Axis(format=form, tickCount=ticks, labelOverlap=True, grid=True, orient="top"),
        ),
        tooltip=[
            alt.Tooltip("name:N", title="What"),
            alt.Tooltip("project:N", title="Project"),
            alt.Tooltip("standing:N", title="State"),
            alt.Tooltip("said:N", title="Dates"),
        ],
    )
    return made


@cache
def trend_spec(*, dark: bool | None = None) -> Spec:
    """
    The milestone trend chart: what each report told, report by report; on the diagonal a milestone is due.

    Args:
        dark: Whether the page is dark; None = not known.
    Rows: as `drawing.trend`; two of sort 'diagonal' with report = told.
    """
    when = alt.Axis(format="%b %Y", labelOverlap=True, tickCount=6, grid=False)
    across = alt.X("report:T", title="Date of the report", axis=when)
    up = alt.Y("told:T", title="Day told then", axis=alt.Axis(format="%b %Y", tickCount=6))
    base = alt.Chart(height=420)
    tips = [
        alt.Tooltip("milestone:N", title="Milestone"),
        alt.Tooltip("report:T", title="Report of", format="%-d %b %Y"),
        alt.Tooltip("said:N", title="It"),
    ]
    told = base.transform_filter("datum.sort === 'told'")
    diagonal = base.transform_filter("datum.sort === 'diagonal'")
    layers = [
        diagonal.mark_line(color=INK, strokeDash=[4, 4], strokeWidth=1, aria=False).encode(x=across, y=up),
        told.mark_line(strokeWidth=2, aria=False).encode(x=across, y=up, detail="key:N", color=_COLOUR),
        told.mark_point(filled=True, size=60, opacity=1).encode(
            x=across, y=up, color=_COLOUR, shape=_SHAPE, tooltip=tips
        ),
        told.transform_filter("datum.end !== ''")
        .mark_text(align="left", dx=8, fontSize=12, fill=text_colour(dark), aria=False)
        .encode(x=across, y="at:T", text="end:N"),
    ]
    return without_data(alt.LayerChart(layer=layers))
