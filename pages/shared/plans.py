"""The plan of a reader: held for the session as the text of its address, whatever page is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from pmo_core.plan import Plan, read_plan
from pmo_core.plan.plan import POINTS

PLAN: Final = "plan"
MISFITS: Final = "misfits of the plan"


@dataclass(frozen=True)
class Usual:
    """What a plan is read against: whose projects, the plan before anybody moved anything, and its values."""

    portfolio: str
    department: str
    plan: Plan
    values: Collection[str]


@dataclass(frozen=True)
class Held:
    """The plan of the session as an address says it; `budget` was the usual one of these projects."""

    portfolio: str
    department: str
    params: Mapping[str, str]
    budget: float | None = None


def take(portfolio: str, department: str, asked: Mapping[str, str]) -> None:
    """Hold what an opened address says of the plan; an address without a plan changes nothing."""
    said = {name: text for name, text in asked.items() if is_part(name)}
    if said:
        st.session_state[PLAN] = Held(portfolio, department, said)
        st.session_state.pop(MISFITS, None)


def settled(usual: Usual) -> tuple[Plan, list[str]]:
    """The plan of this run, and one sentence per value that did not fit; they stay until something moves."""
    plan, found = read_plan(_params(usual), default=usual.plan, values=usual.values)
    hold(usual, plan)
    problems: list[str] = found or st.session_state.get(MISFITS, [])
    st.session_state[MISFITS] = problems
    return plan, problems


def now(usual: Usual) -> Plan:
    """The plan as it stands, for a callback or a fragment."""
    return read_plan(_params(usual), default=usual.plan, values=usual.values)[0]


def hold(usual: Usual, plan: Plan) -> None:
    """Keep a plan for the session; the end of the run writes it into the address."""
    st.session_state[PLAN] = Held(usual.portfolio, usual.department, plan.params(), usual.plan.budget)


def change(usual: Usual, **changes: object) -> None:
    """Change some of the plan from a callback."""
    st.session_state.pop(MISFITS, None)
    hold(usual, replace(now(usual), **changes))  # type: ignore[arg-type]  # – names of its fields


def begin_anew() -> None:
    """Drop the plan of the session, so that the next run begins with the usual one."""
    st.session_state.pop(PLAN, None)


def is_part(name: str) -> bool:
    """Whether a parameter of an address belongs to the plan."""
    return name.startswith(POINTS) or name in _NAMES


_NAMES: Final = frozenset(Plan().params())


def _params(usual: Usual) -> Mapping[str, str]:
    """What the session holds for this portfolio; another department keeps all but a budget nobody chose."""
    held: Held | None = st.session_state.get(PLAN)
    if held is None or held.portfolio != usual.portfolio:
        return {}
    params = dict(held.params)
    if held.department != usual.department and held.budget is not None:
        untouched = replace(usual.plan, budget=held.budget).params()["budget"]
        if params.get("budget") == untouched:
            del params["budget"]
    return params
