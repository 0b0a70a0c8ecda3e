"""Filters of a page: which rows are shown and what is open, held for the session and whole in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pmo_core.look import md

TEXT: Final = "text"
LONGEST: Final = 200
"""Characters of a filter's value."""

Options = Mapping[str, Sequence[str]]
"""Name of a filter → values that there are, without '' for no filter."""


@dataclass(frozen=True)
class Filters:
    """
    The filters of one page: a text to search for, lists to pick one of, the thing that is open, switches.

    page: names the keys of the widgets. prefix: of their names in the address. listed: filters that pick one
    of a list, with their labels. opened: the name of what is open, and what it is called. among: where a
    value of the address was looked for. rows, verb: what is counted, and what the filters do with it.
    text: label and placeholder of the search. switches: names of those that are on or off. none: what a
    list says for no filter, where that is not "All". capital: whether values begin with a capital letter.
    """

    page: str
    prefix: str
    listed: Mapping[str, str]
    opened: tuple[str, str]
    among: str
    rows: str
    text: tuple[str, str]
    verb: str = "shown"
    switches: tuple[str, ...] = ()
    none: Mapping[str, str] = field(default_factory=dict[str, str])
    capital: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All filters that hold a text."""
        return (TEXT, *self.listed, self.opened[0])

    def key(self, name: str) -> str:
        """Key of the widget of a filter."""
        return f"{self.page} filter {name}"

    @property
    def open_key(self) -> str:
        """Key of the widget that says what is open."""
        return self.key(self.opened[0])

    def hold(self, asked: Mapping[str, str]) -> None:
        """Hold what an opened address says of the filters; one without any changes nothing."""
        names = (*self.names, *self.switches)
        said = {name: asked[self.prefix + name] for name in names if self.prefix + name in asked}
        if said:
            st.session_state[self._asked] = said

    def take(self, options: Options) -> list[str]:
        """Settle the filters of this run; one sentence per value of the address that is not there."""
        said: Mapping[str, str] = st.session_state.pop(self._asked, {})
        problems: list[str] = []
        for name in self.names:
            value = said.get(name, st.session_state.get(self.key(name)) or "")[:LONGEST]
            if name != TEXT and value and value not in options[name]:
                if name in said:
                    problems.append(
                        f"The link asks for the {self._word(name)} {value!r}, which is not {self.among}."
                    )
                value = ""
            st.session_state[self.key(name)] = value
        for name in self.switches:
            on = said[name] == "1" if name in said else st.session_state.get(self.key(name))
            st.session_state[self.key(name)] = bool(on)
        if said:
            st.session_state[self._misfits] = problems
        return list(st.session_state.get(self._misfits, []))

    def chosen(self) -> dict[str, str]:
        """The filters as they stand, by name; '' = none."""
        return {name: str(st.session_state.get(self.key(name)) or "") for name in self.names}

    def on(self, switch: str) -> bool:
        """Whether a switch is on."""
        return bool(st.session_state.get(self.key(switch)))

    def params(self) -> dict[str, str]:
        """What the address says of them: all, also those that are off."""
        said = {self.prefix + name: value for name, value in self.chosen().items()}
        return said | {self.prefix + name: "1" if self.on(name) else "0" for name in self.switches}

    def open(self, one: str) -> None:
        """Open one, from a callback."""
        st.session_state[self.open_key] = one

    def clear(self) -> None:
        """Show all again."""
        for name in (TEXT, *self.listed):
            st.session_state[self.key(name)] = ""

    def controls(self, options: Options, *, count: int, whole: int, note: str = "") -> DeltaGenerator:
        """One field to search in and a list per filter with something to choose from; more may be put in."""
        active = any(value for name, value in self.chosen().items() if name != self.opened[0])
        some = f"{count} of {whole} {self.rows} {self.verb}" if count < whole or active else ""
        title = f"Filter: {some or f'all {whole} {self.rows}'}{note}"
        folded = st.expander(md(title), key=f"{self.page} filters")
        with folded:
            cells = st.grid(min_column_width=200, gap="small")
            label, placeholder = self.text
            with cells.cell():
                st.text_input(
                    md(label),
                    max_chars=LONGEST,
                    key=self.key(TEXT),
                    persist_state="session",
                    placeholder=placeholder,
                )
            for name in self.listed:
                if options[name]:
                    with cells.cell():
                        self._pick(name, options[name])
            if active:
                st.button("Show all", key=f"{self.page} filters off", on_click=self.clear)
        return folded

    def _pick(self, name: str, values: Sequence[str]) -> None:
        def shown(value: str) -> str:
            named = value[:1].upper() + value[1:] if self.capital else value
            return named or self.none.get(name, "All")

        st.selectbox(
            md(self.listed[name]),
            ["", *values],
            format_func=shown,
            key=self.key(name),
            persist_state="session",
        )

    def _word(self, name: str) -> str:
        return self.opened[1] if name == self.opened[0] else self.listed[name].lower()

    @property
    def _asked(self) -> str:
        return f"{self.page} filters asked for"

    @property
    def _misfits(self) -> str:
        return f"misfits of the {self.page} filters"
