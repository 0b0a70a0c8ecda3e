"""What changed, what needs attention, what the data lack."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_core.answers.overview import facts
from pmo_core.answers.overview.judgement import Before, compared, judge, stand, stand_before
from pmo_core.answers.overview.view import OverviewView, overview_view
from tests.shelf import AS_OF, Shelf

BEFORE = date(2025, 12, 31)
MILLION = 1e6


def view(shelf: Shelf) -> OverviewView:
    snapshot = shelf.snapshot()
    gathered = facts.gather(shelf.db, snapshot)
    judged = judge(gathered)
    earlier = facts.previous(shelf.db, snapshot)
    before: Before | None = None
    if earlier is not None:
        then = stand_before(facts.gather(shelf.db, earlier), judged.standing)
        before = compared(then, judged.standing)
    return overview_view(judged, before=before)


def test_what_changed_is_listed_by_money(shelf: Shelf) -> None:
    old = {"as_of": BEFORE}
    shelf.projects(
        {"project_id": "A", **old, "budget": 9 * MILLION, "rating": "Amber", "horizon": "short"},
        {"project_id": "B", **old, "budget": 8 * MILLION, "finish": date(2026, 6, 1)},
        {"project_id": "C", **old, "budget": 7 * MILLION},
        {"project_id": "D", **old, "budget": 6 * MILLION},
        {"project_id": "E", **old, "budget": 5 * MILLION, "status_standard": "in_progress"},
        {"project_id": "F", **old, "budget": 1 * MILLION, "rating": "amber/red"},
        {"project_id": "A", "budget": 9 * MILLION, "rating": "Red", "horizon": "medium"},
        {"project_id": "B", "budget": 8 * MILLION, "finish": date(2026, 6, 11)},
        {"project_id": "C", "budget": 7.5 * MILLION},
        {"project_id": "E", "budget": 5 * MILLION, "status_standard": "done"},
        {"project_id": "F", "budget": 1 * MILLION, "rating": "Amber / Red"},
        {"project_id": "G", "budget": 2 * MILLION},
    )
    found = view(shelf)
    rows = list(zip(found.changes["Id"], found.changes["What"], found.changes["Change"], strict=True))
    assert rows == [
        ("A", "horizon", "short → medium"),
        ("A", "rating", "Amber → Red"),
        ("B", "finish", "1 Jun 2026 → 11 Jun 2026 (10 days later)"),
        ("C", "amount", "£7.0m → £7.5m (+£500k)"),
        ("D", "gone", "no longer reported"),
        ("E", "finished", "none → none"),
        ("G", "new", "new"),
    ]
    assert found.changed.startswith("Since 31 Dec 2025: 1 new, 1 no longer reported, 1 finished")


def test_a_horizon_that_time_changed_says_so(shelf: Shelf) -> None:
    finish = date(2027, 2, 1)
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 1.0, "finish": finish},
        {"project_id": "A", "budget": 1.0, "finish": finish},
    )
    assert list(view(shelf).changes["Change"]) == ["medium → short (by the rule)"]


def test_without_an_earlier_date_the_version_before_is_compared(shelf: Shelf) -> None:
    shelf.projects({"project_id": "A", "budget": 1.0})
    shelf.projects({"project_id": "A", "budget": 2.0})
    found = view(shelf)
    assert found.changed == "Since the version before (31 Mar 2026): 1 changed its amount."


def test_the_first_state_has_nothing_to_compare_with(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0})
    found = view(shelf)
    assert found.changed == "This is the first date; there is nothing to compare with yet."
    assert (found.has_before, found.index_moved, found.waterfall_title) == (False, "", "")
    assert found.changes.empty
    assert found.waterfall.empty


def test_the_same_state_again_has_no_changes(shelf: Shelf) -> None:
    row = {
        "project_id": "A",
        "budget": 1.0,
        "rating": "Green",
        "horizon": "short",
        "finish": date(2027, 1, 1),
    }
    shelf.projects({**row, "as_of": BEFORE}, row)
    found = view(shelf)
    assert found.changed == "No project has changed since 31 Dec 2025."
    assert "not moved" in found.index_moved


def test_attention_names_every_reason_the_most_money_first(shelf: Shelf) -> None:
    fine = {"owner": "Ann", "horizon": "short", "rating": "Green"}
    shelf.projects(
        {**fine, "budget": 1 * MILLION, "rating": "Red"},
        {**fine, "budget": 9 * MILLION, "owner": " ", "finish": date(2026, 3, 30)},
        {**fine, "budget": 5 * MILLION},
        {**fine},
        {**fine, "budget": 4 * MILLION, "horizon": None},
    )
    found = view(shelf)
    assert list(zip(found.attention["Id"], found.attention["Why"], strict=True)) == [
        ("P2", "overdue by 1 day; no owner"),
        ("P5", "no horizon and no finish date"),
        ("P1", "rated Red"),
        ("P4", "no budget"),
    ]
    assert found.attention_sentence == (
        "4 of 5 open projects, holding £14.0m (3 have an amount), need attention: 1 overdue, 1 rated Red "
        "or Amber/Red, 1 without an owner, 1 without a horizon or finish date, 1 without a budget."
    )
    assert (found.cards[2].value, found.cards[2].verdict) == (
        "4",
        "of 5 open projects; £14.0m (3 have an amount)",
    )


def test_what_is_true_of_every_project_is_a_gap_not_a_list(shelf: Shelf) -> None:
    shelf.projects({"budget": 1 * MILLION, "horizon": "short"}, {"budget": 2 * MILLION, "horizon": "short"})
    found = view(shelf)
    assert found.attention.empty
    assert found.attention_sentence == "No project needs attention."
    assert "2 projects without an owner hold £3.0m." in [gap.sentence for gap in found.gaps]


def test_gaps_are_sentences_in_money(shelf: Shelf) -> None:
    fine = {"owner": "Ann", "rating": "Green", "finish": date(2027, 1, 1), "status_standard": "in_progress"}
    shelf.projects(
        {**fine, "budget": 2100 * MILLION, "owner": None},
        {**fine, "budget": 50 * MILLION, "rating": "Exempt", "stage": "Business  case"},
        {**fine, "budget": 1 * MILLION, "status_standard": "not_started"},
        {**fine, "as_of": date(2025, 6, 1), "budget": 3 * MILLION},
        {**fine},
        rolling=True,
    )
    shelf.stakeholders({"name": "Mayor", "project_ids": ["project p3"]})
    assert [gap.sentence for gap in view(shelf).gaps] == [
        "1 project without an owner holds £2.1bn.",
        "1 project before approval without a registered stakeholder holds £50.0m.",
        "1 project without a rating on a known scale holds £50.0m.",
        "1 project last described more than a quarter before 31 Mar 2026 holds £3.0m.",
        "1 of 5 open projects has no budget and is in no sum.",
    ]


def test_the_same_projects_are_not_named_twice_for_one_gap(shelf: Shelf) -> None:
    shelf.projects({"owner": "Ann"}, {"owner": "Ann", "horizon": "short", "finish": AS_OF})
    ids = [gap.id for gap in view(shelf).gaps]
    assert "no_horizon" in ids
    assert "no_finish" not in ids


def test_before_approval_says_when_no_stakeholder_list_is_loaded(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0, "status_standard": "not_started"})
    sentences = [gap.sentence for gap in view(shelf).gaps]
    assert any(s.endswith("no stakeholder list is loaded.") for s in sentences)


def test_the_cards_hold_index_balance_and_attention(shelf: Shelf) -> None:
    shelf.projects({"budget": 7.0, "horizon": "short"}, {"budget": 3.0, "horizon": "long"})
    found = view(shelf)
    assert [card.label for card in found.cards] == [
        "Balance index",
        "In the right horizon",
        "Needs attention",
    ]
    assert found.cards[1].value == "80 %"
    assert "preset target" in found.cards[1].verdict
    assert (found.cards[0].value, found.cards[0].verdict) == ("–", "Only the mix is measured")
    assert found.index_title == "Balance index: only the mix is measured"
    assert len(found.component_cards) == 6
    assert all(card.value == "–" and card.verdict for card in found.component_cards[1:])
    assert "Mix 80" in found.components_alt


def test_the_index_moves_by_what_moved_it(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": BEFORE, "budget": 7.0, "horizon": "short", "rating": "Green"},
        {"project_id": "A", "budget": 7.0, "horizon": "short", "rating": "Amber"},
    )
    found = view(shelf)
    assert list(found.waterfall["component"]) == ["Mix", "Short-term delivery"]
    assert found.waterfall["points"].sum() == pytest.approx((70 * 50) ** 0.5 - (70 * 100) ** 0.5)
    assert "most by short-term delivery (−24.5)" in found.index_moved
    assert found.waterfall_title == (
        "The index fell from 83.7 to 59.2 of 100 since 31 Dec 2025: blue bars raised it, red bars lowered it"
    )


def test_the_earlier_state_is_judged_by_the_present_basis(shelf: Shelf) -> None:
    shelf.projects({"project_id": "A", "effort": 5.0, "horizon": "short"})
    shelf.projects({"project_id": "A", "budget": 5.0, "effort": 5.0, "horizon": "short"})
    snapshot = shelf.snapshot()
    gathered = facts.gather(shelf.db, snapshot)
    earlier = facts.previous(shelf.db, snapshot)
    assert earlier is not None
    assert earlier.as_of == AS_OF
    now = stand(gathered)
    before = compared(stand_before(facts.gather(shelf.db, earlier), now), now)
    assert before.version
    assert before.judged.balance.holdings.basis is now.balance.holdings.basis
