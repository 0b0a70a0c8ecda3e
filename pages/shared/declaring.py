"""One setting on the tab "Settings": its origin, what a change would do, and the buttons that save it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import widgets
from pages.shared.entering import saved
from pages.shared.session import database
from pmo_core.answers.overview.facts import Gathered
from pmo_core.importing import save_settings
from pmo_core.importing.entry import Entered
from pmo_core.importing.settings import Declared
from pmo_core.importing.settings_effect import effect
from pmo_core.look import day, md
from pmo_core.model import Grant
from pmo_core.scenario import RATING_SETTING, THRESHOLD_SETTING, PortfolioSettings
from pmo_core.store.history import history
from pmo_core.store.portfolio_settings import Origin

GROUPS: Final = {THRESHOLD_SETTING: "thresholds", RATING_SETTING: "rating labels"}
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
    version: int

    def key(self, name: str) -> str:
        """Key of a widget; with another version of the settings it shows what is declared then."""
        return f"settings {self.portfolio} {self.version} {name}"

    def box(self, title: str, *names: str) -> DeltaGenerator:
        """The frame of one setting, headed by what it is and who declared it."""
        frame = st.container(border=True)
        frame.subheader(title)
        found = [self.origins[name] for name in names if name in self.origins]
        newest = max(found, key=lambda origin: origin.made_at, default=None)
        told = (
            f"Declared by {newest.who}, {day(newest.made_at.date())}, {newest.made_at:%H:%M} UTC."
            if newest
            else "Default: nobody has declared it."
        )
        frame.caption(md(told))
        return frame

    def buttons(
        self, name: str, declared: Declared, then: PortfolioSettings | None, *, changed: bool
    ) -> None:
        """
        Say what the change would do, and offer to save it or to go back to the default.

        Args:
            name: Of the setting, or what the names of several begin with.
            declared: What is to be saved.
            then: The settings in force after that; None if no figure of today rests on it.
            changed: Whether it says something new.
        """
        if changed and then is not None:
            st.markdown(md(effect(self.facts, then)))
        own = [one for one in self.origins if one == name or (name in GROUPS and one.startswith(name))]
        what = GROUPS.get(name, name.replace("_", " "))
        with st.container(horizontal=True):
            st.button(
                f"Declare the {what}",
                type="primary" if changed else "secondary",
                key=self.key(f"declare {name}"),
                disabled=not changed or database().read_only,
                on_click=self._save,
                args=(declared,),
            )
            if own and name != RATING_SETTING:
                st.button(
                    f"Back to the default {what}",
                    key=self.key(f"default {name}"),
                    disabled=database().read_only,
                    on_click=self._save,
                    args=(Declared(default=own),),
                )

    def _save(self, declared: Declared) -> None:
        def work() -> Entered:
            db = database()
            version = save_settings(
                db, self.portfolio, declared=declared, grant=self.grant, today=widgets.today()
            )
            label = next(one.label for one in history(db, self.portfolio) if one.version == version)
            return Entered(label, (int(version),), cells=1, rows=1)

        saved.save("settings", self.portfolio, work=work)
