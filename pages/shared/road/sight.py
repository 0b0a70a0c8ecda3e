"""How the roadmap is looked at: lanes, part of time, period, lines; held for the session, in the address."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.shared.filtering import LONGEST
from pmo_core.answers.roadmap.lanes import FARTHEST

PREFIX: Final = "r.v."
BY, ZOOM, PERIOD, LANE, SHIFT, LINES = "by", "zoom", "period", "lane", "shift", "lines"
CHOICES: Final = {BY: "lanes", ZOOM: "span", PERIOD: "period", LANE: "lane"}
"""What is picked from a list, with what it is called."""
MOST_LINES: Final = 12
ASKED: Final = "roadmap asked for"
MISFITS: Final = "misfits of the roadmap"

Options = Mapping[str, Sequence[str]]


def hold(asked: Mapping[str, str]) -> None:
    """Hold what an opened address says of the sight; one without any changes nothing."""
    said = {name.removeprefix(PREFIX): text for name, text in asked.items() if name.startswith(PREFIX)}
    if said:
        st.session_state[ASKED] = said


def take(options: Options, *, lines: Sequence[str]) -> list[str]:
    """
    Settle the sight of this run; gives one sentence per value of the address that cannot hold.

    Args:
        options: What each choice can be, the usual one first.
        lines: Milestones that the trend chart can draw.
    """
    said: Mapping[str, str] = st.session_state.pop(ASKED, {})
    problems: list[str] = []
    for name, word in CHOICES.items():
        value = said.get(name, st.session_state.get(key(name)))
        if value not in options[name]:
            if said.get(name):
                problems.append(
                    f"The link asks for the {word} {said[name][:LONGEST]!r}, which is not on the roadmap."
                )
            value = options[name][0]
        st.session_state[key(name)] = value
    if SHIFT in said or key(SHIFT) not in st.session_state:
        st.session_state[key(SHIFT)] = _shift(said.get(SHIFT, "0"), problems)
    chosen = _lines(said[LINES], problems) if said.get(LINES) else st.session_state.get(key(LINES), [])
    st.session_state[key(LINES)] = [one for one in chosen if one in set(lines)][:MOST_LINES]
    if said:
        st.session_state[MISFITS] = problems
    return list(st.session_state.get(MISFITS, []))


def _shift(text: str, problems: list[str]) -> int:
    try:
        steps = int(text)
    except ValueError:
        steps = FARTHEST + 1
    if abs(steps) <= FARTHEST:
        return steps
    problems.append(f"The link moves the roadmap by {text[:LONGEST]!r}; it is shown around its date.")
    return 0


def _lines(text: str, problems: list[str]) -> list[str]:
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if isinstance(read, list):
        return [str(one) for one in read]
    problems.append("The link names lines of the trend chart that cannot be read.")
    return []


def params() -> dict[str, str]:
    """What the address says of the sight: all, also what is usual."""
    said = {PREFIX + name: str(st.session_state[key(name)]) for name in (*CHOICES, SHIFT)}
    return {**said, PREFIX + LINES: json.dumps(st.session_state[key(LINES)], ensure_ascii=False)}


def key(name: str) -> str:
    """Key of the widget of a choice."""
    return f"road {name}"


def chosen(name: str) -> str:
    """A choice as it stands."""
    return str(st.session_state[key(name)])


def shift() -> int:
    """By how many steps the picture is moved."""
    return int(st.session_state[key(SHIFT)])


def move(steps: int) -> None:
    """Move the picture, from a callback; 0 = back to its date."""
    now = shift() + steps if steps else 0
    st.session_state[key(SHIFT)] = max(-FARTHEST, min(FARTHEST, now))
