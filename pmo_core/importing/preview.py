"""Answer on staged rows before they are saved: the same questions, asked of a database in memory."""

from __future__ import annotations

from dataclasses import replace

from pmo_core.importing.commit import commit
from pmo_core.importing.stage import Staged
from pmo_core.model import Grant
from pmo_core.store.database import Database


def preview(staged: Staged, *, grant: Grant) -> Database:
    """
    Load staged rows alone into a database in memory; the caller closes it.

    Raises:
        AnswerNeeded: If a question about the file is still open.
    """
    db = Database.memory()
    commit(db, replace(staged, mode="replace", already_imported=None), grant=grant)
    return db
