"""Pictures of the balance: drawing rules only, the page attaches the rows."""

from __future__ import annotations

from functools import cache

import altair as alt

from pmo_core.look import (
    BAR_STEP,
    BLUE,
    GREY,
    HORIZON_NAMES,
    INK,
    Spec,
    horizon_colour,
    once,
    text_colour,
    without_data,
)

# without it a horizon that has no amount would fall behind the others
_IN_ORDER = list(HORIZON_NAMES.values())
_ZERO_TO_TEN = alt.Axis(values=list(range(0, 11, 2)), format="d", grid=False)
# "bn" as in the sentences, where the standard's letter for 10⁹ is G
_MONEY = alt.Axis(labelExpr="replace(replace(format(datum.value, '~s'), 'G', 'bn'), 'M', 'm')", tickCount=5)
_TIP_SHARE = alt.Tooltip("share:Q", title="Share", format=".1%")
_TIP_TARGET = alt.Tooltip("target:Q", title="Target", format=".1%")


@cache
def mix_spec(*, dark: bool | None = None) -> Spec:
    """
    Solid bars for the actual mix, outlines for the target, the figures at the end.

    Args:
        dark: Whether the page is dark; None = not known. One drawing is kept per theme.
    Rows: horizon, share, target, money, gap, label, end (of the longer of the two bars).
    """
    rows = alt.Y("horizon:N", title=None, sort=_IN_ORDER)
    tips = [
        alt.Tooltip("horizon:N", title="Horizon"),
        _TIP_SHARE,
        _TIP_TARGET,
        alt.Tooltip("money:N", title="Investment"),
        alt.Tooltip("gap:N", title="Against the target"),
    ]
    base = alt.Chart(height=alt.Step(BAR_STEP)).encode(y=rows, tooltip=tips)
    actual = base.mark_bar(height=18).encode(
        x=alt.X(
            "share:Q",
            title="Share of investment (outline: target)",
            axis=alt.Axis(format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8, 1], grid=False),
            # one scale for every portfolio, with room for the figures at the end
            scale=alt.Scale(domain=[0, 1.3]),
        ),
        color=horizon_colour().legend(None),
    )
    target = base.mark_bar(height=28, filled=False, stroke=INK, strokeWidth=2).encode(x="target:Q")
    figures = base.mark_text(align="left", dx=8, fontSize=13, fill=text_colour(dark)).encode(
        x="end:Q", text="label:N"
    )
    return without_data(alt.LayerChart(layer=[actual, target, figures]))


@cache
def compared_spec(*, dark: bool | None = None) -> Spec:
    """
    The mix after a change in solid bars, the present one in grey above, the target in outlines around both.

    Args:
        dark: Whether the page is dark; None = not known.
    Rows: horizon, share, now, target, money, label, end (of the longest of the three bars).
    """
    tips = [
        alt.Tooltip("horizon:N", title="Horizon"),
        alt.Tooltip("now:Q", title="Now", format=".1%"),
        alt.Tooltip("share:Q", title="After saving", format=".1%"),
        _TIP_TARGET,
        alt.Tooltip("money:N", title="Investment after saving"),
    ]
    base = alt.Chart(height=alt.Step(48)).encode(
        y=alt.Y("horizon:N", title=None, sort=_IN_ORDER), tooltip=tips
    )
    now = base.mark_bar(height=12, color=GREY, yOffset=-10).encode(x="now:Q")
    after = base.mark_bar(height=18, yOffset=7).encode(
        x=alt.X(
            "share:Q",
            title="Share of investment (solid: after saving; grey: now; outline: target)",
            axis=alt.Axis(format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8, 1], grid=False),
            scale=alt.Scale(domain=[0, 1.5]),
        ),
        color=horizon_colour().legend(None),
    )
    target = base.mark_bar(height=40, filled=False, stroke=INK, strokeWidth=2).encode(x="target:Q")
    figures = base.mark_text(align="left", dx=8, dy=7, fontSize=13, fill=text_colour(dark)).encode(
        x="end:Q", text="label:N"
    )
    return without_data(alt.LayerChart(layer=[now, after, target, figures]))


@cache
def values_spec(*, dark: bool | None = None) -> Spec:
    """
    Short-term against long-term value, with a caption in each corner that means something.

    Args:
        dark: Whether the page is dark; None = not known.
    Rows: project, short, long, size (amount or 0), money, horizon.
    """
    scale = alt.Scale(domain=[0, 10])
    points = (
        alt.Chart(height=380)
        .mark_circle(opacity=0.6, stroke=INK, strokeWidth=0.5)
        .encode(
            x=alt.X("short:Q", title="Short-term value (0–10)", scale=scale, axis=_ZERO_TO_TEN),
            y=alt.Y("long:Q", title="Long-term value (0–10)", scale=scale, axis=_ZERO_TO_TEN),
            size=alt.Size("size:Q", legend=None, scale=alt.Scale(range=[40, 900])),
            color=horizon_colour(),
            tooltip=[
                alt.Tooltip("project:N", title="Project"),
                alt.Tooltip("money:N", title="Investment"),
                alt.Tooltip("short:Q", title="Short-term value"),
                alt.Tooltip("long:Q", title="Long-term value"),
                alt.Tooltip("horizon:N", title="Horizon"),
            ],
        )
    )
    rule = once().mark_rule(stroke=GREY, strokeDash=[4, 4], aria=False)
    rules = [rule.encode(x=alt.XDatum(5)), rule.encode(y=alt.YDatum(5))]
    captions = [
        _caption("Win now and later", right=True, top=True, dark=dark),
        _caption("Win now only", right=True, top=False, dark=dark),
        _caption("Value later only", right=False, top=True, dark=dark),
    ]
    return without_data(alt.LayerChart(layer=[*rules, points, *captions]))


def _caption(text: str, *, right: bool, top: bool, dark: bool | None) -> alt.Chart:
    mark = once().mark_text(
        text=text,
        align="right" if right else "left",
        baseline="top" if top else "bottom",
        dx=-6 if right else 6,
        dy=6 if top else -6,
        fontSize=13,
        fill=text_colour(dark),
    )
    placed: alt.Chart = mark.encode(x=alt.XDatum(10 if right else 0), y=alt.YDatum(10 if top else 0))
    return placed


@cache
def months_spec() -> Spec:
    """Months to finish against investment. Rows: project, shown (months), amount, money, horizon, finish."""
    points = (
        alt.Chart(height=380)
        .mark_circle(size=90, opacity=0.6, stroke=INK, strokeWidth=0.5)
        .encode(
            x=alt.X(
                "shown:Q",
                title="Months to finish (left of 0: overdue)",
                axis=alt.Axis(format="d", tickMinStep=1),
            ),
            y=alt.Y(
                "amount:Q",
                title="Investment (square-root scale)",
                scale=alt.Scale(type="sqrt"),
                axis=_MONEY,
            ),
            color=horizon_colour(),
            tooltip=[
                alt.Tooltip("project:N", title="Project"),
                alt.Tooltip("money:N", title="Investment"),
                alt.Tooltip("finish:N", title="Finish"),
                alt.Tooltip("horizon:N", title="Horizon"),
            ],
        )
    )
    today = once().mark_rule(stroke=GREY, strokeDash=[4, 4], aria=False).encode(x=alt.XDatum(0))
    return without_data(alt.LayerChart(layer=[today, points]))


@cache
def history_spec() -> Spec:
    """Balance at every date: points are facts, the thin line leads the eye. Rows: date, balance, words."""
    on = alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True))
    balance = alt.Y(
        "balance:Q",
        title="Balance",
        axis=alt.Axis(format=".0%", tickCount=5),
        scale=alt.Scale(domain=[0, 1]),
    )
    tips = [
        alt.Tooltip("date:T", title="Date", format="%-d %b %Y"),
        alt.Tooltip("balance:Q", title="Balance", format=".1%"),
        alt.Tooltip("words:N", title="Mix"),
    ]
    base = alt.Chart(height=220).encode(x=on, y=balance)
    line = base.mark_line(color=BLUE, strokeWidth=1, opacity=0.6)
    points = base.mark_circle(color=BLUE, size=70, opacity=1).encode(tooltip=tips)
    return without_data(alt.LayerChart(layer=[line, points]))
