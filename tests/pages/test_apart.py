"""Two portfolios behind one cache: whatever the order of loads and undos, each page gets its own facts."""

from __future__ import annotations

import os
from typing import Final

import pytest
import streamlit as st
from hypothesis import settings
from hypothesis.stateful import invariant

from pages.shared import state
from pmo_core.store import snapshots
from tests.store.conftest import ADMIN
from tests.store.test_portfolios_apart import PORTFOLIOS, Apart

STEPS: Final = int(os.environ.get("PMO_STEPS", "96"))
"""How many steps in all; the long form is PMO_STEPS=2000."""


class ApartBehindTheCache(Apart):
    """The steps of the store, and after each of them what the cache hands out."""

    def __init__(self) -> None:
        super().__init__()
        st.cache_resource.clear()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(state, "database", lambda: self.db)

    @invariant()
    def facts_hold_projects_of_their_portfolio_only(self) -> None:
        for portfolio in PORTFOLIOS:
            if len(self.contents[portfolio]) > 1:
                found = state.state(snapshots.snapshot(self.db, portfolio), ADMIN).gathered.positions
                held = dict(zip(found.name, found.budget, strict=True))
                offered = state.choices(snapshots.snapshot(self.db, portfolio))
                assert set(found.department) - {None} == set(offered.departments)
                assert held == self.contents[portfolio][self.now[portfolio]]

    def teardown(self) -> None:
        self.patch.undo()
        super().teardown()


ApartBehindTheCache.TestCase.settings = settings(
    max_examples=max(1, STEPS // 12), stateful_step_count=12, deadline=None
)
TestPortfoliosApartBehindTheCache = ApartBehindTheCache.TestCase
