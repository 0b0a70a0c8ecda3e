"""A store in memory and files put into it as the page and the command line do."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from datetime import date
from typing import Any, Protocol

import pytest

from pmo_core import importing
from pmo_core.importing import Staged
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Grant
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store.database import Database

ADMIN: Grant = grant_of(Role.ADMIN, who="tester")
TODAY = date(2026, 11, 23)


class Put(Protocol):
    """Stage a file and, if nothing is asked, save it."""

    def __call__(self, text: str | bytes, label: str = ..., /, **said: Any) -> Staged:
        """Give the staged file."""
        ...


@pytest.fixture
def db() -> Generator[Database, None, None]:
    """An empty store."""
    with closing(Database.memory()) as store:
        yield store


def staged(db: Database, text: str | bytes, label: str = "list 2026-03-31.csv", /, **said: Any) -> Staged:
    """Hold a file against the portfolio `main`; nothing is saved."""
    answers: Mapping[str, str] = said.pop("answers", {})
    return importing.stage(
        db,
        text.encode() if isinstance(text, str) else text,
        label=label,
        options=Options(answers=answers, **said),
        portfolio="main",
        limits=PAGE_LIMITS,
        today=TODAY,
    )


@pytest.fixture
def put(db: Database) -> Put:
    """Import into the portfolio `main`."""

    def call(text: str | bytes, label: str = "list 2026-03-31.csv", /, **said: Any) -> Staged:
        made = staged(db, text, label, **said)
        if made.ready:
            importing.commit(db, made, grant=ADMIN)
        return made

    return call
