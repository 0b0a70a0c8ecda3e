"""Take a load back: the pointer moves, nothing is deleted."""

from __future__ import annotations

from pmo_core.model import Grant
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.versions import Moved


def undo(db: Database, portfolio: str, *, grant: Grant, to: int | None = None) -> Moved:
    """
    Step the kind that changed last back by one, or go to a version of the history.

    Going forward again is the same command, with the newer version.

    Raises:
        NotFound: If there is nothing to undo, or the portfolio has no such version.
        AccessDenied: If the grant does not cover undo in the portfolio.
    """
    grant.allow("undo", portfolio)
    with db.writing() as tx:
        return versions.undo(tx, portfolio, to=to, grant=grant)
