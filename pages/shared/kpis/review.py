"""Review: one KPI after the other, by keyboard; a decision is noted, and the next review opens with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from pages.shared import acts, address
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pages.shared.kpis.desk import Desk
from pages.shared.kpis.filters import KPIS
from pages.shared.session import database
from pmo_core.answers.kpis.remarks import last_review, reviewed
from pmo_core.importing.adding import add_note
from pmo_core.look import day, md

PLACE = "kpi review"


def bar(desk: Desk, places: Sequence[int], at: int | None) -> None:
    """
    How far the review is, and the way to the one before and the next.

    Args:
        desk: All KPIs.
        places: Those under review, in their order.
        at: The one that is open, if any.
    """
    keys = [str(desk.judged.facts.series.key[place]) for place in places]
    here = places.index(at) if at in places else -1
    done = sum(reviewed(desk.judged, place) for place in places)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Previous",
            key="kpi previous",
            shortcut="Alt+K",
            disabled=here <= 0,
            on_click=KPIS.open,
            args=(keys[max(here - 1, 0)],),
        )
        st.button(
            "Next" if here >= 0 else "Begin a review",
            key="kpi next",
            shortcut="Alt+J",
            disabled=here == len(keys) - 1,
            on_click=KPIS.open,
            args=(keys[min(here + 1, len(keys) - 1)],),
        )
        st.caption(md(f"{done} of {len(keys)} reviewed since their last reading"))


def decision(desk: Desk, places: Sequence[int], at: int) -> None:
    """What the last review said, and what this one decides; saving it opens the next KPI."""
    said = last_review(desk.judged, at)
    if said is not None:
        st.markdown(f"Last review, {day(said.day.item())}: {md(said.text)}")
    if desk.newer:
        return
    draft = Draft(f"{PLACE} {desk.judged.facts.series.key[at]}")
    st.text_input("Decision of this review", max_chars=1000, **draft.field("text"))
    following = places[places.index(at) + 1] if at in places[:-1] else at
    acts.button(
        "Reviewed",
        _save,
        key="kpi reviewed",
        args=[desk, at, str(desk.judged.facts.series.key[following]), draft],
        help="Noted with its date; without words as “No action”. Then the next KPI opens.",
    )
    saved.told(PLACE, desk.scenario.portfolio, grant=desk.grant, then=address.stay)


def _save(desk: Desk, at: int, following: str, draft: Draft) -> None:
    on: date = desk.scenario.as_of
    row = {
        "text": str(st.session_state.get(draft.key("text")) or "").strip() or "No action",
        "type": "review",
        "date": on,
        "subject_kind": "kpi",
        "subject_id": str(desk.judged.facts.series.key[at]),
    }
    portfolio = desk.scenario.portfolio
    work = partial(add_note, database(), portfolio, row=row, grant=desk.grant, today=on)
    if saved.save(PLACE, portfolio, work=work, then=address.stay):
        draft.discard()
        KPIS.open(following)
