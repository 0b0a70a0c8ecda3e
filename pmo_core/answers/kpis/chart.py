"""Pictures of KPIs: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from functools import cache
from typing import Final

import altair as alt

from pmo_core.answers.kpis.tables import FARTHEST, NOTE_LINES
from pmo_core.look import BLUE, GREY, INK, ORANGE, Spec, once, text_colour, without_data

_STEP: Final = 30
_DASHES: Final = [6, 3]
_WHEN: Final = alt.Axis(format="%b %Y", labelOverlap=True, tickCount=4, grid=False)
_SIGNALS: Final = alt.Shape(
    "signal:N",
    scale=alt.Scale(domain=["better", "worse", "changed"], range=["triangle-up", "triangle-down", "diamond"]),
    legend=None,
)


@cache
def aims_spec(*, dark: bool | None = None) -> Spec:
    """
    How far each KPI is from its target, better to the right, with the word beside the bar.

    Args:
        dark: Whether the page is dark; None = not known. One drawing is kept per theme.
    Rows: kpi (short), name, shown (share of the target, clipped), verdict, label, reading, target, period.
    """
    base = alt.Chart(height=alt.Step(_STEP)).encode(
        y=alt.Y("kpi:N", title=None, sort=None, axis=alt.Axis(labelLimit=230, ticks=False, domain=False)),
        tooltip=[
            alt.Tooltip("name:N", title="KPI"),
            alt.Tooltip("reading:N", title="Last reading"),
            alt.Tooltip("period:N", title="Period"),
            alt.Tooltip("target:N", title="Target"),
            alt.Tooltip("verdict:N", title="Verdict"),
        ],
    )
    along = alt.X(
        "shown:Q",
        title="Distance from the target, better to the right",
        scale=alt.Scale(domain=[-2.7 * FARTHEST, 2 * FARTHEST]),
        axis=alt.Axis(format=".0%", values=[-FARTHEST, 0, FARTHEST], grid=False),
    )
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=["met", "not yet met", "missed"], range=[BLUE, GREY, ORANGE]),
        legend=None,
    )
    bars = base.mark_bar(height=14).encode(x=along, color=colour)
    right = base.transform_filter("datum.shown >= 0").mark_text(
        align="left", dx=6, fontSize=12, fill=text_colour(dark)
    )
    left = base.transform_filter("datum.shown < 0").mark_text(
        align="right", dx=-6, fontSize=12, fill=text_colour(dark)
    )
    words = [side.encode(x="shown:Q", text="label:N") for side in (right, left)]
    aim = once().mark_rule(stroke=INK, strokeWidth=2, aria=False).encode(x=alt.XDatum(0))
    return without_data(alt.LayerChart(layer=[bars, aim, *words]))


def _control(*, height: int, tall: bool) -> list[alt.Chart]:
    """
    Band of routine variation, mean, target, readings; signals have a shape of their own.

    Readings alone speak to screen readers: a layer of signals where there are none would have no name.
    """
    when = alt.Axis(format="%b %Y", labelOverlap=True, tickCount=8, grid=False)
    on = alt.X("day:T", title=None, axis=when if tall else _WHEN)
    scale = alt.Scale(zero=False, nice=tall)
    axis = alt.Axis(tickCount=5 if tall else 3, grid=False)
    read = alt.Y("value:Q", title=None, scale=scale, axis=axis)
    base = alt.Chart(height=height).transform_filter("datum.sort == 'reading'").encode(x=on)
    tips = [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("reading:N", title="Reading"),
        alt.Tooltip("said:N", title="Verdict"),
    ]
    return [
        base.mark_area(color=GREY, opacity=0.18, aria=False).encode(
            y=alt.Y("lower:Q", title=None), y2="upper:Q", detail="phase:N"
        ),
        base.mark_line(color=GREY, strokeWidth=1, aria=False).encode(y="mean:Q", detail="phase:N"),
        base.mark_line(color=INK, strokeDash=_DASHES, strokeWidth=1.5, aria=False).encode(y="target:Q"),
        base.mark_line(color=BLUE, strokeWidth=2, aria=False).encode(y=read),
        base.mark_circle(color=BLUE, size=36 if tall else 14, opacity=1).encode(y=read, tooltip=tips),
        base.transform_filter("datum.signal != ''")
        .mark_point(
            aria=False,
            filled=True,
            size=140 if tall else 80,
            color=ORANGE,
            opacity=1,
            stroke=INK,
            strokeWidth=0.5,
        )
        .encode(y=read, shape=_SIGNALS, tooltip=tips),
    ]


@cache
def small_spec() -> Spec:
    """
    One small control chart: readings, the band of routine variation, the target in dashes, signals.

    Rows: sort (reading), day, value, period, reading, lower, upper, mean, target, signal ('' without), said,
        phase (limits are those of one phase).
    """
    return without_data(alt.LayerChart(layer=_control(height=120, tall=False)))


@cache
def control_spec(*, dark: bool | None = None) -> Spec:
    """
    The control chart of one KPI, with notes at their dates and the projection in another stroke.

    Args:
        dark: Whether the page is dark; None = not known.
    Rows: as `small_spec`; of sort 'projection' with `value`, of sort 'note' with `note` and its `line`; of
        sort 'name' with `name`, what a line is, at its end at the height `at`.
    """
    base = alt.Chart(height=300).encode(x=alt.X("day:T"))
    ahead = base.transform_filter("datum.sort == 'projection'").mark_line(
        color=BLUE, strokeDash=[2, 4], strokeWidth=2, opacity=0.7, aria=False
    )
    notes = base.transform_filter("datum.sort == 'note'")
    names = base.transform_filter("datum.sort == 'name'").mark_text(
        align="left", dx=6, fontSize=12, fill=text_colour(dark)
    )
    tip = [alt.Tooltip("day:T", title="Date", format="%-d %b %Y"), alt.Tooltip("said:N", title="Note")]
    return without_data(
        alt.LayerChart(
            layer=[
                *_control(height=300, tall=True),
                ahead.encode(y="value:Q"),
                notes.mark_rule(stroke=GREY, strokeDash=[2, 2], aria=False).encode(tooltip=tip),
                *(
                    _words(notes, line, dark=dark).encode(text="note:N", tooltip=tip)
                    for line in range(NOTE_LINES)
                ),
                names.encode(y="at:Q", text="name:N"),
            ]
        )
    )


def _words(notes: alt.Chart, line: int, *, dark: bool | None) -> alt.Chart:
    """What notes say, those of one line of words below the top of the picture."""
    words: alt.Chart = notes.mark_text(
        baseline="top", dy=2 + 13 * line, dx=3, align="left", fontSize=11, fill=text_colour(dark)
    ).transform_filter(f"datum.line === {line}")
    return words.encode(y=alt.value(0))


@cache
def ranges_spec() -> Spec:
    """
    From one reading to the next: how much each moved, and the most that routine variation moves.

    Rows: day, period, phase, range, limit, size (in words).
    """
    base = alt.Chart(height=110).encode(x=alt.X("day:T", title=None, axis=_WHEN))
    tips = [alt.Tooltip("period:N", title="Period"), alt.Tooltip("size:N", title="Moved by")]
    moved = alt.Y("range:Q", title="Moved by", axis=alt.Axis(tickCount=3, grid=False))
    return without_data(
        alt.LayerChart(
            layer=[
                base.mark_line(color=GREY, strokeDash=_DASHES, aria=False).encode(
                    y="limit:Q", detail="phase:N"
                ),
                base.mark_line(color=BLUE, strokeWidth=1.5, aria=False).encode(y=moved),
                base.mark_circle(color=BLUE, size=30, opacity=1).encode(y=moved, tooltip=tips),
            ]
        )
    )
