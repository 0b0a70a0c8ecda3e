"""The fields of a form: they outlive a refusal and a look elsewhere, and begin anew after a save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import streamlit as st

from pages.shared import acts, address
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pmo_core.errors import IntakeError
from pmo_core.importing.entry import Entered
from pmo_core.importing.typed import Row, said_of
from pmo_core.model import Horizon

HORIZONS: Final = [h.value for h in Horizon if h is not Horizon.UNCLASSIFIED]
DAY: Final = "DD/MM/YYYY"


class Fields:
    """
    The fields of one form; `place` names it, `portfolio` is where its row goes, `then` is told that it went.

    Not a form of Streamlit: what stands in one is unknown until it is submitted, and lost by a look away.
    """

    def __init__(self, place: str, portfolio: str, *, then: Callable[[str], None] = address.go_to) -> None:
        self.place, self.portfolio, self.then = place, portfolio, then
        self.draft = Draft(f"{place} {portfolio}")
        self.names: dict[str, bool] = {}

    def field(self, name: str, *, needed: bool = False) -> dict[str, Any]:
        """What the widget of a field is told; what it holds is saved as that field."""
        self.names[name] = needed
        return self.draft.field(name)

    def submit(self, label: str, *, add: Callable[[Row], Entered | None]) -> None:
        """The buttons below the fields."""
        with st.container(horizontal=True):
            acts.button(label, self._save, key=f"add {self.draft.name}", args=[add], primary=True)
            st.button("Clear", key=f"clear {self.draft.name}", on_click=self.draft.discard)

    def _save(self, add: Callable[[Row], Entered | None]) -> None:
        row = {name: st.session_state.get(self.draft.key(name)) for name in self.names}
        row = {name: value for name, value in row.items() if value not in (None, "")}
        if saved.save(self.place, self.portfolio, work=partial(self._add, add, row), then=self.then):
            self.draft.discard()

    def _add(self, add: Callable[[Row], Entered | None], row: Row) -> Entered | None:
        lacking = [said_of(name) for name, needed in self.names.items() if needed and name not in row]
        if lacking:
            raise IntakeError(f"The {' and the '.join(lacking)} must be filled in.", fix="The rest is kept.")
        return add(row)
