"""What counts, and how much: one slider per criterion, always 100 % together."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared import acts, plans
from pages.shared.what_if.desk import Desk
from pmo_core.answers.priorities.weighing import with_lock, with_points, with_slider
from pmo_core.look import label, md, number
from pmo_core.plan import Criterion, Plan, rounded_points

ALL = 100


def controls(desk: Desk, plan: Plan) -> None:
    """Sliders with their locks, and the presets."""
    st.markdown(
        "**What counts, and how much**",
        help="The weights add up to 100 % by themselves. A locked one stays when others move.",
    )
    _presets(desk)
    shown = rounded_points(plan.points)
    for one in desk.weighed(plan):
        _slider(desk, plan, one, shown=int(shown[one.id]))


def _presets(desk: Desk) -> None:
    buttons = st.container(horizontal=True, gap="xsmall")
    for name, points in desk.presets.items():
        buttons.button(
            label(name.capitalize()), key=f"weights {name}", on_click=set_points, args=(desk, points)
        )
    own = bool(desk.gathered.settings.criteria)
    buttons.button(
        "Our own" if own else "Reset",
        key="weights reset",
        on_click=set_points,
        args=(desk, desk.usual.plan.points),
        help="The weights that this portfolio has saved." if own else "The weights that the page began with.",
    )


def _slider(desk: Desk, plan: Plan, one: Criterion, *, shown: int) -> None:
    locked = one.id in plan.locked
    st.session_state[_slider_key(one)], st.session_state[_lock_key(one)] = shown, locked
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    row.slider(
        label(one.name),
        0,
        ALL,
        format="%d %%",
        key=_slider_key(one),
        on_change=_move,
        args=(desk, one),
        disabled=locked,
        help=scale_help(one),
    )
    row.checkbox("Lock", key=_lock_key(one), on_change=_lock, args=(desk, one), width="content")


def scale_help(one: Criterion) -> str:
    """The swing that a weight is given for."""
    worst, best = (one.low, one.high) if one.higher_is_better else (one.high, one.low)
    unit = f" {md(one.unit)}" if one.unit else ""
    return (
        f"{md(one.meaning)} It counts nothing at {figure(worst)}{unit} and in full at {figure(best)}{unit}. "
        "Give the most to the step that you would buy first."
    )


def set_points(desk: Desk, points: Mapping[str, float]) -> None:
    """Take over weights from a preset, a ranking or pairs; locks are opened, because all of them move."""

    def work() -> None:
        plan = with_points(plans.now(desk.usual), points)
        plans.change(desk.usual, points=plan.points, locked=frozenset[str]())

    acts.tried(work)


def _move(desk: Desk, one: Criterion) -> None:
    plan = with_slider(plans.now(desk.usual), one.id, float(st.session_state[_slider_key(one)]))
    plans.change(desk.usual, points=plan.points)


def _lock(desk: Desk, one: Criterion) -> None:
    plan = with_lock(plans.now(desk.usual), one.id, on=bool(st.session_state[_lock_key(one)]))
    plans.change(desk.usual, locked=plan.locked)


def _slider_key(one: Criterion) -> str:
    return f"points {one.id}"


def _lock_key(one: Criterion) -> str:
    return f"lock {one.id}"


def figure(value: float) -> str:
    """An end of a scale."""
    return number(value, decimals=0 if value == round(value) else 2)
