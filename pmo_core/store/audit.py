"""Who did what: an append-only chain, each row sealed by the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pmo_core.model import Grant
from pmo_core.store.database import Reader
from pmo_core.store.transaction import Transaction

WORKSPACE = "the whole workspace"
"""Object of acts that concern no single portfolio; a grant for some portfolios does not cover it."""


@dataclass(frozen=True)
class ChainCheck:
    """Whether the chain holds; `broken_at` is the first row that does not fit."""

    rows: int
    broken_at: int | None

    @property
    def ok(self) -> bool:
        """Whether every row is as it was written."""
        return self.broken_at is None


def record(
    tx: Transaction, *, by: Grant, action: str, object: str, detail: Mapping[str, object] | None = None
) -> None:
    """Add one act to the chain, in the transaction of the act itself."""
    last = tx.rows(__file__, "audit_last")
    seq, previous = last[0] if last else (0, "")
    said = json.dumps(dict(detail or {}), sort_keys=True, ensure_ascii=False, default=str)
    row = (seq + 1, tx.moment, by.who, str(by.role), action, object, said)
    sealed = _seal(previous, row)
    tx.execute(
        "insert into audit values "
        "($seq, $made_at, $who, $role, $action, $object, $detail, $prev_hash, $hash)",
        **dict(zip(("seq", "made_at", "who", "role", "action", "object", "detail"), row, strict=True)),
        prev_hash=previous,
        hash=sealed,
    )
    tx.proof = sealed


def verify(db: Reader) -> ChainCheck:
    """Recompute the chain; an altered, removed or inserted row is found, a cut-off end is not."""
    previous, expected = "", 1
    rows = db.rows(__file__, "audit_rows")
    for *row, prev_hash, sealed in rows:
        if row[0] != expected or prev_hash != previous or _seal(previous, tuple(row)) != sealed:
            return ChainCheck(len(rows), broken_at=expected)
        previous, expected = sealed, expected + 1
    return ChainCheck(len(rows), broken_at=None)


def _seal(previous: str, row: tuple[object, ...]) -> str:
    canonical = json.dumps(row, ensure_ascii=False, default=_iso)
    return hashlib.sha256((previous + canonical).encode()).hexdigest()


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
