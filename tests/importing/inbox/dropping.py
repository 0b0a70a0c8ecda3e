"""What the tests put into an inbox, and who does it."""

from __future__ import annotations

from pathlib import Path

from pmo_core.importing import inbox
from pmo_core.importing.dropped import Dropped
from pmo_core.sharing.roles import Role, grant_of

GRANT = grant_of(Role.MANAGER, who="somebody")
CONTENT = b"name,budget\nA,1\n"


def drop(folder: Path, name: str = "projects.csv", content: bytes = CONTENT) -> Path:
    """Write a file into the inbox."""
    path = folder / name
    path.write_bytes(content)
    return path


def only(folder: Path) -> Dropped:
    """The one file that waits."""
    (found,) = inbox.waiting(folder).files
    return found
