"""The one bridge between Streamlit's process and the store."""

from __future__ import annotations

import logging
from datetime import date, datetime
from functools import cache
from pathlib import Path

import streamlit as st

from pmo_core.errors import StoreError
from pmo_core.importing import seed_demo
from pmo_core.settings import settings
from pmo_core.sharing import roles
from pmo_core.store.backup import backup_if_due
from pmo_core.store.database import Database
from pmo_core.store.deletion import ever_deleted
from pmo_core.store.versions import history, portfolios

log = logging.getLogger("pmo_balance")


def database() -> Database:
    """Give the one open database of this process; a new one is born with the demo portfolio in it."""
    return _opened(place())


def place() -> str:
    """Give the file of the database, whatever way its name was written."""
    return _resolved(settings().database)


def today() -> date:
    """The date of the server's own calendar."""
    return datetime.now().astimezone().date()


@cache
def _resolved(path: Path) -> str:
    return str(path.resolve())  # asked in every run, and every folder above it is looked up


def close() -> None:
    """Close the database, so that the next start or another program finds the file free."""
    _opened.clear()


def _close(db: Database) -> None:
    db.close()


@st.cache_resource(show_spinner=False, max_entries=4, on_release=_close)
def _opened(path: str) -> Database:
    db = Database.open(Path(path))
    try:
        _begin(db)
    except BaseException:
        db.close()  # the next try must find the file free
        raise
    return db


def _begin(db: Database) -> None:
    """
    What a server does once with its database: seed a new one, back up one that is in use.

    New is a database into which nothing was ever loaded and from which nothing was deleted: a demo that was
    taken out, and a workspace that was emptied, stay as they were left. A first start that was cut off is
    made up for.
    """
    grant = roles.require("backup", mode=settings().mode, who="server start")
    used = any(history(db, known.name) for known in portfolios(db)) or ever_deleted(db)
    if not db.read_only and not used:
        seed_demo(db, grant=grant, today=today())
        return
    try:
        backup_if_due(db, grant=grant)
    except StoreError as error:
        log.warning("The daily backup could not be made: %s", type(error).__name__)
