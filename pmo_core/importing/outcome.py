"""What became of an import whose answer was lost: the truth, by its import id."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_core.store.database import Reader
from pmo_core.store.versions import find_import


@dataclass(frozen=True)
class Outcome:
    """Whether an import is in the database; `version` is 0 if it is not."""

    version: int

    @property
    def loaded(self) -> bool:
        """Whether it became durable, as a whole; there is nothing in between."""
        return self.version > 0

    def in_words(self, label: str) -> str:
        """The sentence for whoever never got an answer; `label` is the name of the file."""
        if self.loaded:
            return f"{label} was loaded, as version {self.version}. Saving it again changes nothing."
        return f"{label} was not loaded; nothing of it is there. Save it again: it will count once."


def outcome(db: Reader, import_id: str) -> Outcome:
    """
    Look up an import whose answer never came: the process was killed, or the connection was lost.

    Raises:
        StoreError: If the database cannot be read; then nobody knows, and nobody is told "failed".
    """
    return Outcome(int(find_import(db, import_id) or 0))
