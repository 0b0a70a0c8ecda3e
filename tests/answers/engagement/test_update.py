"""The tailored update: facts of the person's own projects, nothing about others, at three lengths."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_core.answers.engagement.discretion import discretion
from pmo_core.answers.engagement.facts import answered, gather
from pmo_core.answers.engagement.news import news
from pmo_core.answers.engagement.update import (
    LENGTHS,
    Length,
    Update,
    as_markdown,
    as_text,
    length_for,
    plan,
    update_of,
    win,
)
from pmo_core.model import Kind
from tests.answers.engagement.register import contacts, noted, person, talk
from tests.shelf import Shelf

ANN = person(
    "Ann Lee",
    role="Sponsor",
    channel="mail",
    cares_about="Roof repairs",
    current_level=1,
    desired_level=4,
    project_ids=["P1", "P2", "P4"],
)


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    """Ann with three projects, one of them finished, beside Ben Ode with a project of his own."""
    shelf.projects(
        {"name": "Shops", "finish": date(2026, 9, 30), "owner": "Cay Fox"},
        {"name": "Roof", "horizon": "long", "finish": date(2031, 1, 31)},
        {"name": "Ben's own", "finish": date(2026, 8, 31)},
        {"name": "Tills", "status_standard": "done", "done": date(2026, 3, 2)},
    )
    shelf.stakeholders(ANN, person("Ben Ode", role="Chair", project_ids=["P3"]))
    steps = [
        ("M1", "First shop", "P1", date(2026, 1, 5), date(2026, 1, 20), date(2026, 1, 20)),
        ("M2", "Second shop", "P1", date(2026, 3, 1), date(2026, 3, 10), None),
        ("M3", "Repairs agreed", "P2", date(2026, 5, 1), date(2026, 5, 4), None),
        ("M4", "Old step", "P2", date(2020, 5, 1), None, date(2020, 5, 1)),
    ]
    names = ("milestone_id", "name", "project_id", "baseline_date", "forecast_date", "actual_date")
    rows = [dict(zip(names, step, strict=True)) for step in steps]
    shelf.lay(Kind.MILESTONES, rows, keys=[step[0] for step in steps])
    told = {"project_id": "P4", "currency": "GBP"}
    benefits = [
        {**told, "date": date(2026, 2, 28), "planned": 200.0, "realised": 150.0},
        {**told, "date": date(2026, 3, 31), "planned": 200.0, "realised": None},
        {**told, "date": date(2025, 2, 28), "planned": 900.0, "realised": 900.0},
    ]
    shelf.lay(Kind.BENEFITS, benefits, keys=["b1", "b2", "b3"])
    return shelf


def drawn(shelf: Shelf, *, length: Length | None = None, roles_only: bool = False) -> Update:
    facts = gather(shelf.db, shelf.snapshot())
    answers = answered(shelf.db, facts, 0)
    told = news(shelf.db, facts)
    return update_of(facts, told, place=0, answers=answers, length=length, roles_only=roles_only)


def lines(update: Update, title: str) -> list[str]:
    return [line.text for part in update.sections if part.title.startswith(title) for line in part.lines]


def test_it_tells_what_was_delivered_what_comes_and_what_the_long_term_holds(full: Shelf) -> None:
    update = drawn(full)
    assert lines(update, "Delivered since 31 Dec 2025") == [
        "Tills: £150 of benefit arrived, of £200 planned",
        "Tills: finished on 2 Mar 2026",
        "Shops: First shop, reached on 20 Jan 2026, 15 days later than planned",
    ]
    assert lines(update, "Next steps") == [
        "Roof: Repairs agreed, expected on 4 May 2026, 3 days later than planned",
        "Shops: Second shop was due on 10 Mar 2026 and is not reported as reached",
    ]
    assert lines(update, "Short term") == ["Shops: to finish on 30 Sep 2026"]
    assert lines(update, "Long term") == ["Roof: to finish on 31 Jan 2031"]


def test_the_win_and_the_plan_to_tell_are_one_fact_each(full: Shelf) -> None:
    facts = gather(full.db, full.snapshot())
    told = news(full.db, facts)
    assert win(facts, told, place=0) == "Tills: £150 of benefit arrived, of £200 planned"
    assert plan(facts, told, place=0) == "Roof: to finish on 31 Jan 2031"
    assert plan(facts, told, place=1) == ""


def test_what_was_said_is_owed_and_done_is_told_too(full: Shelf) -> None:
    contacts(full, talk("Ann Lee", "2026-03-20", note="Wants dates in writing.", follow_up="Send the dates"))
    noted(full, {"subject_id": "Ann Lee", "type": "question", "text": "When?", "outcome": "In May"})
    update = drawn(full)
    assert lines(update, "Noted when we last spoke, 20 Mar 2026") == ["Wants dates in writing."]
    assert lines(update, "Still open") == ["Send the dates."]
    assert lines(update, "You said, we did") == ["When? We did: In May."]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(
    "note",
    [
        "Is resistant to the plan.",
        "Stays neutral for now.",
        "Angry with Ben about the roof.",
        "BEN ODE will not come. Ode said so.",
        "Fox is late again.",
    ],
)
def test_no_length_repeats_a_level_or_names_anybody_else(full: Shelf, note: str, length: Length) -> None:
    contacts(full, talk("Ann Lee", "2026-03-20", note=note, follow_up=note))
    update = drawn(full, length=length)
    text = as_text(update)
    assert note.rstrip(".") not in text
    assert not any(word in text for word in ("Ben", "Fox", "Cay", "Ode", "esistant", "neutral"))
    assert "2 entries left out" in update.remarks[0]


def test_a_step_that_names_somebody_else_is_left_out_and_one_with_a_shared_word_is_not(shelf: Shelf) -> None:
    shelf.projects({"name": "Port lights", "horizon": "long"})
    shelf.stakeholders(person("Ann Lee", project_ids=["P1"]), person("Port authority"), person("Ben Ode"))
    rows = [
        {"name": "Port lit", "project_id": "P1", "forecast_date": date(2026, 6, 1)},
        {"name": "Ben Ode signs", "project_id": "P1", "forecast_date": date(2026, 7, 1)},
    ]
    shelf.lay(Kind.MILESTONES, rows, keys=["a", "b"])
    assert lines(drawn(shelf), "Next steps") == ["Port lights: Port lit, expected on 1 Jun 2026"]


@pytest.mark.parametrize(
    "note",
    [
        "as ben told us",
        "Odes Plan ist besser",
        "Ben's view differs",
        "MULLER agrees",
        "müller agrees",
        "Ng agrees",
        "Works Council agrees",
        "ist ablehnend",
        "reste réticente",
    ],
)
def test_a_name_is_known_by_its_parts_in_any_case_and_spelling(note: str) -> None:
    rules = discretion(["Ann Lee", "Ben Ode", "Jörg Müller", "Ng, Li", "Works council"], own="Ann Lee")
    assert not rules.repeats(note)


@pytest.mark.parametrize(
    "note", ["The port works well", "Ann wants li-ion cells", "lee side", "The council of works"]
)
def test_words_that_only_look_like_parts_of_a_name_are_repeated(note: str) -> None:
    names = ["Ann Lee", "Ng, Li", "Works council", "Port Authority"]
    assert discretion(names, own="Ann Lee", usual=["Port lights"]).repeats(note)


@pytest.mark.parametrize("step", ["Ben Ode signs", "BEN ODE signs", "B. Ode signs", "Signed by Li Ng"])
def test_a_fact_names_somebody_in_full_in_either_order_or_by_a_letter(step: str) -> None:
    rules = discretion(["Ann Lee", "Ben Ode", "Ng, Li"], own="Ann Lee")
    assert not rules.tells(step)
    assert rules.tells("Ben line signed")


@pytest.mark.parametrize("length", LENGTHS)
def test_where_only_roles_are_shown_the_person_has_no_name(full: Shelf, length: Length) -> None:
    contacts(full, talk("Ann Lee", "2026-03-20", note="Ann wants dates."))
    update = drawn(full, length=length, roles_only=True)
    assert update.subject == "Update for Sponsor, 31 Mar 2026"
    assert "Ann" not in as_text(update)
    assert "Ann" not in as_markdown(update)


def test_who_cares_about_the_years_ahead_reads_of_the_long_term_first(shelf: Shelf) -> None:
    shelf.projects({"horizon": "long"}, {"horizon": "short"})
    shelf.stakeholders(person("Ann", cares_about="What our future holds", project_ids=["P1", "P2"]))
    assert [part.title for part in drawn(shelf).sections] == ["Long term", "Short term"]


def test_the_length_follows_the_channel_and_a_message_is_one_line(full: Shelf) -> None:
    found = [length_for(channel) for channel in ("Meeting", "phone call", "Teams chat", "letter", "")]
    assert found == ["meeting", "meeting", "line", "mail", "mail"]
    assert drawn(full).length == "mail"
    assert as_text(drawn(full, length="line")).count("\n") == 1
    mail, meeting = (as_text(drawn(full, length=one)) for one in ("mail", "meeting"))
    assert mail.count("\n- ") > meeting.count("\n- ") == 4


def test_without_a_project_it_says_so_to_the_sender_and_invents_nothing(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"))
    update = drawn(shelf)
    assert "There is no news of your projects" in as_text(update)
    assert "No project of the portfolio is linked" in update.remarks[0]


def test_names_from_a_file_mean_nothing_in_markdown(shelf: Shelf) -> None:
    shelf.projects({"name": "**Bold** [x](http://a.b)", "horizon": "short"})
    shelf.stakeholders(person("Ann", project_ids=["P1"]))
    assert "**Bold**" not in as_markdown(drawn(shelf))
    assert "**Bold**" in as_text(drawn(shelf))


def test_days_later_are_counted_from_the_first_promise_as_on_the_roadmap(full: Shelf) -> None:
    """A later baseline, or a report of the same milestone at another date, resets nothing."""
    step = {"milestone_id": "M1", "name": "First shop", "project_id": "P1"}
    reports = [
        (date(2025, 12, 31), date(2026, 4, 1), date(2026, 4, 1), None),
        (date(2026, 3, 31), date(2026, 4, 11), date(2026, 4, 21), None),
    ]
    rows = [
        {**step, "as_of": on, "baseline_date": base, "forecast_date": day, "done_share": done}
        for on, base, day, done in reports
    ]
    full.lay(Kind.MILESTONES, rows, keys=[f"M1 | {row['as_of']}" for row in rows])
    assert lines(drawn(full), "Next steps") == [
        "Shops: First shop, expected on 21 Apr 2026, 20 days later than planned"
    ]
    reached = {**rows[1], "forecast_date": date(2026, 3, 20), "done_share": 1.0}
    full.lay(Kind.MILESTONES, [rows[0], reached], keys=["M1 | 2025-12-31", "M1 | 2026-03-31"])
    assert "Shops: First shop, reached on 20 Mar 2026, 12 days earlier than planned" in lines(
        drawn(full), "Delivered"
    )


def test_a_finish_that_moved_is_told_with_its_days(full: Shelf) -> None:
    row = {"project_id": "P1", "name": "Shops"}
    full.projects(
        {**row, "as_of": date(2025, 12, 31), "finish": date(2026, 8, 31)},
        {**row, "as_of": date(2026, 3, 31), "finish": date(2026, 9, 30)},
    )
    assert lines(drawn(full), "Short term") == ["Shops: to finish on 30 Sep 2026, 30 days later than planned"]
