"""The part of the roadmap that concerns one stakeholder: their dates, and their tailored update to send."""

from __future__ import annotations

import numpy as np
import streamlit as st

from pages.shared.people import desk as people
from pages.shared.people import telling
from pages.shared.people.filters import PEOPLE, roles_only
from pages.shared.road.desk import Desk
from pages.shared.road.lists import FORMS
from pages.shared.what_if.fold import fold, table
from pmo_core.answers.engagement import words
from pmo_core.answers.roadmap import tables
from pmo_core.answers.roadmap.lanes import Chosen
from pmo_core.look import plural
from pmo_core.model import Kind


def part(desk: Desk, chosen: Chosen) -> None:
    """Choose one of the people who are linked with the projects that are shown."""
    if not desk.judged.facts.snapshot.versions.get(Kind.STAKEHOLDERS):
        return
    place, is_open = fold("Send a stakeholder the part that concerns them", name="road telling")
    if is_open:
        with place:
            _choose(desk, people.desk(desk.reader, grant=desk.grant), chosen)


def _choose(desk: Desk, with_people: people.Desk, chosen: Chosen) -> None:
    found = with_people.judged
    own = found.facts.positions.key
    project = desk.judged.facts.milestones.project
    keys = desk.judged.facts.positions.key
    concerned: dict[str, tuple[int, list[int]]] = {}
    for at, mine in enumerate(found.facts.projects):
        inside = np.isin(keys, [own[one] for one in mine])
        dates = np.flatnonzero(chosen.milestones & desk.judged.counted & np.append(inside, False)[project])
        if dates.size:
            concerned[str(found.facts.people.key[at])] = (at, dates.tolist())
    if not concerned:
        st.caption("No stakeholder is linked with a project that is shown.")
        return
    hidden = roles_only()
    picked = st.selectbox(
        f"{plural(len(concerned), 'person', many='people')} concerned",
        ["", *concerned],
        format_func=lambda key: (
            words.called(found, concerned[key][0], roles_only=hidden) if key else "Choose one"
        ),
        key="road person",
        persist_state="session",
    )
    if picked:
        at, dates = concerned[picked]
        table(tables.milestones(desk.judged, dates), alt="Milestones of their projects", forms=FORMS)
        telling.part(with_people, at)
        st.page_link(
            "pages/stakeholders.py",
            label="**All about this person →**",
            query_params={
                **desk.scenario.params(),
                **PEOPLE.params(),
                PEOPLE.prefix + PEOPLE.opened[0]: picked,
            },
        )
