"""Pictures of the selection: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from functools import cache

import altair as alt

from pmo_core.answers.priorities.selection_tables import HABITS, YOURS
from pmo_core.look import BLUE, GREY, INK, ORANGE, Spec, text_colour, without_data

# "bn" as in the sentences, where the standard's letter for 10⁹ is G
_SHORT: str = "replace(replace(format(datum.value, '~s'), 'G', 'bn'), 'M', 'm')"
_HEIGHT = 300


@cache
def frontier_spec(*, dark: bool | None = None) -> Spec:
    """
    Value against budget: what no selection exceeds as a line, solved budgets as points, the habits in grey.

    Args:
        dark: Whether the page is dark; None = not known.
    Rows: kind, budget, value.
    """
    tips = [
        alt.Tooltip("kind:N", title=" "),
        alt.Tooltip("budget:Q", title="Budget", format=",.0f"),
        alt.Tooltip("value:Q", title="Value", format=",.2f"),
    ]
    base = alt.Chart(height=_HEIGHT).encode(
        x=alt.X(
            "budget:Q",
            title="Budget (dashed: what no selection exceeds; dots: solved)",
            axis=alt.Axis(labelExpr=_SHORT, grid=False),
        ),
        y=alt.Y(
            "value:Q",
            title="Value",
            axis=alt.Axis(labelExpr=_SHORT, tickCount=5),
        ),
        tooltip=tips,
    )
    bound = base.transform_filter("datum.kind === 'Bound'").mark_line(color=BLUE, strokeDash=[4, 3])
    solved = base.transform_filter("datum.kind === 'Solved'").mark_point(color=BLUE, filled=True, size=35)
    habits = base.transform_filter(alt.FieldOneOfPredicate("kind", list(HABITS.values()))).mark_point(
        color=GREY, filled=True, size=70, shape="square"
    )
    line = base.transform_filter(alt.FieldEqualPredicate(HABITS["stop"], "kind"))
    named = line.mark_text(dx=10, dy=4, align="left", fontSize=12, fill=text_colour(dark)).encode(
        text="kind:N"
    )
    layers = [bound, solved, habits, named, *_own(base, dark=dark)]
    return without_data(alt.LayerChart(layer=layers))


@cache
def trade_spec(*, dark: bool | None = None) -> Spec:
    """
    Short-term value against long-term value: the curve of what is possible, and the selection.

    Args:
        dark: Whether the page is dark; None = not known.
    Rows: kind, short_term_value, long_term_value.
    """
    tips = [
        alt.Tooltip("short_term_value:Q", title="Short-term value", format=",.1f"),
        alt.Tooltip("long_term_value:Q", title="Long-term value", format=",.1f"),
    ]
    zero = alt.Scale(zero=False, nice=True, padding=30)  # room for the name beside the mark
    base = alt.Chart(height=_HEIGHT).encode(
        x=alt.X("short_term_value:Q", title="Short-term value", scale=zero, axis=alt.Axis(grid=False)),
        y=alt.Y("long_term_value:Q", title="Long-term value", scale=zero, axis=alt.Axis(tickCount=5)),
        tooltip=tips,
    )
    possible = base.transform_filter("datum.kind === 'Possible'").mark_line(
        color=BLUE, point=alt.OverlayMarkDef(filled=True, size=45)
    )
    return without_data(alt.LayerChart(layer=[possible, *_own(base, dark=dark)]))


def _own(base: alt.Chart, *, dark: bool | None) -> list[alt.Chart]:
    """The plan's own selection, large and named."""
    own = base.transform_filter(alt.FieldEqualPredicate(YOURS, "kind"))
    mark = own.mark_point(color=ORANGE, filled=True, size=140, stroke=INK, opacity=1)
    name = own.mark_text(dy=-14, align="center", fontSize=13, fill=text_colour(dark)).encode(text="kind:N")
    return [mark, name]
