"""The fields of a form under keys of their own: they outlive a refusal, and begin anew after a save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from pages.shared.entering import saved
from pages.shared.session import database
from pmo_core.importing.entry import Entered
from pmo_core.importing.typed import Row
from pmo_core.model import Horizon

HORIZONS: Final = [h.value for h in Horizon if h is not Horizon.UNCLASSIFIED]
DAY: Final = "DD/MM/YYYY"
ROUNDS: Final = "entry_rounds"


class Fields:
    """The fields of one form; `place` names it, `portfolio` is where its row goes."""

    def __init__(self, place: str, portfolio: str) -> None:
        self.place, self.portfolio = place, portfolio
        self.round: int = st.session_state.setdefault(ROUNDS, {}).get((place, portfolio), 0)
        self.keys: dict[str, str] = {}

    def key(self, field: str) -> str:
        """The key of the widget of a field; what it holds is saved as that field."""
        self.keys[field] = f"entry {self.place} {self.portfolio} {self.round} {field}"
        return self.keys[field]

    def submit(self, label: str, *, add: Callable[[Row], Entered | None]) -> None:
        """The button of the form; Enter in one of its fields presses it."""
        st.form_submit_button(
            label, type="primary", disabled=database().read_only, on_click=self._save, args=(add,)
        )

    def _save(self, add: Callable[[Row], Entered | None]) -> None:
        row = {field: st.session_state.get(key) for field, key in self.keys.items()}
        row = {field: value for field, value in row.items() if value not in (None, "")}
        if saved.save(self.place, self.portfolio, work=partial(add, row)):
            st.session_state[ROUNDS][self.place, self.portfolio] = self.round + 1
