"""What was found out about a file, as chips: each shows its evidence, and one click reads it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from pages.shared.files import staging
from pages.shared.files.offered import Offered
from pmo_core.importing import Staged
from pmo_core.look import day, md
from pmo_core.model import Guess, Kind

TITLES: Final[Mapping[str, str]] = {
    "kind": "One row is about",
    "sheet": "Sheet",
    "block": "Table on the sheet",
    "header_row": "Header row",
    "transpose": "Fields run down",
    "unpivot": "Columns become rows",
    "dates": "Dates",
    "decimal": "Decimal sign",
    "money_unit": "Amounts in",
    "currency": "Currency",
    "percent": "Percentages",
    "source": "Each date lists",
    "delimiter": "Between cells",
    "encoding": "Letters",
}
"""Decisions that a reader may take otherwise, in the order shown; each answers the question of its name."""

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "delimiter": {",": "comma", ";": "semicolon", "tab": "tab", "\t": "tab", "|": "bar"},
    "source": {"full": "the whole portfolio", "rolling": "what was reported"},
    "header_row": {"0": "none"},
    "money_unit": {
        "one": "whole units",
        "thousand": "thousands",
        "million": "millions",
        "billion": "billions",
    },
}


def show(file: Offered, made: Staged) -> None:
    """One row of chips; without alternatives a decision stands in the table of decisions alone."""
    shown = _choices(file, made.reading.guesses)
    shown.setdefault("kind", [made.reading.kind.value])
    shown["kind"] += [kind.value for kind in Kind if kind.value not in shown["kind"]]
    why = {guess.name: guess.evidence for guess in made.reading.guesses}
    now = {guess.name: guess.value for guess in made.reading.guesses} | {"kind": made.reading.kind.value}
    with st.container(horizontal=True, gap="small"):
        for name in (each for each in TITLES if each in shown):
            current = now.get(name) or staging.answers(file).get(name) or shown[name][0]
            key = f"change {file.file_id} {name}"
            if current in shown[name]:
                st.session_state[key] = current  # also after a visit to another page
            label = f"{TITLES[name]}: **{md(_words(name, current))}**"
            with st.popover(label, width="content", key=f"chip {file.file_id} {name}"):
                st.caption(md(why.get(name, "as you said")))
                st.radio(
                    TITLES[name],
                    shown[name],
                    format_func=lambda value, name=name: md(_words(name, value)),
                    key=key,
                    on_change=_change,
                    args=(file.file_id, name, shown[name][0]),
                    label_visibility="collapsed",
                )
        _as_of(file, made, why.get("as_of", ""))


def _as_of(file: Offered, made: Staged, evidence: str) -> None:
    """The day that the rows describe, where it is one day that a reader may set."""
    days = made.reading.as_of
    if len(days) != 1:
        return
    with st.popover(f"As of: **{day(days[0])}**", width="content", key=f"chip {file.file_id} as_of"):
        st.caption(md(evidence or "as the rows say"))
        st.date_input(
            "The rows describe",
            days[0],
            format="YYYY-MM-DD",
            key=f"change {file.file_id} as_of {days[0]}",
            on_change=_date,
            args=(file.file_id, f"change {file.file_id} as_of {days[0]}"),
        )


def _choices(file: Offered, guesses: Iterable[Guess]) -> dict[str, list[str]]:
    """The values of each decision as first offered: another reading may no longer name them all."""
    shown: dict[str, list[str]] = st.session_state.setdefault(f"changeable {file.file_id}", {})
    for guess in guesses:
        if guess.name in TITLES and guess.alternatives:
            shown.setdefault(guess.name, list(dict.fromkeys((guess.value, *guess.alternatives))))
    return dict(shown)


def _words(name: str, value: str) -> str:
    return _WORDS.get(name, {}).get(value, value.replace("_", " "))


def _change(file_id: str, name: str, found: str) -> None:
    """Back to what was found is no answer at all."""
    value = st.session_state.get(f"change {file_id} {name}")
    staging.answer(file_id, name, value=None if value in (None, found) else value)


def _date(file_id: str, key: str) -> None:
    picked = st.session_state.get(key)
    if isinstance(picked, date):
        staging.answer(file_id, "as_of", value=picked.isoformat())
