"""The one way in and back out: stage a file, look at it, commit it, undo it."""

from __future__ import annotations

from pmo_core.importing.bad_rows import bad_rows, file_name
from pmo_core.importing.commit import Loaded, commit, commit_together
from pmo_core.importing.demo import DEMO, seed_demo
from pmo_core.importing.leaving import leaving
from pmo_core.importing.outlook import Outlook, outlook
from pmo_core.importing.settings import save_settings
from pmo_core.importing.stage import Staged, stage
from pmo_core.importing.undo import take_back, undo

__all__ = [
    "DEMO",
    "Loaded",
    "Outlook",
    "Staged",
    "bad_rows",
    "commit",
    "commit_together",
    "file_name",
    "leaving",
    "outlook",
    "save_settings",
    "seed_demo",
    "stage",
    "take_back",
    "undo",
]
