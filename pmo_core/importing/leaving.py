"""What a file would take out of the totals, known before it is saved."""

from __future__ import annotations

from pmo_core.importing.reported import left_out, reported_now
from pmo_core.importing.stage import Staged
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database


def leaving(db: Database, staged: Staged) -> int:
    """
    Count the projects that are reported now and would no longer be after saving.

    A whole list takes out what it does not name; so does one that lists the whole portfolio at a later date.
    An update takes out nothing, unless the user says that it is such a list.
    """
    version = versions.current(db, staged.portfolio).get(Kind.PROJECTS, 0)
    if staged.reading.kind is not Kind.PROJECTS or staged.rows is None or not version:
        return 0
    now = reported_now(db, version)
    gone = left_out(staged.rows, now)
    if staged.mode == "replace":
        return gone
    later = bool(staged.reading.as_of and now and max(staged.reading.as_of) > max(now.values()))
    return gone if later and not staged.reading.rolling else 0
