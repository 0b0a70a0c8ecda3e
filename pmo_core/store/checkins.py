"""Check-ins as they were made: the computed result with its hash, never overwritten."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pmo_core.errors import DatabaseDamaged, NotFound
from pmo_core.model import Grant
from pmo_core.store import audit
from pmo_core.store.database import Reader
from pmo_core.store.transaction import Transaction


@dataclass(frozen=True)
class Checkin:
    """
    One check-in. asked: scenario, period, sections and redaction it was made with; snapshot_id: the data it
    pins; method_version: of the definitions of its figures.
    """

    checkin_id: str
    portfolio: str
    title: str
    audience: str
    as_of: date
    snapshot_id: str
    asked: Mapping[str, Any]
    sha256: str
    method_version: str
    who: str
    made_at: datetime


def freeze(
    tx: Transaction,
    *,
    portfolio: str,
    title: str,
    audience: str,
    as_of: date,
    snapshot_id: str,
    asked: Mapping[str, Any],
    content: Mapping[str, Any],
    method_version: str,
    grant: Grant,
) -> str:
    """
    Keep a computed result for good; gives its id.

    Raises:
        AccessDenied: If the grant does not cover `share` of the portfolio.
    """
    grant.allow("share", portfolio)
    said, number = _written(content), uuid.uuid4().hex[:12]
    sealed = hashlib.sha256(said.encode()).hexdigest()
    tx.execute(
        "insert into checkins values ($seq, $checkin_id, $portfolio, $title, $audience, $as_of, "
        "$snapshot_id, $asked, $content, $sha256, $method_version, false, $who, $now)",
        seq=tx.rows(__file__, "checkin_next")[0][0],
        checkin_id=number,
        portfolio=portfolio,
        title=title,
        audience=audience,
        as_of=as_of,
        snapshot_id=snapshot_id,
        asked=_written(asked),
        content=said,
        sha256=sealed,
        method_version=method_version,
        who=grant.who,
        now=tx.moment,
    )
    detail = {"checkin_id": number, "title": title, "sha256": sealed}
    audit.record(tx, by=grant, action="check-in", object=portfolio, detail=detail)
    return number


def checkins(db: Reader, portfolio: str) -> list[Checkin]:
    """Every check-in of a portfolio that was not deleted, the newest first."""
    return [_read(row) for row in db.rows(__file__, "checkin_rows", portfolio=portfolio)]


def one(db: Reader, portfolio: str, *, checkin_id: str) -> Checkin:
    """
    Look up a check-in by its id.

    Raises:
        NotFound: If the portfolio has no such check-in.
    """
    for made in checkins(db, portfolio):
        if made.checkin_id == checkin_id:
            return made
    raise NotFound(
        f"{portfolio!r} has no check-in {checkin_id!r}.", fix="Take an id from the list of check-ins."
    )


def content(db: Reader, made: Checkin) -> dict[str, Any]:
    """
    Give the result that was computed when the check-in was made.

    Raises:
        DatabaseDamaged: If it is not what was stored.
    """
    found = db.rows(__file__, "checkin_content", portfolio=made.portfolio, checkin_id=made.checkin_id)
    said = str(found[0][0]) if found else ""
    if hashlib.sha256(said.encode()).hexdigest() != made.sha256:
        raise DatabaseDamaged(
            f"The check-in {made.title!r} is not as it was stored.", fix="Restore the last backup."
        )
    whole: dict[str, Any] = json.loads(said)
    return whole


def delete(tx: Transaction, portfolio: str, *, checkin_id: str, grant: Grant) -> Checkin:
    """
    Delete a check-in; its links open nothing from then on.

    Raises:
        AccessDenied: If the grant does not cover `share` of the portfolio.
        NotFound: If there is no such check-in.
    """
    grant.allow("share", portfolio)
    made = one(tx, portfolio, checkin_id=checkin_id)
    tx.execute(
        "insert into checkins (seq, checkin_id, portfolio, deleted, who, made_at) "
        "values ($seq, $checkin_id, $portfolio, true, $who, $now)",
        seq=tx.rows(__file__, "checkin_next")[0][0],
        checkin_id=checkin_id,
        portfolio=portfolio,
        who=grant.who,
        now=tx.moment,
    )
    detail = {"checkin_id": checkin_id, "title": made.title}
    audit.record(tx, by=grant, action="delete check-in", object=portfolio, detail=detail)
    return made


def _written(said: Mapping[str, Any]) -> str:
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True, allow_nan=False)


def _read(row: tuple[Any, ...]) -> Checkin:
    number, portfolio, title, audience, as_of, snapshot_id, asked, *rest = row
    return Checkin(number, portfolio, title, audience, as_of, snapshot_id, json.loads(asked), *rest)
