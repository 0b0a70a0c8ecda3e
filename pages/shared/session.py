"""The one bridge between Streamlit's process and the store."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pmo_core.settings import settings
from pmo_core.store.database import Database
from pmo_core.store.versions import portfolios


def database() -> Database:
    """Give the one open database of this process; a new one is born with the demo portfolio in it."""
    return _opened(str(settings().database.resolve()))


def _close(db: Database) -> None:
    db.close()


@st.cache_resource(show_spinner="Opening the database …", max_entries=4, on_release=_close)
def _opened(path: str) -> Database:
    db = Database.open(Path(path))
    if not db.read_only and not portfolios(db):
        from pmo_core.importing import seed_demo  # only here: seeding reads the generator, no rerun should

        seed_demo(db)
    return db
