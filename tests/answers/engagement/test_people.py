"""What the register and the log of contacts say of each person."""

from __future__ import annotations

from datetime import date

import numpy as np

from pmo_core.answers.engagement.facts import answered
from tests.answers.engagement.register import contacts, noted, person, read, talk
from tests.shelf import Shelf


def test_only_a_two_way_contact_is_a_conversation(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    contacts(
        shelf,
        talk("Ann", "2026-01-10", note="Wants dates."),
        talk("Ann", "2026-03-01", two_way=False, note="Newsletter 3"),
        talk("Ann", "2026-03-05", two_way=None, channel=" Newsletter"),
    )
    people = read(shelf).people
    assert str(people.last_two_way[0]) == "2026-01-10"
    assert str(people.last_contact[0]) == "2026-03-05"
    assert (people.contacts[0], people.conversations[0], people.unsaid[0]) == (3, 1, 0)
    assert people.last_said[0] == "Wants dates."


def test_a_contact_that_does_not_say_is_a_conversation_unless_its_channel_only_sends(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"), person("Ben"), person("Cay"))
    contacts(
        shelf,
        talk("Ann", "2026-01-10", two_way=None),
        talk("Ben", "2026-01-10", two_way=None, channel="Call", follow_up="Send dates"),
        talk("Ben", "2026-02-10", two_way=None, channel="E-mail"),
        talk("Cay", "2026-02-10", channel="Letter"),
    )
    people = read(shelf).people
    assert people.last_two_way.astype(str).tolist() == ["2026-01-10", "2026-01-10", "2026-02-10"]
    assert people.unsaid.tolist() == [1, 1, 0]
    assert [item.text for item in people.follow_up[1]] == ["Send dates"]


def test_a_person_is_found_by_id_and_by_name(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann Lee", stakeholder_id="S1"))
    contacts(
        shelf,
        talk("S1", "2026-01-10", note="First"),
        talk("ann  LEE", "2026-02-10", note="Second"),
        talk("Bob", "2026-02-11"),
    )
    found = read(shelf)
    assert (found.people.conversations[0], found.people.last_said[0]) == (2, "Second")
    assert found.strangers == (("Bob", 1),)


def test_what_comes_after_the_date_does_not_count(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    contacts(shelf, talk("Ann", "2026-03-31", sentiment=1), talk("Ann", "2026-04-01", sentiment=-2))
    found = read(shelf)
    assert str(found.people.last_two_way[0]) == "2026-03-31"
    assert found.moods.value.tolist() == [1.0]


def test_of_two_talks_on_one_day_the_later_entry_is_what_was_said_last(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    contacts(shelf, talk("Ann", "2026-03-01", note="Morning"), talk("Ann", "2026-03-01", note="Evening"))
    assert read(shelf).people.last_said[0] == "Evening"


def test_a_follow_up_is_open_until_the_next_conversation(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    contacts(
        shelf,
        talk("Ann", "2026-01-01", follow_up="Send the plan"),
        talk("Ann", "2026-02-01", follow_up="Bring the sponsor"),
        talk("Ann", "2026-02-10", two_way=False, follow_up="Ring back"),
    )
    assert [item.text for item in read(shelf).people.follow_up[0]] == ["Bring the sponsor", "Ring back"]


def test_a_note_with_an_outcome_closes_what_it_names(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    contacts(shelf, talk("Ann", "2026-02-01", follow_up="Send the plan"))
    noted(
        shelf,
        {"subject_id": "Ann", "type": "action", "text": "send the  plan", "outcome": "Sent on Monday"},
        {"subject_id": "Ann", "type": "action", "text": "Settle the lease", "due": date(2026, 4, 1)},
        {"subject_id": "Ann", "type": "annotation", "text": "Likes figures"},
    )
    items = read(shelf).people.follow_up[0]
    assert [(item.text, item.note) for item in items] == [("Settle the lease", "N1")]
    assert str(items[0].due) == "2026-04-01"


def test_projects_are_found_by_id_or_name_and_the_rest_is_named(shelf: Shelf) -> None:
    shelf.projects({"name": "North depot"}, {"name": "Loyalty app"})
    shelf.stakeholders(person("Ann", project_ids=["loyalty app", "P1", "P1", "P9"]))
    found = read(shelf)
    assert found.projects == ((1, 0),)
    assert found.unknown == (("P9",),)


def test_a_register_without_contacts_or_projects_stands(shelf: Shelf) -> None:
    shelf.stakeholders({"name": "Ann"})
    found = read(shelf)
    assert np.isnan(found.people.power[0])
    assert np.isnat(found.people.last_two_way[0])
    assert (found.people.last_said[0], found.people.follow_up, found.projects) == ("", ((),), ((),))


def test_only_what_a_person_asked_is_answered_not_what_the_pmo_does(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    noted(
        shelf,
        {"subject_id": "Ann", "type": "action", "text": "Win her over", "outcome": "Done"},
        {"subject_id": "Ann", "type": "Question", "text": "When?", "outcome": "In May"},
        {"subject_id": "Ann", "type": "question", "text": "How?", "outcome": None},
    )
    assert answered(shelf.db, read(shelf), 0) == [(None, "When?", "In May")]
