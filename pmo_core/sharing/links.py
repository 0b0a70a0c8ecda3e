"""Links to one check-in: made, rotated, revoked, listed. A token is shown once; only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pmo_core.errors import NotFound, ScenarioError
from pmo_core.limits import LABEL_CHARACTERS, LINK_DAYS, LINK_DAYS_MOST
from pmo_core.model import Grant
from pmo_core.sharing import passphrase as phrase
from pmo_core.store import audit, checkins
from pmo_core.store.database import Database, Reader
from pmo_core.store.transaction import Transaction

TOKEN_BYTES: Final = 32


@dataclass(frozen=True)
class Link:
    """One link. guarded: asks for a passphrase; revoked_at: None while it stands; opens: of sessions."""

    link_id: str
    checkin_id: str
    portfolio: str
    label: str
    guarded: bool
    may_answer: bool
    may_export: bool
    expires_at: datetime
    who: str
    made_at: datetime
    revoked_at: datetime | None
    opens: int
    last_open: datetime | None


@dataclass(frozen=True)
class Issued:
    """A new link with its token, which nobody can look up later."""

    link_id: str
    token: str
    expires_at: datetime


def issue(
    db: Database,
    portfolio: str,
    *,
    checkin_id: str,
    label: str = "",
    days: int = LINK_DAYS,
    passphrase: str = "",
    may_answer: bool = True,
    may_export: bool = False,
    grant: Grant,
) -> Issued:
    """
    Make a link to a check-in, labelled with whom it is for in the sender's words.

    It lasts 1 to LINK_DAYS_MOST `days`. A reader has to know the `passphrase`; empty = nothing.

    Raises:
        AccessDenied: If the grant does not cover `share` of the portfolio.
        NotFound: If there is no such check-in.
        ScenarioError: If the days cannot hold.
    """
    grant.allow("share", portfolio)
    if not 1 <= days <= LINK_DAYS_MOST:
        raise ScenarioError(
            f"A link cannot last {days} days.",
            fix=f"Choose 1 to {LINK_DAYS_MOST} days; {LINK_DAYS} is usual.",
        )
    with db.writing() as tx:
        checkins.one(tx, portfolio, checkin_id=checkin_id)
        made = _write(
            tx,
            portfolio,
            checkin_id=checkin_id,
            label=" ".join(label.split())[:LABEL_CHARACTERS],
            passphrase=phrase.kept(passphrase) if passphrase else None,
            may_answer=may_answer,
            may_export=may_export,
            expires_at=tx.moment + timedelta(days=days),
            grant=grant,
        )
        _record(tx, portfolio, made.link_id, action="share", grant=grant)
    return made


def rotate(db: Database, portfolio: str, *, link_id: str, grant: Grant) -> Issued:
    """
    Give a link another token; the old one opens nothing from the next run on.

    Raises:
        AccessDenied: If the grant does not cover `share` of the portfolio.
        NotFound: If no such link stands.
    """
    grant.allow("share", portfolio)
    with db.writing() as tx:
        link = _standing(tx, portfolio, link_id)
        guard = tx.rows(__file__, "link_passphrase", link_id=link_id)[0][0]
        _end(tx, link)
        made = _write(
            tx,
            portfolio,
            checkin_id=link.checkin_id,
            label=link.label,
            passphrase=guard,
            may_answer=link.may_answer,
            may_export=link.may_export,
            expires_at=link.expires_at,
            grant=grant,
        )
        _record(tx, portfolio, link_id, action="rotate link", grant=grant, became=made.link_id)
    return made


def revoke(db: Database, portfolio: str, *, link_id: str, grant: Grant) -> None:
    """
    End a link; readers who have it open are turned away at their next click.

    Raises:
        AccessDenied: If the grant does not cover `share` of the portfolio.
        NotFound: If no such link stands.
    """
    grant.allow("share", portfolio)
    with db.writing() as tx:
        _end(tx, _standing(tx, portfolio, link_id))
        _record(tx, portfolio, link_id, action="revoke link", grant=grant)


def links(db: Reader, portfolio: str, *, checkin_id: str, grant: Grant) -> list[Link]:
    """
    Give the links to a check-in, revoked ones too, the newest first.

    Raises:
        AccessDenied: If the grant does not cover `share` of the portfolio.
    """
    grant.allow("share", portfolio)
    found = db.rows(__file__, "link_rows", portfolio=portfolio, checkin_id=checkin_id)
    return [Link(*row) for row in found]


def hashed(token: str) -> str:
    """Give what is kept of a token; 256 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _standing(tx: Transaction, portfolio: str, link_id: str) -> Link:
    for made in checkins.checkins(tx, portfolio):
        rows = tx.rows(__file__, "link_rows", portfolio=portfolio, checkin_id=made.checkin_id)
        for link in (Link(*row) for row in rows):
            if link.link_id == link_id and link.revoked_at is None:
                return link
    raise NotFound(
        f"{portfolio!r} has no link {link_id!r} that stands.", fix="Take an id from the list of links."
    )


def _end(tx: Transaction, link: Link) -> None:
    tx.execute(
        "insert into link_events values ($link_id, $portfolio, 'revoked', $now)",
        link_id=link.link_id,
        portfolio=link.portfolio,
        now=tx.moment,
    )


def _write(
    tx: Transaction, portfolio: str, *, expires_at: datetime, grant: Grant, **fields: object
) -> Issued:
    made = Issued(uuid.uuid4().hex[:12], secrets.token_urlsafe(TOKEN_BYTES), expires_at)
    tx.execute(
        "insert into links values ($link_id, $checkin_id, $portfolio, $label, $token_sha256, $passphrase, "
        "$may_answer, $may_export, $expires_at, $who, $now)",
        link_id=made.link_id,
        portfolio=portfolio,
        token_sha256=hashed(made.token),
        expires_at=expires_at,
        who=grant.who,
        now=tx.moment,
        **fields,
    )
    return made


def _record(
    tx: Transaction, portfolio: str, link_id: str, *, action: str, grant: Grant, became: str = ""
) -> None:
    detail = {"link_id": link_id} | ({"became": became} if became else {})
    audit.record(tx, by=grant, action=action, object=portfolio, detail=detail)
