"""The largest unrated projects as a table to fill in; edits are kept until they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final, TypedDict

import pandas as pd
import streamlit as st

from pages.shared import acts
from pages.shared.entering import saved
from pages.shared.session import database, today
from pmo_core import look
from pmo_core.importing.entry import Entered, State, rate_projects, states_now
from pmo_core.importing.typed import Value
from pmo_core.importing.unrated import Ratings, Unrated, ratings
from pmo_core.look import md, plural
from pmo_core.model import Grant, Horizon, Kind

PLACE: Final = "rating"
EDITS, TABLES = "rating_edits", "rating_tables"
SHOWN: Final = 15
WORTH: Final = (
    "None of it is needed. Values from 0 to 10 and the risk from 1 to 5 show which projects win now and "
    "which build value; a horizon says where the money counts."
)
_HEADERS: Final = {
    "short_term_value": "Value now",
    "long_term_value": "Value later",
    "risk": "Risk",
    "horizon": "Horizon",
    "owner": "Owner",
}
_FIELDS: Final = {header: name for name, header in _HEADERS.items()}
Edits = dict[str, dict[str, Value | None]]


class Table(TypedDict):
    """The rows of an editor while it is shown: their projects, and what stood in them at first."""

    keys: list[str]
    frame: pd.DataFrame


def panel(portfolio: str, *, grant: Grant) -> None:
    """
    Rate the open projects that hold the most money.

    Args:
        portfolio: Whose projects.
        grant: Must cover `import` of the portfolio.
    """
    st.header("Rate the largest projects", anchor=False)
    facts = saved.present(portfolio, grant)
    states = states_now(database(), portfolio)
    found = ratings(facts, states) if facts else None
    if facts is None or found is None or not found.held.positions.size:
        saved.told(PLACE, portfolio, grant=grant)
        st.info("No open project is here yet. Drop a project list under Files, or add the first one below.")
        return
    st.markdown(md(_standing(found)))
    if found.unrated:
        st.caption(WORTH)
        version = facts.snapshot.versions.get(Kind.PROJECTS, 0)
        _editor(portfolio, found, states, version=version)
        _save_button(portfolio, found, states, grant=grant)
    saved.told(PLACE, portfolio, grant=grant)


def _standing(found: Ratings) -> str:
    """'12 of 49 open projects leave … open. They hold £3.1bn of £8.0bn.'"""
    count, unit = len(found.unrated), found.held.unit
    whole = plural(found.held.positions.size, "open project")
    if not count:
        return f"Value, risk, horizon and owner are known of all {whole}."
    verb = "leaves" if count == 1 else "leave"
    held = ""
    if found.lacking > 0 and found.held.unit != "projects":
        held = f" They hold {look.amount(found.lacking, unit)} of {look.amount(found.held.total, unit)}."
    order = " The most money comes first." if count > 1 else ""
    return f"{count:,} of {whole} {verb} value, risk, horizon or owner open.{held}{order}"


def _editor(portfolio: str, found: Ratings, states: Mapping[str, State], *, version: int) -> None:
    page = 1
    pages = -(-len(found.unrated) // SHOWN)
    if pages > 1:
        page = st.pagination(pages, key=f"rating page {portfolio} {version}", persist_state="session")
    shown = found.unrated[(page - 1) * SHOWN : page * SHOWN]
    key = f"rating table {portfolio} {version} {page}"
    tables: dict[str, Table] = st.session_state.setdefault(TABLES, {})
    if key not in st.session_state or key not in tables:
        # what the editor holds itself is lost while another tab is open: it begins with the edits so far
        tables.clear()
        tables[key] = _table(shown, _edits(portfolio), unit=found.held.unit)
    st.data_editor(
        tables[key]["frame"],
        key=key,
        on_change=_keep,
        args=(portfolio, key),
        hide_index=True,
        height="content",
        disabled=["Project", "Amount"],
        placeholder="–",
        alt=f"Open projects {(page - 1) * SHOWN + 1} to {(page - 1) * SHOWN + len(shown)} that lack a rating",
        column_config=_columns(),
    )
    st.caption(md(_rest(found, page=page, shown=shown)))


def _columns() -> dict[str, object]:
    number = partial(st.column_config.NumberColumn, format="%g", step=0.5)
    return {
        "Project": st.column_config.TextColumn(width=240, pinned=True),
        "Amount": st.column_config.TextColumn(width=80, help="What the balance view counts of it."),
        # no least and most: the table would put 10 for 15 without a word, the save refuses it in one
        _HEADERS["short_term_value"]: number(width=105, help="Short-term value, 0 to 10."),
        _HEADERS["long_term_value"]: number(width=105, help="Long-term value, 0 to 10."),
        _HEADERS["risk"]: number(width=75, help="1 to 5; higher is worse."),
        "Horizon": st.column_config.SelectboxColumn(
            options=[h.value for h in Horizon if h is not Horizon.UNCLASSIFIED],
            width=95,
            help="When the benefit lands. Empty: the rule on the finish date decides, if there is one.",
        ),
        "Owner": st.column_config.TextColumn(max_chars=120, width=115),
    }


def _rest(found: Ratings, *, page: int, shown: Sequence[Unrated]) -> str:
    after = found.unrated[page * SHOWN :]
    if not after:
        return "These are the last ones." if page > 1 else ""
    held = sum(found.amounts[one.entry.key] for one in after)
    money = f", holding {look.amount(held, found.held.unit)}" if held > 0 else ""
    return f"{plural(len(after), 'smaller one')} on the next pages{money}."


def _table(shown: Sequence[Unrated], edits: Edits, *, unit: str) -> Table:
    rows = [
        {
            "Project": one.entry.name,
            "Amount": look.amount(one.entry.amount, one.entry.unit) if one.entry.amount is not None else None,
            **{
                header: {**one.state.rated, **edits.get(one.entry.key, {})}[name]
                for name, header in _HEADERS.items()
            },
        }
        for one in shown
    ]
    frame = pd.DataFrame(rows, columns=["Project", "Amount", *_FIELDS])
    types = {header: "str" if name in ("horizon", "owner") else "float64" for header, name in _FIELDS.items()}
    return Table(keys=[one.entry.key for one in shown], frame=frame.astype(types))


def _edits(portfolio: str) -> Edits:
    held: dict[str, Edits] = st.session_state.setdefault(EDITS, {})
    return held.setdefault(portfolio, {})


def _keep(portfolio: str, key: str) -> None:
    """Take over what was typed, so that it outlives the editor."""
    table: Table = st.session_state[TABLES][key]
    edits = _edits(portfolio)
    for place, cells in st.session_state[key]["edited_rows"].items():
        own = edits.setdefault(table["keys"][int(place)], {})
        own.update({_FIELDS[header]: value for header, value in cells.items()})


def changes(edits: Edits, states: Mapping[str, State]) -> dict[str, dict[str, Value]]:
    """The edits that say something new; an emptied cell says nothing."""
    found: dict[str, dict[str, Value]] = {}
    for key, cells in edits.items():
        new = {
            name: value
            for name, value in cells.items()
            if key in states and value not in (None, "") and value != states[key].rated[name]
        }
        if new:
            found[key] = {name: value for name, value in new.items() if value is not None}
    return found


def _save_button(portfolio: str, found: Ratings, states: Mapping[str, State], *, grant: Grant) -> None:
    edits = _edits(portfolio)
    new = changes(edits, states)
    count = sum(map(len, new.values()))
    label = "Nothing to save yet"
    if count:
        label = f"Save {plural(count, 'change')} to {plural(len(new), 'project')}"
    with st.container(horizontal=True, vertical_alignment="center"):
        acts.button(
            label,
            _save,
            key="rating save",
            args=[portfolio, new],
            kwargs={"grant": grant},
            primary=bool(count),
            disabled=not count,
        )
        if any(edits.values()):
            st.button("Discard", key="rating discard", on_click=_discard, args=(portfolio,))
        st.caption(md(_worth(found, new)))
    for sentence in _left_out(edits, states):
        st.caption(md(sentence))


def _worth(found: Ratings, new: Mapping[str, Mapping[str, Value]]) -> str:
    """'Complete ratings cover 62 % → 81 % of the money.'"""
    now, then = found.coverage(), found.coverage(new)
    if now is None or then is None:
        return ""
    of = "money" if found.held.unit not in ("person-days", "projects") else found.held.unit
    move = look.share(now) if now == then else f"{look.share(now)} → {look.share(then)}"
    return f"Complete ratings cover {move} of the {of}."


def _left_out(edits: Edits, states: Mapping[str, State]) -> list[str]:
    said: list[str] = []
    gone = sum(key not in states for key in edits)
    if gone:
        said.append(f"Edits of {plural(gone, 'project')} are not saved: a newer list leaves them out.")
    emptied = any(
        value in (None, "") and states[key].rated[name] is not None
        for key, cells in edits.items()
        if key in states
        for name, value in cells.items()
    )
    if emptied:
        said.append("Emptying a cell keeps its value: type another one, or undo the entry that brought it.")
    return said


def _save(portfolio: str, new: Mapping[str, Mapping[str, Value]], *, grant: Grant) -> None:
    def work() -> Entered | None:
        return rate_projects(database(), portfolio, edits=new, grant=grant, today=today())

    if saved.save(PLACE, portfolio, work=work):
        _discard(portfolio)


def _discard(portfolio: str) -> None:
    st.session_state[EDITS].pop(portfolio, None)
    st.session_state.get(TABLES, {}).clear()
