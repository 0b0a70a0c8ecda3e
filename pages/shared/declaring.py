"""One setting on the tab "Settings": its origin, what a change would do, and the buttons that save it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from pages.shared import acts
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pages.shared.session import database, today
from pmo_core.answers.overview.facts import Gathered
from pmo_core.importing import save_settings
from pmo_core.importing.entry import Entered
from pmo_core.importing.settings import Declared
from pmo_core.importing.settings_effect import effect
from pmo_core.look import day, md
from pmo_core.model import Grant
from pmo_core.scenario import RATING_SETTING, PortfolioSettings
from pmo_core.store.history import history
from pmo_core.store.portfolio_settings import Origin
from pmo_core.thresholds import THRESHOLD_SETTING

KPI_BORDERS: Final = THRESHOLD_SETTING + "kpi_"
PEOPLE_BORDER: Final = THRESHOLD_SETTING + "high_standing"
GROUPS: Final = {
    THRESHOLD_SETTING: "thresholds",
    KPI_BORDERS: "borders of KPIs",
    PEOPLE_BORDER: "border of power and interest",
    RATING_SETTING: "rating labels",
}
"""What the names of several settings begin with, and what they are called together."""


@dataclass(frozen=True)
class Place:
    """
    Where settings are shown.

    `facts` are judged under the settings in force, `held` is what is declared, `origins` says by whom.
    """

    portfolio: str
    grant: Grant
    facts: Gathered
    held: PortfolioSettings
    origins: Mapping[str, Origin]

    @contextmanager
    def box(self, title: str, name: str) -> Iterator[Box]:
        """
        The frame of one setting, headed by what it is and who declared it.

        Args:
            title: What stands above it.
            name: Of the setting, or what the names of several begin with.
        """
        own = [one for one in self.origins if _group(one) == name]
        newest = max((self.origins[one] for one in own), key=lambda origin: origin.made_at, default=None)
        with st.container(border=True):
            st.subheader(title, anchor=False)
            told = (
                f"Declared by {newest.who}, {day(newest.made_at.date())}, {newest.made_at:%H:%M} UTC."
                if newest
                else "Preset in use; nobody has declared it."
            )
            st.caption(md(told))
            # declared by somebody else meanwhile, it is another draft: what is typed is not mixed with it
            since = newest.made_at.isoformat() if newest else ""
            yield Box(self, name, own, Draft(f"settings {self.portfolio} {name} {since}"))


def _group(name: str) -> str:
    """What a setting is declared together with, or itself."""
    return max((group for group in GROUPS if name.startswith(group)), key=len, default=name)


@dataclass(frozen=True)
class Box:
    """One setting, or several of one sort; `own` names those of it that are declared."""

    place: Place
    name: str
    own: list[str]
    draft: Draft

    def field(self, name: str) -> dict[str, Any]:
        """What the widget of a field is told."""
        return self.draft.field(name)

    def buttons(
        self,
        declared: Declared,
        then: PortfolioSettings | None,
        *,
        changed: bool,
        open: bool = False,
    ) -> None:
        """
        Say what the change would do, and offer to save it, to drop it, or to go back to the default.

        Args:
            declared: What is to be saved.
            then: The settings in force after that; None if no figure of today rests on it.
            changed: Whether it says something new.
            open: Whether it may be declared as it is, because nobody has.
        """
        if changed and then is not None:
            st.markdown(md(effect(self.place.facts, then)))
        what = GROUPS.get(self.name, self.name.replace("_", " "))
        key = f"{self.place.portfolio} {self.name}"
        with st.container(horizontal=True):
            acts.button(
                f"Declare the {what}",
                self._save,
                args=[declared],
                key=f"declare {key}",
                primary=changed,
                disabled=not (changed or open),
            )
            if self.own and self.name != RATING_SETTING:
                back = Declared(default=self.own)
                acts.button(f"Back to the default {what}", self._save, args=[back], key=f"default {key}")
            if changed:
                self.discard()

    def discard(self) -> None:
        """The button that shows again what is declared, where something else was typed."""
        st.button("Discard", key=f"discard {self.place.portfolio} {self.name}", on_click=self.draft.discard)

    def _save(self, declared: Declared) -> None:
        def work() -> Entered:
            db, place = database(), self.place
            version = save_settings(db, place.portfolio, declared=declared, grant=place.grant, today=today())
            label = next(one.label for one in history(db, place.portfolio) if one.version == version)
            return Entered(label, (int(version),), cells=1, rows=1)

        if saved.save("settings", self.place.portfolio, work=work):
            self.draft.discard()
