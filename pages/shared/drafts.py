"""What was typed and is not saved yet: kept while the reader is elsewhere, until saved or discarded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

ROUNDS: Final = "draft_rounds"


@dataclass(frozen=True)
class Draft:
    """The fields of one form; `name` tells it from every other, the portfolio included."""

    name: str

    def key(self, field: str) -> str:
        """Key of the widget of a field; another one once the draft is discarded, so that it begins anew."""
        return f"draft {self.name} {_rounds().get(self.name, 0)} {field}"

    def field(self, name: str) -> dict[str, Any]:
        """What the widget of a field is told, so that it keeps what was typed on every page."""
        return {"key": self.key(name), "persist_state": "session"}

    def discard(self) -> None:
        """Forget what was typed: it is saved, or the reader wants to begin anew."""
        _rounds()[self.name] = _rounds().get(self.name, 0) + 1


def _rounds() -> dict[str, int]:
    rounds: dict[str, int] = st.session_state.setdefault(ROUNDS, {})
    return rounds
