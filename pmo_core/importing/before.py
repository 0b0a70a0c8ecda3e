"""What a portfolio has of one kind before a file is saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database


@dataclass(frozen=True, eq=False)
class Before:
    """The rows of a version and what belongs to them, each read once, when it is first asked for."""

    db: Database
    kind: Kind
    version: int

    @cached_property
    def rows(self) -> pa.Table:
        """The rows, the newest part counting per key."""
        return versions.rows_of(self.db, self.kind, version=self.version)

    @cached_property
    def missing(self) -> pa.Table:
        """Why cells of projects hold no value: key, field, kind, raw."""
        return self._told("missing_now")

    @cached_property
    def scores(self) -> pa.Table:
        """Own criteria of projects: key, name, value."""
        return self._told("scores_now")

    def _told(self, query: str) -> pa.Table:
        frame = self.db.frame(__file__, query, version=self.version)
        types = [(name, pa.float64() if name == "value" else pa.string()) for name in frame.columns]
        return pa.Table.from_pandas(frame, schema=pa.schema(types), preserve_index=False)
