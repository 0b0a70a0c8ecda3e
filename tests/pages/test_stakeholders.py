"""Stakeholders: who is next, filters in the address, a contact is logged and taken back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.people import desk
from tests.pages.conftest import assert_whole, open_page
from tests.pages.test_entry import load
from tests.pages.what_if import plan_of, press, said, unfold

PEOPLE = """Name,Role,Group,Power,Interest,Current level,Desired level,Cadence days,Channel,Cares about,Owner
Ann Hall,Director,Board,5,5,resistant,supportive,30,call,Cash,Olaf Moe
Ben Low,Expert,Staff,2,4,neutral,supportive,30,meeting,Time,
Cay Dee,,Staff,4,4,supportive,supportive,,,,
"""
CONTACTS = """Date,Stakeholder,Channel,Two-way,Sentiment,Note
2026-01-10,Ann Hall,call,yes,-1,Wants dates
2026-02-01,Ben Low,meeting,yes,1,Fine
"""
PARTS = (
    "matrix",
    "overdue",
    "moods",
    "groups",
    "points",
    "alone",
    "table",
    "method",
    "log",
    "asked",
    "feedback",
    "update",
)


def opened(query: dict[str, str] | None = None) -> AppTest:
    return open_page("stakeholders", {"v": "1", "portfolio": "main", **(query or {})})


@pytest.fixture
def listed(empty_workspace: Path) -> None:
    load("ID,Project,As of\nP1,Portal,2026-03-31\n")
    load(PEOPLE)
    load(CONTACTS)


def test_without_stakeholders_it_says_what_to_load(empty_workspace: Path) -> None:
    load("ID,Project,As of\nP1,Portal,2026-03-31\n")
    at = opened()
    assert_whole(at)
    assert "no stakeholders yet" in said(at)
    assert [one.label for one in at.get("download_button")] == [
        "Template for stakeholders and contacts (XLSX)"
    ]


@pytest.mark.usefixtures("listed")
def test_the_first_screen_answers_before_it_shows() -> None:
    at = opened()
    assert_whole(at)
    assert "Talk to Ann Hall next: 50 days overdue." in said(at)
    assert [one.label for one in at.metric] == [
        "Where they are needed",
        "Overdue for a talk",
        "Carried by one person",
    ]
    assert "Last said, 10 Jan 2026: Wants dates" in said(at)
    assert len(at.get("vega_lite_chart")) == 1


@pytest.mark.usefixtures("listed")
def test_a_person_is_opened_and_stays_in_the_address() -> None:
    at = press(opened(), "Open")
    assert_whole(at)
    assert "Power 5 of 5, interest 5 of 5: manage closely." in said(at)
    assert plan_of(at)["s.person"]
    again = opened(plan_of(at))
    assert plan_of(again) == plan_of(at)
    assert said(again) == said(at)


@pytest.mark.usefixtures("listed")
def test_filters_are_in_the_address_and_what_does_not_fit_is_named() -> None:
    at = opened({"s.group": "Staff", "s.attention": "dancing"})
    assert_whole(at)
    assert "asks for the attention 'dancing'" in said(at)
    assert "Talk to Ben Low next" in said(at)
    assert plan_of(at)["s.group"] == "Staff"
    at.text_input(key="people filter text").set_value("nothing like it").run()
    assert "Nobody fits the filter." in said(at)
    at = press(at, "Show all")
    assert "Talk to Ann Hall next" in said(at)


@pytest.mark.usefixtures("listed")
def test_roles_only_hides_every_name() -> None:
    at = unfold(press(opened({"s.roles": "1"}), "Open"), *(f"people {part}" for part in PARTS))
    assert_whole(at)
    assert "Talk to Director (1) next" in said(at)
    drawn = (*at.dataframe, *at.get("vega_lite_chart"), *at.code)
    shown = said(at) + " ".join(str(one.proto) for one in drawn)
    assert "Ann Hall" not in shown
    assert "Wants dates" not in shown
    assert "Olaf" not in shown
    files = [one.label for one in at.get("download_button")]
    own = ["As plain text (TXT)", "As Markdown (MD)"]
    by_role = [
        "Lists by role, without names, notes and levels (XLSX)",
        "By role, without names, notes and levels (CSV)",
    ]
    assert files == [*own, *by_role]
    assert plan_of(at)["s.roles"] == "1"


@pytest.mark.usefixtures("listed")
def test_a_register_kept_on_two_days_has_a_trend(monkeypatch: pytest.MonkeyPatch) -> None:
    days = {
        "day": np.ma.array(["2026-01-05", "2026-03-09"], dtype="datetime64[D]"),
        "power": np.ma.array([5.0, 5.0]),
        "interest": np.ma.array([4.0, 4.0]),
        "current_level": np.ma.array([1.0, 3.0]),
        "desired_level": np.ma.array([4.0, 4.0]),
    }
    monkeypatch.setattr(desk, "register_days", lambda db, snapshot: days)
    at = unfold(opened(), "people trend")
    assert_whole(at)
    folds = [one.label.replace("\\", "") for one in at.expander]
    assert "Where they are needed: 25 % on 5 Jan 2026, 75 % on 9 Mar 2026" in folds
    assert len(at.get("vega_lite_chart")) == 2


@pytest.mark.usefixtures("listed")
def test_every_folded_part_opens() -> None:
    at = unfold(press(opened(), "Open"), *(f"people {part}" for part in PARTS))
    assert_whole(at)
    assert len(at.get("download_button")) == 6
    assert len(at.get("vega_lite_chart")) == 2


@pytest.mark.usefixtures("listed")
def test_a_logged_contact_moves_the_list_and_is_taken_back() -> None:
    at = unfold(press(opened(), "Open"), "people log")
    next(one for one in at.text_input if one.label == "What was said").set_value("All clear")
    at = press(at, "Log it")
    assert_whole(at)
    assert "Saved." in said(at)
    assert "Talk to Ben Low next" in said(at)
    assert "All clear" in said(at)
    at = press(at, "Undo this")
    assert "Talk to Ann Hall next: 50 days overdue." in said(at)


@pytest.mark.usefixtures("listed")
def test_what_somebody_asked_is_closed_with_what_was_done() -> None:
    at = unfold(press(opened(), "Open"), "people asked")
    at = press(at, "Note it")
    assert "must be filled in" in said(at)
    next(one for one in at.text_input if one.label.startswith("What they asked")).set_value("Which depot?")
    at = press(at, "Note it")
    assert_whole(at)
    assert "Open: Which depot (since" in said(at) or "Open: Which depot? (since" in said(at)
    next(one for one in at.text_input if one.label.startswith("What we did")).set_value("Told her")
    at = press(at, "Close it")
    assert_whole(at)
    assert "Open: Which depot" not in said(at)
    assert "Which depot? We did: Told her." in said(at)
    at = press(at, "Undo this")
    assert "Open: Which depot" in said(at)


@pytest.mark.usefixtures("listed")
def test_feedback_says_who_responded_and_hides_a_score_of_few() -> None:
    load(
        "Respondent,Question,Answer,Scale min,Scale max,Date\n"
        "A,Would you recommend us?,9,0,10,2026-03-01\n"
        "B,Would you recommend us?,,0,10,2026-03-01\n"
    )
    at = unfold(opened(), "people feedback")
    assert_whole(at)
    assert "Asked 1 Mar 2026." in said(at)
    assert "50 % of 2 asked responded." in said(at)
    assert "Net promoter score: " in said(at)


@pytest.mark.usefixtures("empty_workspace")
def test_an_update_tells_a_person_of_their_projects_at_the_length_of_the_channel() -> None:
    load("ID,Project,Horizon,Finish,As of\nP1,Portal,long,2031-03-31,2026-03-31\n")
    load(PEOPLE.replace("Owner\n", "Owner,Projects\n").replace("Olaf Moe\n", "Olaf Moe,P1\n"))
    load(CONTACTS)
    at = press(opened(), "Open")
    assert "Plan to tell: Portal: to finish on 31 Mar 2031." in said(at)
    at = unfold(at, "people update")
    assert_whole(at)
    text = at.code[0].value
    assert "Update for Ann Hall" in text
    assert "Portal: to finish on 31 Mar 2031" in text
    assert not any(word in text for word in ("resistant", "Ben", "Olaf"))
    (length,) = [one for one in at.radio if one.label == "Length"]
    assert length.value == "meeting"
    at = length.set_value("line").run()
    assert "\n" not in at.code[0].value.strip()
