"""Weights asked for in another way: a place for each criterion, or one pair after the other."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import streamlit as st

from pages.shared.what_if.desk import Desk
from pages.shared.what_if.weights import set_points
from pmo_core.answers.priorities.weighing import pair_points, ranked_points
from pmo_core.errors import ScenarioError
from pmo_core.look import label, md, number, plural
from pmo_core.measure.pairwise import ACCEPTED, MOST, Pairwise
from pmo_core.plan import Criterion, Plan

RATIOS: Final = (*(float(k) for k in range(9, 0, -1)), *(1 / k for k in range(2, 10)))
"""What one criterion may count against another: from nine times as much to a ninth."""


def ways(desk: Desk, plan: Plan) -> None:
    """Both ways, each computed only while it is open."""
    weighed = desk.weighed(plan)
    if len(weighed) < 2:
        return
    row = st.container(horizontal=True)
    ranking = row.popover("From a ranking", key="ranking way", on_change="rerun", width="content")
    if ranking.open:
        with ranking:
            _ranking(desk, plan, weighed)
    pairs = row.popover("Pair by pair", key="pairs way", on_change="rerun", width="content")
    if pairs.open:
        with pairs:
            _pairs(desk, weighed)


def _ranking(desk: Desk, plan: Plan, weighed: tuple[Criterion, ...]) -> None:
    st.markdown(
        "Give each criterion a place: 1 for the step from nothing to full that you would buy first. "
        "Equal places are fine."
    )
    falling = sorted(weighed, key=lambda one: -plan.points[one.id])
    places: dict[str, float] = {}
    for one in weighed:
        places[one.id] = st.number_input(
            label(one.name),
            1,
            len(weighed),
            1 + falling.index(one),
            key=f"place {one.id}",
            persist_state="session",
        )
    steep, flat = ranked_points(places)
    st.dataframe(
        {
            "Criterion": [one.name for one in weighed],
            "By rank order": [steep[one.id] for one in weighed],
            "By rank sum": [flat[one.id] for one in weighed],
        },
        column_config={
            name: st.column_config.NumberColumn(format="%.0f %%") for name in ("By rank order", "By rank sum")
        },
        hide_index=True,
        alt="Weights that follow from these places",
    )
    st.caption(
        "Rank order (centroid) falls steeply, rank sum is flatter. Where both choose the same projects, "
        "the places say enough."
    )
    with st.container(horizontal=True):
        st.button("Use rank order", key="use roc", on_click=set_points, args=(desk, steep), type="primary")
        st.button("Use rank sum", key="use rank sum", on_click=set_points, args=(desk, flat))


def _pairs(desk: Desk, weighed: tuple[Criterion, ...]) -> None:
    if len(weighed) > MOST:
        st.info(f"Pairs are asked for up to {MOST} criteria; here are {len(weighed)}. Rank them instead.")
        return
    st.markdown("How many times as much does the one count as the other?")
    progress = st.container()
    pairs = list(combinations(range(len(weighed)), 2))
    asked = {(one, other): _judged(weighed[one], weighed[other]) for one, other in pairs}
    judged = {pair: ratio for pair, ratio in asked.items() if ratio is not None}
    if len(judged) < len(pairs):
        progress.progress(len(judged) / len(pairs), f"{len(judged)} of {plural(len(pairs), 'pair')} judged")
        return
    try:
        points, found = pair_points(tuple(one.id for one in weighed), judged)
    except ScenarioError as problem:
        st.warning(md(f"{problem.problem} {problem.fix}"))
        return
    _consistency(weighed, judged, found)
    st.markdown(" · ".join(f"{md(one.name)} **{number(points[one.id])} %**" for one in weighed))
    st.button("Use these weights", key="use pairs", on_click=set_points, args=(desk, points), type="primary")


def _judged(first: Criterion, second: Criterion) -> float | None:
    """The reader's judgement; none is filled in, not even 'equal'."""
    return st.selectbox(
        f"{label(first.name)} or {label(second.name)}",
        RATIOS,
        index=None,
        placeholder="Not judged yet",
        format_func=lambda ratio: _said(ratio, first.name, second.name),
        key=f"pair {first.id!r} {second.id!r}",
        persist_state="session",
    )


def _said(ratio: float, first: str, second: str) -> str:
    """The judgement in words: 'equal', 'Risk × 3'."""
    if ratio == 1:
        return "equal"
    return f"{first} × {ratio:.0f}" if ratio > 1 else f"{second} × {1 / ratio:.0f}"


def _consistency(
    weighed: tuple[Criterion, ...], judged: dict[tuple[int, int], float], found: Pairwise
) -> None:
    """Whether the judgements agree; else the one to look at again."""
    ratio = number(found.consistency_ratio, decimals=2)
    if found.doubtful is None:
        st.caption(f"Consistency ratio {ratio}: up to {ACCEPTED:.2f} the judgements agree well enough.")
        return
    one, other = (weighed[place].name for place in found.doubtful)
    said = _said(judged[found.doubtful], one, other)
    instead = (
        f"{one} × {found.expected:.1f}" if found.expected >= 1 else f"{other} × {1 / found.expected:.1f}"
    )
    st.warning(
        f"Consistency ratio {ratio}, above {ACCEPTED:.2f}: the judgements contradict each other. Look again "
        f"at {md(one)} against {md(other)}: you said “{md(said)}”; the rest says “{md(instead)}”."
    )
