"""Whether higher or lower is better, set for many KPIs at once; edits are kept until they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, TypedDict

import pandas as pd
import streamlit as st

from pages.shared import acts, address
from pages.shared.entering import saved
from pages.shared.kpis.desk import Desk
from pages.shared.session import database, today
from pages.shared.what_if.fold import fold
from pmo_core.answers.kpis import words
from pmo_core.importing.directions import set_directions
from pmo_core.look import md, plural

PLACE: Final = "kpi directions"
EDITS, TABLE, FIRST = "kpi direction edits", "kpi direction table", "kpi directions first"
BETTER: Final = "Better is"


class Table(TypedDict):
    """The rows of the editor while it is shown: whose they are, and what stood in them at first."""

    name: str
    keys: list[str]
    frame: pd.DataFrame


def wanted_first(desk: Desk) -> bool:
    """
    Whether the editor stands above the pictures, because no KPI has a direction; then it is said.

    It stays there for the session, so that what was saved is told where it was saved.
    """
    asked: set[str] = st.session_state.setdefault(FIRST, set())
    if not desk.judged.facts.series.direction.astype(bool).any():
        st.markdown("No KPI says whether higher or lower is better, so none can be met or missed yet.")
        asked.add(desk.scenario.portfolio)
    return desk.scenario.portfolio in asked


def part(desk: Desk) -> None:
    """A table of all series with a choice each; those without a direction come first."""
    place, is_open = fold("Say which way is better, for many KPIs at once", name="kpi directions")
    if not is_open:
        return
    with place:
        if desk.newer:
            st.caption("Show the current data first: a direction is saved to what counts now.")
            return
        st.caption(md(_lacking(desk)))
        _editor(desk)
        _save_button(desk)
        saved.told(PLACE, desk.scenario.portfolio, grant=desk.grant, then=address.stay)


def _lacking(desk: Desk) -> str:
    count = int((desk.judged.facts.series.direction == "").sum())
    if not count:
        return "Every KPI has a direction. Choose another one where it is wrong."
    few = plural(count, "series", many="series")
    return (
        f"{few} without a direction, listed first: nobody can say whether a target is met or a change is "
        "for the better."
    )


def _editor(desk: Desk) -> None:
    name = f"{desk.scenario.portfolio} {desk.scenario.data}"
    table: Table | None = st.session_state.get(TABLE)
    if table is None or table["name"] != name or f"kpi directions {name}" not in st.session_state:
        table = _table(desk, name)
        st.session_state[TABLE] = table
    st.data_editor(
        table["frame"],
        key=f"kpi directions {name}",
        on_change=_keep,
        args=(f"kpi directions {name}",),
        hide_index=True,
        disabled=["KPI", "Last reading"],
        placeholder="–",
        alt="KPIs with the direction that is better",
        column_config={
            "KPI": st.column_config.TextColumn(width="large", pinned=True),
            BETTER: st.column_config.SelectboxColumn(options=["higher", "lower"], width="small"),
        },
    )


def _table(desk: Desk, name: str) -> Table:
    series, edits = desk.judged.facts.series, _edits(desk.scenario.portfolio)
    order = sorted(range(series.size), key=lambda at: bool(series.direction[at]))
    keys = [str(series.key[at]) for at in order]
    frame = pd.DataFrame(
        {
            "KPI": [words.named(series, at) for at in order],
            "Last reading": [words.figure(float(series.latest[at]), words.unit(series, at)) for at in order],
            BETTER: [
                edits.get(key) or str(series.direction[at]) or None
                for at, key in zip(order, keys, strict=True)
            ],
        }
    )
    return Table(name=name, keys=keys, frame=frame.astype({BETTER: "str"}).replace({BETTER: {"None": None}}))


def _edits(portfolio: str) -> dict[str, str]:
    held: dict[str, dict[str, str]] = st.session_state.setdefault(EDITS, {})
    return held.setdefault(portfolio, {})


def _keep(key: str) -> None:
    """Take over what was chosen, so that it outlives the editor."""
    table: Table = st.session_state[TABLE]
    edits = _edits(st.session_state["scenario"].portfolio)
    for place, cells in st.session_state[key]["edited_rows"].items():
        if BETTER in cells:
            edits[table["keys"][int(place)]] = cells[BETTER] or ""


def _save_button(desk: Desk) -> None:
    series, portfolio = desk.judged.facts.series, desk.scenario.portfolio
    known = {str(key): str(said) for key, said in zip(series.key, series.direction, strict=True)}
    new = {key: way for key, way in _edits(portfolio).items() if way and known.get(key) not in (None, way)}
    acts.button(
        f"Save {plural(len(new), 'direction')}" if new else "Nothing to save yet",
        _save,
        key="kpi directions save",
        args=[portfolio, new],
        kwargs={"desk": desk},
        primary=bool(new),
        disabled=not new,
    )


def _save(portfolio: str, new: Mapping[str, str], *, desk: Desk) -> None:
    work = partial(set_directions, database(), portfolio, better=new, grant=desk.grant, today=today())
    if saved.save(PLACE, portfolio, work=work, then=address.stay):
        st.session_state[EDITS].pop(portfolio, None)
        st.session_state.pop(TABLE, None)
