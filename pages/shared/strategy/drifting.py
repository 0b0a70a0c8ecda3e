"""How the money drifted from the strategy, by the dates of the data and by the days of the versions."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

import streamlit as st

from pages.shared.session import database, place
from pages.shared.state import listed
from pages.shared.strategy.desk import Desk
from pages.shared.what_if.fold import NUMBER, SHARE, fold, table
from pmo_core.answers.alignment import chart
from pmo_core.answers.alignment.drift import Point, by_date, by_version
from pmo_core.answers.alignment.drift_view import drift_view
from pmo_core.look import md
from pmo_core.model import Snapshot

TABS: Final = ("By date of the data", "By day of a change")
COURSES: Final = dict(zip(TABS, (by_date, by_version), strict=True))
ABOUT: Final = {
    "By date of the data": "Each date of the projects, under the links and weights of today.",
    "By day of a change": "Each day on which projects, objectives or links were changed, as they stood then.",
}
DAY: Final = st.column_config.DateColumn(format="D MMM YYYY")
FORMS: Final = {
    "From": DAY,
    "To": DAY,
    **dict.fromkeys(("Would have to move before", "And after"), SHARE),
    **dict.fromkeys(
        ("By new projects", "By finished ones", "By amounts and shares", "By weights"),
        NUMBER(format="percent"),
    ),
}
_Versions: TypeAlias = tuple[tuple[str, int], ...]


def part(desk: Desk) -> None:
    """Folded: a tab for each course, computed when it is open."""
    folded, is_open = fold(
        "Drift: what moved the money away from the strategy, or back", name="alignment drift"
    )
    if not is_open:
        return
    with folded:
        for tab, name in zip(st.tabs(TABS, key="alignment drifts", on_change="rerun"), TABS, strict=True):
            if tab.open:
                with tab:
                    _course(desk, name)


def _course(desk: Desk, name: str) -> None:
    snapshot = desk.facts.snapshot
    versions = listed(snapshot.versions)
    found = _points(place(), snapshot.portfolio, versions, snapshot.as_of, desk.grant.role, name, snapshot)
    picture, rows = drift_view(found)
    st.markdown(f"**{md(picture.title)}**")
    if len(picture.rows):
        st.vega_lite_chart(picture.rows, chart.drift_spec(), key=f"drift {name}", alt=picture.alt)
        table(rows, alt="What moved it from one state to the next", forms=FORMS)
    st.caption(f"{md(ABOUT[name])} All open projects; the parts by cause add up to the change.")


@st.cache_resource(show_spinner=False, max_entries=16)
def _points(
    path: str, portfolio: str, versions: _Versions, as_of: date, role: str, name: str, _snapshot: Snapshot
) -> tuple[Point, ...]:
    return COURSES[name](database(), _snapshot)
