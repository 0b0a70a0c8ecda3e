"""The shares of projects as a table to type into; edits are kept until they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, TypedDict

import numpy as np
import pandas as pd
import streamlit as st

from pages.shared import acts, address
from pages.shared.entering import saved
from pages.shared.session import database, today
from pages.shared.strategy.desk import Desk
from pages.shared.strategy.maps import on_page
from pages.shared.strategy.typed import Edits, differing, over, scaled
from pages.shared.what_if.fold import fold
from pmo_core.answers.alignment import words
from pmo_core.answers.alignment.facts import StrategyFacts
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.answers.alignment.tables import by_money
from pmo_core.importing.shares import set_shares
from pmo_core.look import md, plural, share

PLACE: Final = "shares"
EDITS, TABLES = "share edits", "share tables"
ROWS: Final = 15
"""Projects on one page of the table."""
FIRST: Final = 5
"""Projects over 100 % that are named with a button."""


class Table(TypedDict):
    """The rows of the editor while it is shown: their projects, and what stood in them at first."""

    keys: list[str]
    frame: pd.DataFrame


def part(desk: Desk, judged: Judged) -> None:
    """Folded: the table, what is over, and the button that saves."""
    folded, is_open = fold("Edit which project serves which objective", name="alignment shares")
    if is_open:
        with folded:
            body(desk, judged)


def body(desk: Desk, judged: Judged) -> None:
    """The table, what is over 100 %, and the button that saves."""
    if desk.newer:
        st.caption("Show the current data first: shares are saved to what counts now.")
        return
    st.caption(md(_rule(judged.facts)))
    _editor(desk, judged)
    _over(desk)
    _save_button(desk)
    saved.told(PLACE, desk.portfolio, grant=desk.grant, then=address.stay)


def _rule(facts: StrategyFacts) -> str:
    said = (
        "In per cent of each project, at most 100 in all; an empty cell is no share. Largest projects first."
    )
    if facts.split:
        return (
            f"{said} What is shown is an equal split; the first share that you save makes all of it a table."
        )
    return said


def _editor(desk: Desk, judged: Judged) -> None:
    facts = judged.facts
    places = on_page(by_money(judged), name="shares", rows=ROWS)
    shown = tuple(map(str, facts.held.positions.key[places]))
    name = f"share table {desk.portfolio} {desk.scenario.data} {hash(shown)}"
    tables: dict[str, Table] = st.session_state.setdefault(TABLES, {})
    if name not in st.session_state or name not in tables:
        # what the editor holds itself is lost while it is not shown: it begins with the edits so far
        tables.clear()
        tables[name] = _table(facts, places, _edits(desk.portfolio))
    called = words.names(facts)
    st.data_editor(
        tables[name]["frame"],
        key=name,
        on_change=_keep,
        args=(desk.portfolio, name, [one.key for one in facts.objectives]),
        hide_index=True,
        height="content",
        disabled=["Project"],
        placeholder="–",
        alt="Shares of projects in per cent, a column per objective",
        column_config={
            "Project": st.column_config.TextColumn(width=220, pinned=True),
            **{
                str(at): st.column_config.NumberColumn(one, format="%g %%", step=1, width=120, help=md(one))
                for at, one in enumerate(called)
            },
        },
    )


def _table(facts: StrategyFacts, places: list[int], edits: Edits) -> Table:
    """A column per objective, named by its place: two may be called alike."""
    positions, cells = facts.held.positions, facts.written[places] * 100
    keys = [str(positions.key[at]) for at in places]
    shown = np.where(cells > 0, np.round(cells, 6), np.nan)
    for row, key in enumerate(keys):
        for column, objective in enumerate(facts.objectives):
            if objective.key in edits.get(key, {}):
                value = edits[key][objective.key]
                shown[row, column] = np.nan if value is None else value
    frame = pd.DataFrame(shown, columns=[str(at) for at in range(len(facts.objectives))])
    frame.insert(0, "Project", [positions.label(at) for at in places])
    return Table(keys=keys, frame=frame)


def _edits(portfolio: str) -> Edits:
    held: dict[str, Edits] = st.session_state.setdefault(EDITS, {})
    return held.setdefault(portfolio, {})


def _keep(portfolio: str, name: str, objectives: list[str]) -> None:
    """Take over what was typed, so that it outlives the editor."""
    table: Table = st.session_state[TABLES][name]
    edits = _edits(portfolio)
    for place, cells in st.session_state[name]["edited_rows"].items():
        own = edits.setdefault(table["keys"][int(place)], {})
        own.update({objectives[int(column)]: value for column, value in cells.items()})


def _over(desk: Desk) -> None:
    """Who would serve more than 100 %, each with the way out."""
    found = over(desk.facts, _edits(desk.portfolio))
    if not found:
        return
    positions = desk.facts.held.positions
    at = {str(key): place for place, key in enumerate(positions.key)}
    for key, whole in list(found.items())[:FIRST]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(f"{md(positions.label(at[key]))}: {share(whole)} in all.", width="stretch")
            st.button("Scale to 100 %", key=f"scale {key}", on_click=_scale, args=(desk, key))
    if len(found) > FIRST:
        st.caption(f"And {plural(len(found) - FIRST, 'more project', many='more projects')} over 100 %.")
        st.button("Scale all to 100 %", key="scale all", on_click=_scale, args=(desk, *found))


def _scale(desk: Desk, *keys: str) -> None:
    edits = _edits(desk.portfolio)
    for key in keys:
        edits[key] = scaled(desk.facts, key, edits)
    _shown_anew()


def _shown_anew() -> None:
    """The editor begins again with the edits so far."""
    for name in st.session_state.get(TABLES, {}):
        st.session_state.pop(name, None)
    st.session_state.get(TABLES, {}).clear()


def _save_button(desk: Desk) -> None:
    edits = _edits(desk.portfolio)
    new = differing(desk.facts, edits)
    label = "Nothing to save yet"
    if new:
        label = f"Save {plural(len(new), 'share')} of {plural(len({pair[0] for pair in new}), 'project')}"
    with st.container(horizontal=True):
        acts.button(label, _save, key="shares save", args=[desk, new], primary=bool(new), disabled=not new)
        if any(edits.values()):
            st.button("Discard", key="shares discard", on_click=_discard, args=(desk.portfolio,))


def _save(desk: Desk, new: Mapping[tuple[str, str], float | None]) -> None:
    work = partial(set_shares, database(), desk.portfolio, shares=new, grant=desk.grant, today=today())
    if saved.save(PLACE, desk.portfolio, work=work, then=address.stay):
        _discard(desk.portfolio)


def _discard(portfolio: str) -> None:
    st.session_state[EDITS].pop(portfolio, None)
    _shown_anew()
