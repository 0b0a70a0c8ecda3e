"""Another strategy, rehearsed: weights move, both sides stand beside each other, one is adopted or left."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
import streamlit as st

from pages.shared import acts, address, frame, widgets
from pages.shared.entering import saved
from pages.shared.session import database, today
from pages.shared.strategy import trying
from pages.shared.strategy.desk import Desk
from pages.shared.strategy.filters import PROJECTS
from pages.shared.what_if import keeping
from pages.shared.what_if.fold import NUMBER, SHARE, fold, table
from pmo_core.answers.alignment import chart, tables, words
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.answers.alignment.rehearsal import Rehearsal, rehearse
from pmo_core.answers.alignment.rehearsal_view import RehearsalView, rehearsal_view
from pmo_core.answers.alignment.view import Picture
from pmo_core.importing.strategy import adopt_weights
from pmo_core.look import label, md, number, plural
from pmo_core.measure.arrays import Flags
from pmo_core.plan import rounded_points

PLACE: Final = "strategy"
FOLD: Final = "alignment rehearsal"
COLUMN: Final = 460
"""Pixels that a column of the comparison needs."""
SLIDER: Final = 300
"""Pixels that a slider needs."""


def params(desk: Desk) -> dict[str, str]:
    """What the page adds to the address: its filters, and the weights tried."""
    return PROJECTS.params() | (trying.params() if desk.facts.objectives else {})


def part(desk: Desk, keep: Flags) -> None:
    """Folded, but where other weights than the declared ones are tried."""
    if trying.tried():
        st.session_state.setdefault(f"fold {FOLD}", True)
    folded, is_open = fold("Rehearse another strategy: move the weights", name=FOLD)
    if is_open:
        with folded:
            _stage(desk, keep)


@st.fragment
def _stage(desk: Desk, keep: Flags) -> None:
    """All that moves with a weight; the address is written here, because each move is a step for Back."""
    frame.check()
    if keeping.whole_page_asked():
        st.rerun()
    address.give(desk.scenario.params() | params(desk))
    saved.told(PLACE, desk.portfolio, grant=desk.grant, then=keeping.go_on)
    facts = desk.facts if keep.all() else desk.facts.among(keep)
    hanging = desk.belongings if keep.all() else desk.belongings.among(keep)
    found = rehearse(facts, trying.now(), belongings=hanging)
    _sliders(found.before)
    if not trying.tried() and found.before.weighing.holds:
        st.caption("Move a weight, and this says what would be hit. Nothing is saved until you adopt it.")
        return
    view = rehearsal_view(found)
    st.markdown(f"#### {md(view.sentence)}")
    if not keep.all():
        st.caption("Measured on the projects that pass the filter.")
    st.markdown("\n".join(f"- {md(said)}" for said in view.said))
    widgets.cards((card.label, card.value, card.verdict, card.help) for card in view.cards)
    _side_by_side(view)
    _hit(view, found)
    _adopting(desk)


def _sliders(judged: Judged) -> None:
    called = words.names(judged.facts)
    points = trying.now()
    shown = rounded_points(points)
    with st.container(horizontal=True, gap="xsmall"):
        st.button("As declared", key="weights declared", on_click=trying.begin_anew)
        even = dict.fromkeys(points, 100 / len(points))
        st.button("All alike", key="weights even", on_click=trying.change, args=(even,))
        if judged.aligned > 0:
            spent = dict(zip(points, (100 * judged.share).tolist(), strict=True))
            st.button(
                "As the money lies",
                key="weights spent",
                on_click=trying.change,
                args=(spent,),
                help="The strategy that the money follows today.",
            )
    drawn = tables.drawn(judged)
    cells = st.grid(min_column_width=SLIDER, gap="small")
    for at in drawn:
        key = judged.facts.objectives[at].key
        name = f"weight of {key}"
        if st.session_state.get(name) != shown[key]:  # set anew, it would undo the next step of an arrow key
            st.session_state[name] = int(shown[key])
        with cells.cell():
            st.slider(label(called[at]), 0, 100, format="%d %%", key=name, on_change=_moved, args=(key, name))
    rest = len(called) - len(drawn)
    if rest:
        st.caption(f"{plural(rest, 'smaller objective')} without a slider keep their proportions.")


def _moved(key: str, name: str) -> None:
    trying.move(key, float(st.session_state[name]))


def _side_by_side(view: RehearsalView) -> None:
    cells = st.grid(min_column_width=COLUMN, gap="medium")
    for name, picture in (("before", view.before), ("after", view.after)):
        with cells.cell():
            _picture(picture, name=name)
    table(view.objectives, alt="Objectives as they are and with these weights", forms=_forms(view))


def _picture(picture: Picture, *, name: str) -> None:
    st.markdown(f"**{md(picture.title)}**")
    spec = chart.money_spec(dark=widgets.dark())
    st.vega_lite_chart(picture.rows, spec, key=f"rehearsal {name}", alt=picture.alt)


def _forms(view: RehearsalView) -> dict[str, object]:
    money = ("Money", "Above", "Amount", "Newly beyond")
    names = (*view.objectives.columns, *view.projects.columns)
    return {
        **dict.fromkeys((name for name in names if name.startswith(money)), NUMBER(format="compact")),
        **dict.fromkeys(("Weight now", "Weight tried"), SHARE),
        "Due": st.column_config.DateColumn(format="D MMM YYYY"),
    }


def _hit(view: RehearsalView, found: Rehearsal) -> None:
    """What is hit, a tab each; those without any stay away."""
    if not found.hit:
        return
    rows = {
        "Projects": view.projects,
        "Milestones": view.milestones,
        "KPIs": view.kpis,
        "Stakeholders": view.people,
    }
    held = {name: one for name, one in rows.items() if len(one)}
    titles = [f"{md(name)} hit: {number(len(one))}" for name, one in held.items()]
    tabs = st.tabs(titles, key=f"rehearsal hit {len(held)}", on_change="rerun")
    for tab, (name, one) in zip(tabs, held.items(), strict=True):
        if tab.open:
            with tab:
                table(one, alt=f"{name} hit by these weights", forms=_forms(view))


def _adopting(desk: Desk) -> None:
    if desk.newer:
        st.caption("Show the current data first: weights are adopted on what counts now.")
        return
    with st.popover("Adopt these weights", key="adopt weights"):
        st.markdown("They become the declared ones, and the decision is noted with its reason.")
        st.text_input("Why (stands in the decision)", max_chars=300, key="adopt weights why")
        acts.button(
            "Adopt and record the decision", _adopt, args=[desk], key="adopt weights now", primary=True
        )


def _adopt(desk: Desk) -> None:
    why = str(st.session_state["adopt weights why"] or "").strip()
    if not why:
        st.toast("Say why: the reason is part of the decision.")
        return
    weights = {key: float(np.round(value, 6)) for key, value in trying.now().items()}
    work = partial(
        adopt_weights,
        database(),
        desk.portfolio,
        weights=weights,
        reason=why,
        grant=desk.grant,
        today=today(),
    )
    if saved.save(PLACE, desk.portfolio, work=work, then=keeping.go_on):
        st.session_state["adopt weights why"] = ""
