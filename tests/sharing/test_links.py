"""Links: only a valid token opens, an end is an end, a passphrase waits, answers stay within their link."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pmo_core.errors import AccessDenied, DatabaseDamaged, NotFound, ScenarioError
from pmo_core.limits import ANSWERS_PER_DAY, WRONG_PASSPHRASES
from pmo_core.model import Grant
from pmo_core.settings import Mode
from pmo_core.sharing import links, reading, roles
from pmo_core.store import audit, checkins, clock
from pmo_core.store.database import Database
from pmo_core.store.deletion import delete_portfolio
from pmo_core.store.versions import save_part
from tests.store.conftest import project_rows, record_of

GRANT = roles.require("share", mode=Mode.LOCAL)
CONTENT = {"sentence": "£1.2bn sits in the wrong horizon", "amount": 1.2e9}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path / "pmo.duckdb")) as opened:
        rows = project_rows({"P1": 1.0})
        with opened.writing() as tx:
            save_part(tx, record_of("list.csv", rows=1), rows=rows, keep=False, grant=GRANT)
        yield opened


@pytest.fixture
def checkin(db: Database) -> str:
    return made(db)


def made(db: Database, portfolio: str = "main") -> str:
    with db.writing() as tx:
        return checkins.freeze(
            tx,
            portfolio=portfolio,
            title="Board, March",
            audience="Board",
            as_of=date(2026, 3, 31),
            snapshot_id="s1",
            asked={"sections": ["verdict"]},
            content=CONTENT,
            method_version="m1",
            grant=GRANT,
        )


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_checkin_is_read_as_it_was_made(db: Database, checkin: str) -> None:
    known = checkins.one(db, "main", checkin_id=checkin)
    assert (known.title, known.asked, known.who) == ("Board, March", {"sections": ["verdict"]}, "local user")
    assert checkins.content(db, known) == CONTENT


def test_a_checkin_that_was_altered_is_not_shown(db: Database, checkin: str) -> None:
    with db.writing() as tx:
        tx.execute("update checkins set content = replace(content, '1.2bn', '9.9bn')")
    with pytest.raises(DatabaseDamaged, match="not as it was stored"):
        checkins.content(db, checkins.one(db, "main", checkin_id=checkin))


def test_a_token_opens_its_link_and_is_kept_nowhere(db: Database, checkin: str) -> None:
    issued = links.issue(db, "main", checkin_id=checkin, label="  For   the chair ", grant=GRANT)
    link = reading.find(db, issued.token)
    assert link is not None
    assert (link.link_id, link.checkin_id, link.label) == (issued.link_id, checkin, "For the chair")
    assert timedelta(days=29) < link.expires_at - clock.now() <= timedelta(days=30)
    db.close()
    assert db.path is not None
    assert issued.token.encode() not in db.path.read_bytes()


def test_no_other_token_opens_anything(db: Database, checkin: str) -> None:
    token = links.issue(db, "main", checkin_id=checkin, grant=GRANT).token
    others = [secrets.token_urlsafe(32) for _ in range(200)]
    others += [
        token[:-1],
        token + "A",
        token.swapcase(),
        token[::-1],
        "",
        " " + token,
        token + "\n",
        "\udcff",
        "'",
    ]
    assert [other for other in others if other != token and reading.find(db, other)] == []


def test_an_expired_link_stays_expired_when_the_clock_goes_back(
    db: Database, checkin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = links.issue(db, "main", checkin_id=checkin, days=1, grant=GRANT)
    at(monkeypatch, issued.expires_at - timedelta(seconds=1))
    assert reading.find(db, issued.token)
    at(monkeypatch, issued.expires_at + timedelta(hours=1))
    assert reading.find(db, issued.token) is None
    made(db)  # an act that is later than the expiry
    at(monkeypatch, issued.expires_at - timedelta(hours=1))
    assert reading.find(db, issued.token) is None


def test_revoked_rotated_and_orphaned_links_open_nothing(db: Database, checkin: str) -> None:
    first = links.issue(db, "main", checkin_id=checkin, passphrase="open sesame", grant=GRANT)
    links.revoke(db, "main", link_id=first.link_id, grant=GRANT)
    assert reading.find(db, first.token) is None
    with pytest.raises(NotFound, match="no link"):
        links.revoke(db, "main", link_id=first.link_id, grant=GRANT)
    second = links.issue(db, "main", checkin_id=checkin, label="Chair", passphrase="sesame", grant=GRANT)
    third = links.rotate(db, "main", link_id=second.link_id, grant=GRANT)
    link = reading.find(db, third.token)
    assert reading.find(db, second.token) is None
    assert link is not None
    assert (link.label, link.guarded, link.expires_at) == ("Chair", True, second.expires_at)
    with db.writing() as tx:
        checkins.delete(tx, "main", checkin_id=checkin, grant=GRANT)
    assert reading.find(db, third.token) is None
    assert checkins.checkins(db, "main") == []


def test_the_list_says_how_often_a_link_was_opened(db: Database, checkin: str) -> None:
    issued = links.issue(db, "main", checkin_id=checkin, grant=GRANT)
    links.issue(db, "main", checkin_id=checkin, label="Other", grant=GRANT)
    link = reading.find(db, issued.token)
    assert link is not None
    reading.opened(db, link)
    reading.opened(db, link)
    said = {
        one.label: (one.opens, one.last_open is not None)
        for one in links.links(db, "main", checkin_id=checkin, grant=GRANT)
    }
    assert said == {"": (2, True), "Other": (0, False)}


def test_after_five_wrong_passphrases_a_link_waits(
    db: Database, checkin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = links.issue(db, "main", checkin_id=checkin, passphrase="open sesame", grant=GRANT)
    link = reading.find(db, issued.token)
    assert link is not None
    assert reading.unlock(db, link, passphrase="open sesame") == "open"
    assert [reading.unlock(db, link, passphrase="Open sesame") for _ in range(WRONG_PASSPHRASES)] == [
        "wrong"
    ] * 5
    assert reading.unlock(db, link, passphrase="open sesame") == "wait"
    at(monkeypatch, clock.now() + timedelta(minutes=16))
    assert reading.unlock(db, link, passphrase="open sesame") == "open"


def test_a_reader_answers_within_bounds(db: Database, checkin: str) -> None:
    link = reading.find(db, links.issue(db, "main", checkin_id=checkin, label="Chair", grant=GRANT).token)
    assert link is not None
    for number in range(ANSWERS_PER_DAY):
        reading.answer(
            db, link, choice="approve", subject="Pause A", comment=f" Yes {number} ", name="J.  Doe"
        )
    with pytest.raises(ScenarioError, match="all the answers of a day"):
        reading.answer(db, link, choice="approve")
    newest = reading.answers(db, "main", checkin_id=checkin, grant=GRANT)[0]
    assert (newest.label, newest.subject, newest.choice, newest.comment, newest.name) == (
        "Chair", "Pause A", "approve", "Yes 19", "J. Doe",
    )  # fmt: skip
    assert audit.verify(db).ok


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"choice": "drop table"}, "is no answer"),
        ({"choice": "approve", "comment": "x" * 2001}, "comment has 2,001"),
        ({"choice": "approve", "name": "x" * 81}, "name has 81"),
    ],
)
def test_what_does_not_fit_is_not_kept(db: Database, checkin: str, said: dict[str, str], words: str) -> None:
    link = reading.find(db, links.issue(db, "main", checkin_id=checkin, grant=GRANT).token)
    assert link is not None
    with pytest.raises(ScenarioError, match=words):
        reading.answer(db, link, **said)
    assert reading.answers(db, "main", checkin_id=checkin, grant=GRANT) == []


def test_a_link_that_takes_no_answers_takes_none(db: Database, checkin: str) -> None:
    issued = links.issue(db, "main", checkin_id=checkin, may_answer=False, grant=GRANT)
    link = reading.find(db, issued.token)
    assert link is not None
    with pytest.raises(AccessDenied, match="may not answer"):
        reading.answer(db, link, choice="approve")
    for action in roles.ROLES_OF:
        with pytest.raises(AccessDenied, match="may not"):
            reading.grant_of_link(link).allow(action, "main")


def test_only_those_who_share_make_list_and_end_links(db: Database, checkin: str) -> None:
    viewer = roles.grant_of(roles.Role.VIEWER, who="v")
    acts = (
        lambda grant: links.issue(db, "main", checkin_id=checkin, grant=grant),
        lambda grant: links.links(db, "main", checkin_id=checkin, grant=grant),
        lambda grant: links.revoke(db, "main", link_id="x", grant=grant),
        lambda grant: links.rotate(db, "main", link_id="x", grant=grant),
    )
    for act in acts:
        for grant in (viewer, Grant("m", "manager", GRANT.actions, frozenset({"other"}))):
            with pytest.raises(AccessDenied, match="may not share"):
                act(grant)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_every_link_expires_within_a_year(db: Database, checkin: str, days: int) -> None:
    with pytest.raises(ScenarioError, match="cannot last"):
        links.issue(db, "main", checkin_id=checkin, days=days, grant=GRANT)


def test_a_deleted_portfolio_takes_its_links_with_it(db: Database, checkin: str) -> None:
    issued = links.issue(db, "main", checkin_id=checkin, grant=GRANT)
    delete_portfolio(db, "main", grant=GRANT)
    assert reading.find(db, issued.token) is None
