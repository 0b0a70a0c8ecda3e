"""Scenarios: plans under a name, up to four side by side, opened, renamed, deleted, or adopted as base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from pages.shared import acts, plans
from pages.shared.entering import saved
from pages.shared.session import database, today
from pages.shared.state import newest, state
from pages.shared.what_if import keeping
from pages.shared.what_if.answers import Answers, Background, of_choice
from pages.shared.what_if.desk import Desk
from pages.shared.what_if.fold import NUMBER, fold, table, waits
from pmo_core.answers.overview.funded import funded_index
from pmo_core.answers.priorities.question import question
from pmo_core.answers.priorities.selection import Selection, select
from pmo_core.answers.priorities.side_by_side import NOW, differing, side_by_side, who_differs
from pmo_core.errors import NotFound
from pmo_core.importing import scenarios as kept
from pmo_core.importing.entry import Entered
from pmo_core.look import day, md
from pmo_core.model import Kind
from pmo_core.plan import Plan, SavedPlan, read_plan
from pmo_core.store import snapshots

PLACE: Final = "scenarios"
MOST: Final = 4


def part(found: Answers) -> None:
    """Folded: save, compare, open, adopt."""
    desk = found.desk
    held = {one.name: one for one in desk.gathered.settings.scenarios}
    place, is_open = fold("Scenarios: save this plan, compare, open, adopt", name="scenarios")
    if not is_open:
        return
    with place:
        saved.told(PLACE, desk.usual.portfolio, grant=desk.grant, then=keeping.go_on)
        if desk.scenario.department:
            st.info("A scenario is about the whole portfolio: show all departments to save or open one.")
            return
        _save_form(desk)
        _adopt_form(desk, found.plan)
        if held:
            _compare(found, held)
            for one in held.values():
                _entry(desk, one)


def _save_form(desk: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Save this plan as", max_chars=60, key="scenario name", placeholder="More for later")
        acts.button("Save the scenario", _save, args=[desk], key="save scenario")


def _save(desk: Desk) -> None:
    name = " ".join(str(st.session_state["scenario name"] or "").split())
    scenario = desk.scenario

    def work() -> int:
        plan = SavedPlan(name, plans.now(desk.usual), scenario.data, scenario.as_of, today())
        return kept.save_scenario(
            database(), desk.usual.portfolio, saved=plan, grant=desk.grant, today=today()
        )

    if keeping.save_version(PLACE, desk, work):
        st.session_state["scenario name"] = ""


def _adopt_form(desk: Desk, plan: Plan) -> None:
    if plan == desk.usual.plan:
        return
    with st.popover("Adopt this plan as the new base", key="adopt"):
        st.markdown("Its weights, budget and rules become those that everybody begins with.")
        st.text_input("What to call it", value="New base", max_chars=60, key="adopt name")
        st.text_input("Why (stands in the decision)", max_chars=300, key="adopt why")
        acts.button("Adopt and record the decision", _adopt, args=[desk], key="adopt now", primary=True)


def _adopt(desk: Desk) -> None:
    portfolio, why = desk.usual.portfolio, str(st.session_state["adopt why"] or "").strip()
    if not why:
        st.toast("Say why: the reason is part of the decision.")
        return

    def work() -> Entered:
        return kept.adopt(
            database(),
            portfolio,
            name=" ".join(str(st.session_state["adopt name"] or "New base").split()),
            plan=plans.now(desk.usual),
            criteria=desk.criteria,
            reason=why,
            grant=desk.grant,
            today=today(),
        )

    saved.save(PLACE, portfolio, work=work, then=keeping.go_on)


def _compare(found: Answers, held: Mapping[str, SavedPlan]) -> None:
    picked = st.multiselect(
        "Compare with this plan", list(held), max_selections=MOST - 1, key="compared", persist_state="session"
    )
    if not picked or found.selection is None:
        return
    asking = Background(found.desk)
    chosen: dict[str, Selection] = {NOW: found.selection}
    for name in picked:
        answer = _portfolio(found, asking, held[name])
        if answer is not None:
            chosen[name if name != NOW else f"{name} (saved)"] = answer
    desk = found.desk
    indices = {name: _index(desk, each) for name, each in chosen.items()}
    table(
        side_by_side(chosen, found.ranking, indices),
        alt="Plans side by side",
        forms={
            "score by the weights of now": NUMBER(format="%.2f"),
            "balance index": NUMBER(format="%.1f"),
        },
    )
    apart = who_differs(chosen)
    st.markdown(f"**{md(differing(len(apart)))}**")
    if len(apart):
        table(apart, alt="Projects that these plans treat differently")


def _portfolio(found: Answers, asking: Background, one: SavedPlan) -> Selection | None:
    desk = found.desk
    plan, _ = read_plan(one.plan.params(), default=desk.usual.plan, values=desk.usual.values)
    if plan.budget is None:
        return None
    asked = question(desk.gathered, plan, criteria=desk.criteria)
    answer = asking.ask(f"scenario {one.name}", of_choice(plan), lambda tell: select(asked), wait=0.3)
    return None if waits(answer, *asking.pending, said=f"Choosing for {md(one.name)} …") else answer.value


def _index(desk: Desk, selection: Selection) -> float | None:
    keys = desk.gathered.held.positions.key[selection.chosen.selected]
    facts = state(desk.gathered.snapshot, desk.grant).gathered
    scenario = desk.scenario
    found = funded_index(facts, set(map(str, keys)), target=scenario.target, weights=scenario.weights)
    return found.result.value


def _entry(desk: Desk, one: SavedPlan) -> None:
    with st.container(border=True):
        st.markdown(f"**{md(one.name)}** · saved {day(one.saved_on)} on data of {day(one.as_of)}")
        if _moved(desk, one):
            st.caption("The data have moved since: it is computed on those that this page shows.")
        row = st.container(horizontal=True)
        row.button("Open it", key=f"open scenario {one.name}", on_click=_open, args=(desk, one))
        with row.popover("Rename", key=f"renaming {one.name}"):
            st.text_input("New name", value=one.name, max_chars=60, key=f"new name {one.name}")
            acts.button("Rename it", _rename, args=[desk, one.name], key=f"rename now {one.name}")
        acts_place = row.container()
        with acts_place:
            acts.button("Delete", _delete, args=[desk, one.name], key=f"delete scenario {one.name}")


def _open(desk: Desk, one: SavedPlan) -> None:
    """Take over its plan, as its address would."""
    plans.begin_anew()
    plans.take(desk.usual.portfolio, desk.usual.department, one.plan.params())


def _moved(desk: Desk, one: SavedPlan) -> bool:
    """Whether other data than the settings count now than when it was saved."""
    try:
        then = snapshots.snapshot(database(), desk.usual.portfolio, id=one.data).versions
    except NotFound:
        return True
    now = newest(desk.usual.portfolio).versions
    kinds = (now.keys() | then.keys()) - {Kind.SETTINGS, Kind.NOTES}
    return any(now.get(kind) != then.get(kind) for kind in kinds)


def _rename(desk: Desk, name: str) -> None:
    to = " ".join(str(st.session_state[f"new name {name}"] or "").split())
    keeping.save_version(
        PLACE,
        desk,
        lambda: kept.rename_scenario(
            database(), desk.usual.portfolio, name=name, to=to, grant=desk.grant, today=today()
        ),
    )


def _delete(desk: Desk, name: str) -> None:
    keeping.save_version(
        PLACE,
        desk,
        lambda: kept.delete_scenario(
            database(), desk.usual.portfolio, name=name, grant=desk.grant, today=today()
        ),
    )
