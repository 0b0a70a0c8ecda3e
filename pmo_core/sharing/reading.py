"""What a token opens, checked anew in every run; and what its reader may do: read, answer, nothing else."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from pmo_core.errors import ScenarioError
from pmo_core.limits import (
    ANSWER_CHARACTERS,
    ANSWERS_PER_DAY,
    NAME_CHARACTERS,
    PASSPHRASE_MINUTES,
    WRONG_PASSPHRASES,
)
from pmo_core.model import Grant
from pmo_core.sharing import passphrase as phrase
from pmo_core.sharing.links import Link, hashed
from pmo_core.sharing.roles import Role
from pmo_core.store import audit, clock
from pmo_core.store.database import Database, Reader

Unlocked: TypeAlias = Literal["open", "wrong", "wait"]
CHOICES: Final = {
    "acknowledge": "Acknowledged",
    "approve": "Approved",
    "decline": "Declined",
    "ask": "Asked for more",
}
"""What a reader can answer, with the word for it."""


@dataclass(frozen=True)
class Answer:
    """What a reader said; `subject` is the decision that was asked for, None = the check-in as a whole."""

    answer_id: str
    link_id: str
    label: str
    subject: str | None
    choice: str
    comment: str
    name: str
    made_at: datetime


def find(db: Database, token: str) -> Link | None:
    """
    Give the link of a token while it stands; None for one that is forged, expired, revoked or orphaned alike.

    A clock that was set back by less than a day brings no expired link to life.
    """
    sealed = hashed(token)
    rows = db.rows(__file__, "link_of_token", token_sha256=sealed)
    present = clock.moment(db.last_act)
    for stored, _, *fields in rows:
        link = Link(*fields)
        if secrets.compare_digest(stored, sealed) and present < link.expires_at:
            return link
    return None


def unlock(db: Database, link: Link, *, passphrase: str) -> Unlocked:
    """
    Try a passphrase; after WRONG_PASSPHRASES wrong ones the link waits, whoever asks.

    Returns:
        `open`, `wrong`, or `wait` without having tried it.
    """
    since = clock.moment(db.last_act) - timedelta(minutes=PASSPHRASE_MINUTES)
    if _tries(db, link, since=since) >= WRONG_PASSPHRASES:
        return "wait"
    stored = db.rows(__file__, "link_passphrase", link_id=link.link_id)[0][0]
    if stored is None or phrase.fits(passphrase, stored):
        return "open"
    _note(db, link, "wrong passphrase")
    return "wrong"


def opened(db: Database, link: Link) -> None:
    """Count that a session has opened the link; nothing is counted where nothing can be written."""
    if not db.read_only:
        _note(db, link, "opened")


def answer(
    db: Database, link: Link, *, choice: str, subject: str | None = None, comment: str = "", name: str = ""
) -> str:
    """
    Keep what the reader of a link says; gives the id of the answer.

    `choice` is one of CHOICES, `subject` the decision that it answers (None = the check-in as a whole),
    `name` as typed: no proven identity.

    Raises:
        AccessDenied: If the link does not let its readers answer.
        ScenarioError: If it is none of CHOICES, a text is too long, or the day is full.
    """
    grant = grant_of_link(link)
    grant.allow("answer", link.portfolio)
    _check(choice, comment, name)
    number = uuid.uuid4().hex[:12]
    with db.writing() as tx:
        since = tx.moment - timedelta(days=1)
        if tx.rows(__file__, "answers_since", link_id=link.link_id, since=since)[0][0] >= ANSWERS_PER_DAY:
            raise ScenarioError("This link has taken all the answers of a day.", fix="Answer tomorrow.")
        tx.execute(
            "insert into link_answers values ($answer_id, $link_id, $checkin_id, $portfolio, $subject, "
            "$choice, $comment, $name, $now)",
            answer_id=number,
            link_id=link.link_id,
            checkin_id=link.checkin_id,
            portfolio=link.portfolio,
            subject=subject,
            choice=choice,
            comment=comment.strip(),
            name=" ".join(name.split()),
            now=tx.moment,
        )
        detail = {"answer_id": number, "link_id": link.link_id, "choice": choice}
        audit.record(tx, by=grant, action="answer", object=link.portfolio, detail=detail)
    return number


def answers(db: Reader, portfolio: str, *, checkin_id: str, grant: Grant) -> list[Answer]:
    """
    Give what readers said of a check-in, the newest first.

    Raises:
        AccessDenied: If the grant does not cover `read` of the portfolio.
    """
    grant.allow("read", portfolio)
    rows = db.rows(__file__, "answer_rows", portfolio=portfolio, checkin_id=checkin_id)
    return [Answer(*row) for row in rows]


def grant_of_link(link: Link) -> Grant:
    """All that a reader of the link may do, in its portfolio and nowhere else."""
    may = {"answer"} if link.may_answer else set[str]()
    return Grant(f"link {link.link_id}", Role.LINK, frozenset(may), frozenset({link.portfolio}))


def _check(choice: str, comment: str, name: str) -> None:
    if choice not in CHOICES:
        raise ScenarioError(f"{choice!r} is no answer.", fix=f"Choose one of {', '.join(CHOICES.values())}.")
    for said, text, most in (("comment", comment, ANSWER_CHARACTERS), ("name", name, NAME_CHARACTERS)):
        if len(text) > most:
            raise ScenarioError(f"The {said} has {len(text):,} characters.", fix=f"Keep it to {most:,}.")


def _tries(db: Reader, link: Link, *, since: datetime) -> int:
    return int(db.rows(__file__, "link_tries", link_id=link.link_id, since=since)[0][0])


def _note(db: Database, link: Link, event: str) -> None:
    with db.writing() as tx:
        tx.execute(
            "insert into link_events values ($link_id, $portfolio, $event, $now)",
            link_id=link.link_id,
            portfolio=link.portfolio,
            event=event,
            now=tx.moment,
        )
