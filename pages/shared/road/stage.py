"""The roadmap page from top to bottom: the answer, the lanes, one milestone, then the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.shared import address, lacking, panels, widgets
from pages.shared.road import detail, lists, picture, reviewing, sight, telling
from pages.shared.road.desk import Desk
from pages.shared.road.filters import DATES
from pages.shared.what_if.fold import fold
from pmo_core.answers.roadmap import remarks, words
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.lanes import BYS, ZOOMS, lane_names
from pmo_core.answers.roadmap.promises import promises
from pmo_core.answers.roadmap.view import options, road_view, shown
from pmo_core.look import day, md
from pmo_core.model import Kind

FIGURES: Final = (
    "commitment_integrity",
    "milestone_slip",
    "milestones_late",
    "slip_velocity",
    "milestone_churn",
    "milestones_due",
    "next_win",
    "cost_index",
    "schedule_index",
    "earned_schedule",
)
"""The figures of the page, as the catalogue calls them."""
WHY: Final = (
    "There are no dates to judge yet. With them this page tells which promises were kept, what moved and by "
    "how much, and what comes next. A list of milestones of any tool will do; without one the finish of each "
    "project is judged:"
)
COLUMNS: Final = (
    "A name, its project, and a date: as planned (baseline), as expected now (forecast), or as it happened",
    "The date of the report: from two reports on it tells what moved, from three on how fast",
    "The objective or KPI that it serves, where there is one",
)
USUAL_ZOOM: Final = "three years"


def page(desk: Desk) -> None:
    """Say what of the address does not fit, then show the dates that pass the filters."""
    judged = desk.judged
    whole, choices = options(judged), _choices(judged)
    problems = [*DATES.take(whole), *sight.take(choices, lines=whole["milestone"])]
    address.give(desk.scenario.params() | DATES.params() | sight.params())
    if problems:
        st.warning("\n".join(f"- {md(problem)}" for problem in problems))
    if not _dated(judged):
        lacking.say(Kind.MILESTONES, what="milestones", why=WHY, columns=COLUMNS)
        return
    chosen = shown(judged, DATES.chosen(), department=desk.scenario.department)
    count = int(chosen.milestones.sum())
    with DATES.controls(whole, count=count, whole=judged.facts.milestones.size):
        picture.period(choices, desk)
    promised = promises(judged, words.periods(judged)[sight.chosen(sight.PERIOD)])
    view = road_view(promised, chosen)
    widgets.verdict(
        view.sentence if count else "No milestone fits the filter.", note=view.note if count else ""
    )
    _told(desk)
    if not count:
        return
    widgets.cards((card.label, card.value, card.verdict, card.help) for card in view.cards)
    picture.part(desk, chosen, choices)
    detail.part(desk, chosen)
    lists.all_of(desk, promised, chosen)
    reviewing.part(desk)
    telling.part(desk, chosen)
    lists.as_table(desk, promised, chosen)
    part, is_open = fold("How this is computed", name="road method")
    if is_open:
        with part:
            panels.definitions(*FIGURES)
    panels.link(more=", the filters of this page, lanes, span and period, and the open milestone")


def _dated(judged: Judged) -> bool:
    """Whether any date can be judged."""
    return bool(judged.facts.milestones.size) and not bool((judged.standing == "no date").all())


def _choices(judged: Judged) -> Mapping[str, Sequence[str]]:
    """What the sight can be, the usual one first."""
    by = [one for one in BYS if any(lane_names(judged.facts, one))]
    by = by or ["horizon"]
    held = st.session_state.get(sight.ASKED, {}).get(sight.BY) or st.session_state.get(sight.key(sight.BY))
    now = next((one for one in by if one == held), by[0])
    zooms = [USUAL_ZOOM, *(zoom for zoom in ZOOMS if zoom != USUAL_ZOOM)]
    return {
        sight.BY: by,
        sight.ZOOM: zooms,
        sight.PERIOD: list(words.periods(judged)),
        sight.LANE: ["", *(name for name in lane_names(judged.facts, now) if name)],
    }


def _told(desk: Desk) -> None:
    """What the reader should know before the figures: another day, the last review, what leads nowhere."""
    on = desk.judged.facts.snapshot.as_of
    if on > desk.scenario.as_of:
        st.caption(f"Dates are judged on {day(on)}, the day of the last report of a milestone.")
    said = [*remarks.last_review(desk.judged, desk.reviews), *remarks.unknown(desk.judged)]
    for one in said:
        st.caption(md(one))
