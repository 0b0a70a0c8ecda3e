"""Take loads back: pointers move, nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_core.errors import NotFound
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


def bring_back(db: Database, portfolio: str, *, chosen: Iterable[int], grant: Grant) -> None:
    """
    Use versions of the history again, each for its kind: all of them or none.

    Raises:
        NotFound: If the portfolio has no such version.
        AccessDenied: If the grant does not cover undo in the portfolio.
    """
    grant.allow("undo", portfolio)
    with db.writing() as tx:
        for version in chosen:
            versions.undo(tx, portfolio, to=version, grant=grant)


def take_back(db: Database, portfolio: str, *, made: Iterable[int], grant: Grant) -> None:
    """
    Take back what one save made, all of its kinds or none.

    Args:
        db: The store.
        portfolio: Where it was saved.
        made: The versions that it made, see `Loaded.made`; of one kind the newest first.
        grant: Must cover `undo` of the portfolio.
    Raises:
        NotFound: If one of them is no longer the current version of its kind; then all stay.
        AccessDenied: If the grant does not cover undo in the portfolio.
    """
    grant.allow("undo", portfolio)
    with db.writing() as tx:
        for version in made:
            present = {number: kind for kind, number in versions.current(tx, portfolio).items()}
            if version not in present:
                raise NotFound(
                    f"Version {version} is not in use any more, so it was left as it is.",
                    fix="The history on the Data page shows what came after it.",
                )
            versions.undo(tx, portfolio, kind=present[version], grant=grant)
