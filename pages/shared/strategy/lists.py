"""What is folded below the first screen: horizons, dependence, orphans, how many objectives a project has."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.what_if.fold import NUMBER, SHARE, fold, table
from pmo_core.answers.alignment import chart, remarks, tables
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.answers.alignment.view import horizons_picture
from pmo_core.look import md, number, plural

MONEY: Final = NUMBER(format="compact")
DAY: Final = st.column_config.DateColumn(format="D MMM YYYY")
CHEAP: Final = (
    "Weights are priorities, not prices: an important objective may be cheap, so read the distance as a "
    "question. Where one project holds most of an objective, read that project's rating too."
)
CROWDED: Final = 3
"""More objectives than this are too many for one project."""


def forms(judged: Judged) -> dict[str, object]:
    """Formats of the columns, whose names bear the unit."""
    unit = f", {judged.facts.held.unit}" if judged.facts.held.unit else ""
    money = ("Money", "Above its weight", "Amount", "Money for it")
    shares = ("Weight", "Share of the money", "Its part", "Share of the project", "Part of the objective")
    return {
        **dict.fromkeys((f"{name}{unit}" for name in money), MONEY),
        **dict.fromkeys(shares, SHARE),
        "Finish": DAY,
    }


def all_of(judged: Judged) -> None:
    """One fold each; those without anything to say stay away."""
    _objectives(judged)
    _horizons(judged)
    _orphans(judged)
    _crowded(judged)


def _objectives(judged: Judged) -> None:
    title = f"Objectives with money, weight and what carries them: {remarks.dependent(judged)}"
    part, is_open = fold(md(title), name="alignment objectives")
    if not is_open:
        return
    with part:
        table(
            tables.objectives(judged),
            alt="Objectives with weight, money and their largest project",
            forms=forms(judged),
        )
        st.caption(CHEAP)


def _horizons(judged: Judged) -> None:
    picture = horizons_picture(judged)
    if not len(picture.rows):
        return
    part, is_open = fold(md(f"Short and long term: {picture.title}"), name="alignment horizons")
    if is_open:
        with part:
            st.vega_lite_chart(picture.rows, chart.horizons_spec(), key="alignment horizons", alt=picture.alt)


def _orphans(judged: Judged) -> None:
    count = len(judged.orphans)
    if not count:
        return
    part, is_open = fold(f"Serve no objective: {plural(count, 'project')}", name="alignment orphans")
    if is_open:
        with part:
            table(
                tables.orphans(judged),
                alt="Projects that serve no objective, most money first",
                forms=forms(judged),
            )
            st.caption("Running the business needs an objective of its own, or it will always stand here.")


def _crowded(judged: Judged) -> None:
    found = judged.totals.per_project
    if found.value is None:
        return
    title = f"Objectives per project: {number(found.value, decimals=1)} on average"
    part, is_open = fold(title, name="alignment inflation")
    if not is_open:
        return
    rows = tables.crowded(judged, above=CROWDED)
    with part:
        st.markdown(md(remarks.inflation(judged)))
        if len(rows):
            table(rows, alt="Projects that serve more than three objectives", forms=forms(judged))
