"""The review of the roadmap: what has changed since the last one; what was changed and why is noted."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from pages.shared import acts, address
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pages.shared.road.desk import Desk
from pages.shared.road.lists import FORMS
from pages.shared.session import database
from pages.shared.what_if.fold import fold, table
from pmo_core.answers.roadmap import remarks, tables, words
from pmo_core.answers.roadmap.findings import since
from pmo_core.importing.adding import add_note
from pmo_core.look import day, md

PLACE: Final = "road review"
BEFORE: Final = 5
"""Earlier reviews on the page."""


def part(desk: Desk) -> None:
    """Opens with the last review and what has moved since; a new one is saved with its date."""
    place, is_open = fold("Review: what was changed in the roadmap, and why", name="road review")
    if is_open:
        with place:
            _before(desk)
            _now(desk)
    saved.told(PLACE, desk.scenario.portfolio, grant=desk.grant, then=address.stay)


def _before(desk: Desk) -> None:
    if not desk.reviews:
        st.caption("The next review will open with what is noted here, and with all that has moved since.")
        return
    judged = desk.judged
    st.markdown("\n".join(f"- {md(said)}" for said in remarks.last_review(judged, desk.reviews, whole=True)))
    rows = tables.changed(judged, since(judged, words.as_day(desk.reviews[0].day)))
    if len(rows):
        table(rows, alt="What has changed since the last review", forms=FORMS)
    earlier = desk.reviews[1 : 1 + BEFORE]
    if earlier:
        st.markdown("**Before that**")
        st.markdown("\n".join(f"- {md(f'{day(one.day)}: {one.text}')}" for one in earlier))


def _now(desk: Desk) -> None:
    if desk.newer:
        st.caption("Show the current data first: a review is noted beside what counts now.")
        return
    draft = Draft(f"{PLACE} {desk.scenario.portfolio}")
    st.text_area("What is changed now, and why", max_chars=1000, **draft.field("text"))
    acts.button(
        "Mark as reviewed",
        _save,
        key="road reviewed",
        args=[desk, draft],
        help="Noted with the date of the roadmap; without words as “No change”.",
    )


def _save(desk: Desk, draft: Draft) -> None:
    on = desk.judged.facts.snapshot.as_of
    row = {
        "text": str(st.session_state.get(draft.key("text")) or "").strip() or "No change",
        "type": "review",
        "date": on,
        "subject_kind": "roadmap",
    }
    portfolio = desk.scenario.portfolio
    work = partial(add_note, database(), portfolio, row=row, grant=desk.grant, today=on)
    if saved.save(PLACE, portfolio, work=work, then=address.stay):
        draft.discard()
