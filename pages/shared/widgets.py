"""Controls and panels that several pages share; every control lives in the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from pages.shared import acts, address
from pages.shared.address import Reader
from pages.shared.beginning import nothing_here
from pages.shared.session import database, today
from pages.shared.state import choices
from pmo_core.answers.overview.words import COMPONENT_NAMES
from pmo_core.importing import DEMO, save_settings
from pmo_core.importing.settings import Declared
from pmo_core.look import day, md
from pmo_core.model import Grant
from pmo_core.scenario import COMPONENTS, PRESETS, WEIGHT_MAX, Mix
from pmo_core.store.database import Database

MAIN, TO_FILL, FILLED, FOLLOWED = "main", "portfolio_to_fill", "portfolio_filled", "portfolio_followed"


def notice(db: Database) -> None:
    """Say when the database can only be read, and why."""
    if db.notice:
        st.warning(md(db.notice))


def portfolio_to_fill(reader: Reader | None) -> str:
    """Choose or name the portfolio that files go into: the address's own unless that is the demo."""
    names = [p.name for p in (reader.portfolios if reader else ()) if not p.demo] or [MAIN]
    _follow(reader.scenario.portfolio if reader else None, names=names)
    filled = str(st.session_state[FILLED])
    st.session_state[TO_FILL] = filled
    st.selectbox(
        "Portfolio: pick one, or type a new name",
        names if filled in names else [*names, filled],
        accept_new_options=True,
        help="Files of one portfolio are judged together.",
        key=TO_FILL,
        on_change=_fill,
        args=(names,),
    )
    return filled


def _follow(shown: str | None, *, names: list[str]) -> None:
    """
    Where the other pages go, files go too, from then on.

    The first save of somebody else is no such move: whoever had nothing yet keeps the name that stands there.
    """
    if FILLED not in st.session_state or st.session_state[FOLLOWED] not in (None, shown):
        st.session_state[FILLED] = shown if shown in names else names[0]
    st.session_state[FOLLOWED] = shown


def _fill(names: list[str]) -> None:
    """Fill what was picked or typed; the address and the other pages go there too, once it is there."""
    name = (st.session_state[TO_FILL] or "").strip()[:60]
    if name == DEMO:
        st.toast(f"The demo is not filled with files. They go into {md(st.session_state[FILLED])}.")
    elif name:
        st.session_state[FILLED] = name
    if name in names:
        address.go_to(name)


def reader_or_stop(*, grant: Grant, writes: bool = True, projects: bool = True) -> Reader:
    """
    Settle what this run answers and show its controls; without projects say what to do, and stop.

    Args:
        grant: The reader's.
        writes: Whether the address is written here; else the page writes it, with what it adds.
        projects: Whether the page can say nothing without projects; else their dates are not those it asks.
    """
    notice(database())
    reader = address.reader(writes=writes)
    if reader is None:
        nothing_here(grant=grant)
        st.stop()
    scenario_bar(reader, projects=projects)
    if projects and not choices(reader.snapshot).dates:
        address.give(reader.scenario.params())
        nothing_here(reader.scenario.portfolio, grant=grant)
        st.stop()
    return reader


def verdict(sentence: str, *, note: str) -> None:
    """The answer in one sentence, and the target that it is measured against."""
    st.markdown(f"## {md(sentence)}")
    st.markdown(md(note))


def dark() -> bool:
    """Whether the reader's theme is dark: one grey is not readable on both."""
    return st.context.theme.type == "dark"


def query() -> str:
    """The query string of the present view."""
    return urlencode(st.query_params.to_dict())


def scenario_bar(reader: Reader, *, projects: bool = True) -> None:
    """Portfolio, date and department; then whatever is to be said about the address."""
    dates, departments = choices(reader.snapshot).dates, choices(reader.snapshot).departments
    where, when, who = st.columns(3)
    names = [p.name for p in reader.portfolios]
    where.selectbox("Portfolio", names, key=address.PORTFOLIO, on_change=address.start_over)
    when.selectbox("As of", _with(dates, reader.scenario.as_of), format_func=day, key=address.AS_OF)
    who.selectbox(
        "Department",
        ["", *departments],
        format_func=lambda name: name or "All departments",
        key=address.DEPARTMENT,
        disabled=not departments,
    )
    problems = [*reader.problems, *(_undated(reader.scenario.as_of, dates) if projects else [])]
    if problems:
        listed = "\n".join(f"- {md(problem)}" for problem in problems)
        st.warning(md(problems[0]) if len(problems) == 1 else listed)
    if reader.newer:
        said, action = st.columns([4, 1], vertical_alignment="center")
        said.info("The data in use have changed since this view was made; it still shows the earlier ones.")
        action.button("Show current data", on_click=address.show_newest, width="stretch")


def _undated(as_of: date, dates: Sequence[date]) -> list[str]:
    """Say which data a date without any of its own is judged by."""
    if not dates or as_of in dates:
        return []
    before = next((known for known in dates if known < as_of), None)
    if before is None:
        return [f"The data begin on {day(dates[-1])}; there are none of {day(as_of)}."]
    return [
        f"There are no data of {day(as_of)}; the latest before it, of {day(before)}, are judged at that date."
    ]


def _with(dates: Sequence[date], own: date) -> list[date]:
    return sorted({*dates, own}, reverse=True)


def target_control(reader: Reader) -> None:
    """One line from 0 to 100 % with two borders: short, then medium, then long."""
    target = reader.scenario.target
    short, medium, long = (round(share * 100) for share in target.values())
    st.slider(
        f"Target: {short} % short · {medium} % medium · {long} % long term",
        0,
        100,
        format="%d %%",
        key=address.SPLIT,
        help="Two borders: short term before the first, medium between them, long after the second.",
    )
    buttons = st.container(horizontal=True)
    for name, preset in PRESETS.items():
        buttons.button(name, key=f"preset {name}", on_click=_set_target, args=(reader, preset))
    own = reader.settings.target
    buttons.button(
        "Reset", key="reset target", on_click=_set_target, args=(reader, own or PRESETS["70/20/10"])
    )


def _set_target(reader: Reader, target: Mix) -> None:
    address.hold(replace(reader.scenario, target=target))


def declare_target(reader: Reader, *, grant: Grant) -> None:
    """Make the target on screen the portfolio's own."""
    if reader.target is None and reader.settings.target is not None:
        return
    acts.button(
        "Declare this as our target",
        _declare,
        args=[reader.scenario.portfolio, reader.scenario.target],
        kwargs={"grant": grant},
        key="declare target",
        help="Saved with today's date as a version of the settings; undo on the Data page takes it back.",
    )


def _declare(portfolio: str, target: Mix, *, grant: Grant) -> None:
    def work() -> None:
        save_settings(database(), portfolio, declared=Declared(target=target), grant=grant, today=today())

    if acts.tried(work):
        address.show_newest()
        st.toast("Declared. Every figure is measured against it from now on.")


def weight_controls(reader: Reader) -> None:
    """One slider per component of the index; 0 leaves it out."""
    for name in COMPONENTS:
        st.slider(
            COMPONENT_NAMES[name], 0.0, WEIGHT_MAX, step=0.5, format="× %.1f", key=address.weight_key(name)
        )
    st.button("Reset weights", on_click=_reset_weights, args=(reader,))


def _reset_weights(reader: Reader) -> None:
    address.hold(replace(reader.scenario, weights=dict(reader.settings.weights)))


def cards(figures: Iterable[tuple[str, str, str, str]]) -> None:
    """Show figures as equal cards: label, value, verdict in words, explanation on hover."""
    shown = list(figures)
    for column, (label, value, verdict, meaning) in zip(st.columns(len(shown)), shown, strict=True):
        with column.container(border=True, height="stretch", gap="xxsmall"):
            st.metric(label, value, help=md(meaning))
            st.caption(md(verdict))
