"""
The address holds the whole state of a page, so that a copied link shows the same numbers.

An address that we did not write ourselves (opened, edited, Back) is taken over; afterwards every value is
written back, defaults too. Widgets only show and change the session's scenario.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared import plans
from pages.shared.kpis.filters import KPIS
from pages.shared.people.filters import PEOPLE
from pages.shared.road import sight
from pages.shared.road.filters import DATES
from pages.shared.session import database
from pages.shared.state import choices, declared, newest
from pages.shared.strategy import trying
from pages.shared.strategy.filters import PROJECTS
from pmo_core.errors import NotFound
from pmo_core.model import Horizon, Snapshot
from pmo_core.scenario import (
    COMPONENTS,
    PRESET_TARGET,
    Mix,
    PortfolioSettings,
    Scenario,
    read_scenario,
    same_mix,
)
from pmo_core.store import snapshots, versions
from pmo_core.store.versions import Portfolio

DEPARTMENT, AS_OF, PORTFOLIO, SPLIT = "department", "as_of", "portfolio", "split"
TOLD = "told of the address"
OURS, RECENT = "addresses written", 16
FILTERS = (KPIS, PEOPLE, PROJECTS, DATES)
"""Those of the pages that have some."""


@dataclass(frozen=True)
class Reader:
    """What this run answers: the reader's scenario on one snapshot, and what to tell about the address."""

    scenario: Scenario
    snapshot: Snapshot
    settings: PortfolioSettings
    portfolios: tuple[Portfolio, ...]
    problems: tuple[str, ...]
    newer: bool

    @property
    def target(self) -> Mix | None:
        """The target the reader chose; None while it is the portfolio's own (or nobody's: the preset)."""
        usual = self.settings.target or PRESET_TARGET
        return None if same_mix(self.scenario.target, usual) else self.scenario.target


def reader(*, writes: bool = True) -> Reader | None:
    """
    Settle portfolio, snapshot and scenario for this run; None without any data.

    Args:
        writes: Whether the address is the scenario alone, and is written here; a page that adds to it writes
            it once by itself, because each writing is a step for Back.
    """
    known = sorted(versions.portfolios(database()), key=lambda p: p.demo)
    if not known:
        return None
    asked = st.query_params.to_dict()
    opened = _opened(asked)
    problems: list[str] = []
    name = _portfolio(asked if opened else {}, [p.name for p in known], problems)
    snapshot, newer = _snapshot(asked if opened else {}, name, problems)
    settings = declared(snapshot)
    held: Scenario | None = st.session_state.get("scenario")
    usual = usual_scenario(snapshot, settings)
    base = usual
    if held is not None and held.portfolio == name:
        # an address that names other data and no date means their own date
        base = replace(held, data=snapshot.id, as_of=snapshot.as_of if opened else held.as_of)
    if opened:
        scenario, misfits = read_scenario(asked, default=base, departments=choices(snapshot).departments)
        problems += misfits
        plans.take(name, scenario.department, asked)
        for filters in FILTERS:
            filters.hold(asked)
        trying.hold(asked)
        sight.hold(asked)
        st.session_state[TOLD] = problems
    else:
        scenario = _moved(base)
        if not writes and scenario == held:  # a page that repaints by itself says it as long as it holds
            problems += st.session_state.get(TOLD, [])
    _show(scenario)
    if writes:
        give(scenario.params())
    snapshot = replace(snapshot, as_of=scenario.as_of)
    return Reader(scenario, snapshot, settings, tuple(known), tuple(problems), newer)


def usual_scenario(snapshot: Snapshot, settings: PortfolioSettings) -> Scenario:
    """The scenario of a portfolio that nobody has moved a control of."""
    return Scenario(
        portfolio=snapshot.portfolio,
        as_of=snapshot.as_of,
        data=snapshot.id,
        target=settings.target or PRESET_TARGET,
        weights=settings.weights,
    )


def give(whole: dict[str, str]) -> None:
    """Write the address, unless it says so already."""
    if st.query_params.to_dict() != whole:
        st.query_params.from_dict(whole)
    st.session_state["written"] = whole
    ours: deque[dict[str, str]] = st.session_state.setdefault(OURS, deque(maxlen=RECENT))
    if whole not in ours:
        ours.append(whole)


def _opened(asked: Mapping[str, str]) -> bool:
    """
    Whether the address of this run came from the reader: opened, edited, a link, Back.

    A request that set out before our last address reached the browser carries an older one of ours.
    """
    if not asked or asked == st.session_state.get("written"):
        return False
    context = get_script_run_ctx()
    back = context is not None and context.is_history_navigation
    return back or asked not in st.session_state.get(OURS, ())


def _show(scenario: Scenario) -> None:
    st.session_state["scenario"] = scenario
    st.session_state[PORTFOLIO] = scenario.portfolio
    st.session_state[AS_OF] = scenario.as_of
    st.session_state[DEPARTMENT] = scenario.department
    st.session_state[SPLIT] = _split(scenario.target)
    for name in COMPONENTS:
        st.session_state[weight_key(name)] = scenario.weights[name]


def hold(scenario: Scenario) -> None:
    """Take over a scenario from a button; call it only from a callback, before the widgets are drawn."""
    _show(scenario)


def start_over() -> None:
    """After the reader picked another portfolio: its own dates, targets and weights, not the last one's."""
    go_to(st.session_state[PORTFOLIO])


def show_newest() -> None:
    """Keep portfolio, targets and weights, but ask the newest data at their latest date."""
    scenario: Scenario = st.session_state["scenario"]
    current = newest(scenario.portfolio)
    hold(replace(scenario, data=current.id, as_of=current.as_of))


def stay(portfolio: str) -> None:
    """After a save: the newest data of this portfolio, with the filters and what is open."""
    show_newest()


def forget() -> None:
    """Drop what the session held, so that the next run shows the newest data with the usual choices."""
    for key in (
        "scenario",
        "written",
        TOLD,
        plans.PLAN,
        PORTFOLIO,
        AS_OF,
        DEPARTMENT,
        SPLIT,
        *map(weight_key, COMPONENTS),
    ):
        st.session_state.pop(key, None)
    st.query_params.clear()


def go_to(portfolio: str) -> None:
    """Every page shows the newest data of this portfolio."""
    forget()
    st.session_state[PORTFOLIO] = portfolio


def weight_key(component: str) -> str:
    """Key of the slider of one index component."""
    return f"weight_{component}"


def _portfolio(asked: Mapping[str, str], known: list[str], problems: list[str]) -> str:
    wanted = asked.get("portfolio") or st.session_state.get(PORTFOLIO)
    if wanted in known:
        return str(wanted)
    if wanted and asked:
        problems.append(
            f"The link asks for the portfolio {wanted!r}, which is not here; {known[0]} is shown."
        )
    return known[0]


def _snapshot(asked: Mapping[str, str], name: str, problems: list[str]) -> tuple[Snapshot, bool]:
    """The snapshot of the link, else of the session, else the current one; and whether newer data exist."""
    current = newest(name)
    held: Scenario | None = st.session_state.get("scenario")
    wanted = asked.get("data") or (held.data if held and held.portfolio == name else current.id)
    if wanted == current.id:
        return current, False
    try:
        return snapshots.snapshot(database(), name, id=wanted), True
    except NotFound:
        problems.append("The data of the link are not here; the current data are shown.")
        return current, False


def _moved(base: Scenario) -> Scenario:
    """The held scenario with what the reader's hands have changed since."""
    state = st.session_state
    short, upto = state.get(SPLIT, _split(base.target))
    as_of = state.get(AS_OF)  # a list that opens lets any text through that a client sends
    target: Mix = {
        Horizon.SHORT: short / 100,
        Horizon.MEDIUM: (upto - short) / 100,
        Horizon.LONG: (100 - upto) / 100,
    }
    return replace(
        base,
        as_of=as_of if isinstance(as_of, date) else base.as_of,
        department=state.get(DEPARTMENT) or "",
        # a split moves in whole per cent; an untouched target keeps its exact shares
        target=base.target if (short, upto) == _split(base.target) else target,
        weights={name: state.get(weight_key(name), base.weights[name]) for name in COMPONENTS},
    )


def _split(target: Mix) -> tuple[int, int]:
    short = round(target[Horizon.SHORT] * 100)
    return short, short + round(target[Horizon.MEDIUM] * 100)
