"""The register of stakeholders and what the log of contacts says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_core.measure.arrays import Days, Floats, Texts, Whole, figures
from pmo_core.measure.cadence import ONE_WAY
from pmo_core.measure.links import places, plain
from pmo_core.measure.positions import Column, days, floats, texts
from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database

NEVER = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class OpenItem:
    """
    Something that a person is still owed: promised at or since the last conversation, or noted.

    note: id of the note, '' if it is the follow-up of a contact. since, due: NaT where not said.
    """

    text: str
    since: np.datetime64
    due: np.datetime64
    owner: str
    note: str


@dataclass(frozen=True, eq=False)
class People:
    """
    One place per stakeholder, as the register lists them; '', NaN and NaT mean that there is no value.

    power, interest: 1–5. current, desired: 0 unaware, 1 resistant, 2 neutral, 3 supportive, 4 leading.
    references: projects as written in the register. registered: the day the portfolio first knew the person.
    contacts, conversations: in the log up to the date; only a two-way contact is a conversation. unsaid:
    conversations of which nobody says that they were two-way, by a channel in which people answer. last_said:
    what was noted at the last conversation that has a note, on last_said_on.
    """

    key: Texts
    id: Texts
    name: Texts
    role: Texts
    group: Texts
    channel: Texts
    cares_about: Texts
    owner: Texts
    power: Floats
    interest: Floats
    current: Floats
    desired: Floats
    cadence_days: Floats
    references: tuple[tuple[str, ...], ...]
    registered: Days
    last_two_way: Days
    last_contact: Days
    contacts: Whole
    conversations: Whole
    unsaid: Whole
    last_said: Texts
    last_said_on: Days
    follow_up: tuple[tuple[OpenItem, ...], ...]

    @property
    def size(self) -> int:
        """Number of stakeholders."""
        return int(self.key.size)

    def label(self, place: int) -> str:
        """What to call a person: the name, else the id."""
        return str(self.name[place] or self.id[place] or self.key[place])


@dataclass(frozen=True, eq=False)
class Moods:
    """Sentiments as people entered them, −2 to +2: of whom (place in `People`) and on which day."""

    person: Whole
    day: Days
    value: Floats


@dataclass(frozen=True, eq=False)
class Register:
    """Everybody, their moods, and who is named in the log but not registered, with the number of contacts."""

    people: People
    moods: Moods
    strangers: tuple[tuple[str, int], ...]


def read_register(db: Database, snapshot: Snapshot) -> Register:
    """Read the register with the log of contacts up to the snapshot's date; a name counts as its person."""
    rows = db.rows(
        __file__, "people", version=snapshot.versions.get(Kind.STAKEHOLDERS, 0), portfolio=snapshot.portfolio
    )
    told = list(zip(*rows, strict=True)) if rows else [()] * 15
    key, id_, name, role, group, channel, cares, owner = (_words(column) for column in told[:8])
    at = places(list(zip(told[1], told[2], strict=True)))
    log = db.columns(__file__, "contacts", **snapshot.of(Kind.CONTACTS), one_way=ONE_WAY)
    written = texts(log["person"])
    person = np.array([at.get(plain(one), -1) for one in written], dtype=np.int64)
    two_way = _latest(days(log["last_two_way"]), person, size=len(rows))
    said, said_on = _said(log, person, size=len(rows))
    power, interest, current, desired, cadence = (figures(column) for column in told[8:13])
    people = People(
        key=key,
        id=id_,
        name=name,
        role=role,
        group=group,
        channel=channel,
        cares_about=cares,
        owner=owner,
        power=power,
        interest=interest,
        current=current,
        desired=desired,
        cadence_days=np.where(cadence > 0, cadence, np.nan),
        references=tuple(tuple(one for one in listed or () if one) for listed in told[13]),
        registered=np.array(told[14], dtype="datetime64[D]"),
        last_two_way=two_way,
        last_contact=_latest(days(log["last_contact"]), person, size=len(rows)),
        **{
            name: _counts(log[name], person, size=len(rows))
            for name in ("contacts", "conversations", "unsaid")
        },
        last_said=said,
        last_said_on=said_on,
        follow_up=_owed(db, snapshot, at=at, two_way=two_way),
    )
    strange = zip(written[person < 0], np.ma.getdata(log["contacts"])[person < 0].tolist(), strict=True)
    return Register(
        people, _moods(db, snapshot, person), tuple(sorted(strange, key=lambda one: (-one[1], one[0])))
    )


def _words(column: Sequence[object]) -> Texts:
    return np.array([str(word or "") for word in column], dtype=object)


def _latest(day: Days, person: Whole, *, size: int) -> Days:
    """The latest day of each person, who may be written in several ways."""
    found = np.full(size, np.iinfo(np.int64).min)
    told = (person >= 0) & ~np.isnat(day)
    np.maximum.at(found, person[told], day[told].astype(np.int64))
    return found.astype("datetime64[D]")


def _counts(column: Column, person: Whole, *, size: int) -> Whole:
    known = person >= 0
    return np.bincount(person[known], weights=floats(column)[known], minlength=size).astype(np.int64)


def _said(log: Mapping[str, Column], person: Whole, *, size: int) -> tuple[Texts, Days]:
    """What was said last to whom, and when: of several ways to write a name the latest counts."""
    said, on = np.full(size, "", dtype=object), np.full(size, NEVER)
    day, note = days(log["last_said_on"]), texts(log["last_said"])
    for row in np.argsort(day, kind="stable").tolist():
        if person[row] >= 0 and not np.isnat(day[row]):
            said[person[row]], on[person[row]] = note[row], day[row]
    return said, on


def _moods(db: Database, snapshot: Snapshot, person: Whole) -> Moods:
    read = db.columns(__file__, "sentiments", **snapshot.of(Kind.CONTACTS))
    of = person[np.ma.getdata(read["place"]).astype(np.int64)]
    known = of >= 0
    return Moods(of[known], days(read["day"])[known], floats(read["value"])[known])


def _owed(
    db: Database, snapshot: Snapshot, *, at: Mapping[str, int], two_way: Days
) -> tuple[tuple[OpenItem, ...], ...]:
    """
    What is open per person.

    A follow-up is open from its contact on until the next conversation; a note with an owner, a due date or
    of the type action or question until it has an outcome. A note with the text of a follow-up stands for it.
    """
    found: list[list[OpenItem]] = [[] for _ in two_way]
    noted: set[tuple[int, str]] = set()
    for id_, who, type_, day, text, owner, due, outcome in db.rows(
        __file__, "notes", **snapshot.of(Kind.NOTES)
    ):
        place = at.get(plain(who))
        if place is None or not text:
            continue
        noted.add((place, plain(text)))
        if not outcome and (plain(type_) in ("action", "question", "feedback") or due):
            found[place].append(OpenItem(text, _day(day), _day(due), owner or "", id_ or ""))
    for who, day, text in db.rows(__file__, "promises", **snapshot.of(Kind.CONTACTS), one_way=ONE_WAY):
        place = at.get(plain(who))
        if place is None or (place, plain(text)) in noted:
            continue
        if np.isnat(two_way[place]) or _day(day) >= two_way[place]:
            found[place].append(OpenItem(text, _day(day), NEVER, "", ""))
    return tuple(tuple(items) for items in found)


def _day(value: object) -> np.datetime64:
    return NEVER if value is None else np.datetime64(str(value)[:10], "D")
