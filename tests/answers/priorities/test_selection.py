"""The best portfolio of a plan: which rules become what, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_core.answers.priorities import selection_tables
from pmo_core.answers.priorities.around_words import more_sentence
from pmo_core.answers.priorities.criteria import criteria_of, usual_plan
from pmo_core.answers.priorities.facts import gather
from pmo_core.answers.priorities.headline import headline
from pmo_core.answers.priorities.question import question
from pmo_core.answers.priorities.selection import more_money, near, often, select
from pmo_core.answers.priorities.selection_view import selection_view
from pmo_core.errors import ScenarioError
from pmo_core.measure.choose import Rule
from pmo_core.plan import Plan
from tests.answers.priorities.funding import asked, lay, names
from tests.shelf import Shelf


def test_the_first_screen_says_what_the_money_buys_and_what_the_habit_costs(shelf: Shelf) -> None:
    view = selection_view(select(asked(lay(shelf))))
    assert view.sentence == (
        "£165 of £165 funds 5 of 10 open projects; their planned benefit adds up to £309, the most that fits."
    )
    assert view.proof == "Proven: no other selection under these rules is worth more."
    assert view.habit == (
        "Cutting the ranked list where the money ends gives £179, 42 % less. "
        "In come Skills, Campus, Archive and 1 other; out goes Museum."
    )
    assert "going on gives £247 (20 % less)" in view.others
    assert (view.cutting.value, view.cutting.verdict) == (
        "−42 %",
        "Planned benefit £179 instead of £309; 4 swaps mend it",
    )


def test_sunk_cost_is_left_out_and_said(shelf: Shelf) -> None:
    paid = {"name": "Paid", "budget": 50.0, "actual_cost": 60.0, "planned_benefit": 1.0}
    half = {"name": "Half", "budget": 50.0, "actual_cost": 20.0, "planned_benefit": 500.0}
    found = select(asked(lay(shelf, paid, half), 30))
    assert names(found) == ["Paid", "Half"]
    assert found.chosen.cost == 30
    assert "Paid costs nothing more: as much is spent as the budget." in selection_view(found).notes


def test_who_lacks_a_figure_is_named_with_what_it_lacks(shelf: Shelf) -> None:
    foreign = {"name": "Foreign", "budget": 2.0, "currency": "EUR", "planned_benefit": 3.0}
    bare = [{"name": "Bare"}, {"name": "Worthless", "budget": 1.0}, foreign]
    found = select(asked(lay(shelf, *bare)))
    notes = selection_view(found).notes
    assert notes[0].startswith("3 of 13 open projects cannot be decided on (Bare, Worthless and Foreign): ")
    rows = selection_tables.project_rows(found).set_index("project")
    assert rows.loc["Bare", "why"] == "no budget and no planned benefit"
    assert rows.loc["Foreign", "decision"] == "not decidable"
    assert rows.loc["Foreign", "why"].startswith("no budget in GBP")
    assert rows.loc["Portal", "decision"] == "funded"


def test_a_figure_that_is_cost_and_value_at_once_is_missed_once(shelf: Shelf) -> None:
    found = select(asked(lay(shelf, {"name": "Bare"}), value="budget"))
    assert selection_view(found).notes == (
        "1 of 11 open projects cannot be decided on (Bare): 1 has no budget.",
    )


def test_a_missing_score_is_named_by_its_criterion(shelf: Shelf) -> None:
    found = select(asked(lay(shelf, {"name": "Bare", "budget": 1.0, "planned_benefit": 9.0}), value="score"))
    rows = selection_tables.project_rows(found).set_index("project")
    assert rows.loc["Bare", "why"] == "no score on Short-term value and no score on Long-term value"
    assert "priority score" not in selection_view(found).sentence
    assert "their scores add up to" in selection_view(found).sentence


def test_by_what_is_known_a_project_with_gaps_is_decided_on(shelf: Shelf) -> None:
    gathered = lay(shelf, {"name": "Bare", "budget": 1.0, "planned_benefit": 90.0})
    usual = asked(gathered, value="score")
    found = select(question(gathered, replace(usual.plan, known_only=True), criteria=criteria_of(gathered)))
    assert "Bare" in names(found)
    assert "1 open project lacks a score and counts by the known ones alone." in selection_view(found).notes


def test_every_rule_of_the_plan_becomes_a_limit(shelf: Shelf) -> None:
    shelf.objectives(O1=1.0)
    shelf.alignment(("K0", "O1", 1.0), ("K1", "O1", 0.5))
    gathered = lay(shelf)
    gathered = replace(
        gathered,
        costs={2027: np.full(gathered.size, 5.0)},
        figures={**gathered.figures, "effort": np.full(gathered.size, 2.0)},
    )
    found = asked(
        gathered,
        must={"K0": "law"},
        must_not={"K1": ""},
        shares={"horizon:short": (0.2, 0.6), "department:it": (0, 0.9), "objective:O1": (0.1, 1)},
        years={2027: 15.0},
        people=6.0,
    ).problem
    assert np.flatnonzero(found.must).tolist() == [0]
    assert np.flatnonzero(found.must_not).tolist() == [1]
    assert [(cap.name, cap.limit) for cap in found.caps] == [("2027", 15), ("people", 6)]
    assert [share.name for share in found.shares] == ["horizon:short", "department:it", "objective:O1"]
    assert found.shares[1].members.tolist() == [1] * 5 + [0] * 5
    assert found.shares[2].members[:3].tolist() == [1, 0.5, 0]


def test_rules_that_say_nothing_here_are_named_and_left_out(shelf: Shelf) -> None:
    gone = {"project_id": "Gone", "name": "Old portal", "status_standard": "done", "budget": 1.0}
    found = asked(
        lay(shelf, gone),
        must={"Gone": ""},
        shares={"department:Legal": (0.5, 1)},
        years={2031: 1.0},
        people=1.0,
    )
    assert found.problem.plain
    assert not found.problem.must.any()
    notes = selection_view(select(found)).notes
    assert notes == (
        "The rule for Old portal says nothing: it is not among the open projects.",
        "The share of 'Legal' says nothing: no open project belongs to it.",
        "The limit for 2031 says nothing: no project has a cost in that year.",
        "The limit on person-days says nothing: no project has an effort.",
    )


def test_a_clash_is_said_in_the_words_of_the_plan(shelf: Shelf) -> None:
    shares = {"horizon:long": (0.9, 1.0)}
    found = select(asked(lay(shelf), must={"K2": "", "K8": "law"}, shares=shares))
    assert found.chosen.state == "infeasible"
    assert selection_view(found).sentence == (
        "Nothing can be funded. These two cannot hold together: Museum must be funded (law); "
        "at least 90 % long-term."
    )
    assert selection_view(found).cutting.value == "–"
    assert near(found) == ()
    assert found.swaps.into == ()


def test_what_needs_another_and_variants_of_one_project_are_kept(shelf: Shelf) -> None:
    wing = {"name": "Wing", "budget": 5.0, "planned_benefit": 90.0, "requires": ["Museum"]}
    plan_a = {"name": "Plan A", "budget": 2.0, "planned_benefit": 40.0, "exclusive_group": "Plans"}
    plan_b = {"name": "Plan B", "budget": 3.0, "planned_benefit": 45.0, "exclusive_group": "Plans"}
    found = select(asked(lay(shelf, wing, plan_a, plan_b)))
    assert {"Wing", "Museum"} <= set(names(found))
    assert len({"Plan A", "Plan B"} & set(names(found))) == 1
    assert Rule("group", 0) in found.line.breaks or found.line.value <= found.chosen.value


def test_without_a_budget_there_is_no_question(shelf: Shelf) -> None:
    gathered = lay(shelf)
    with pytest.raises(ScenarioError, match="how much there is to spend"):
        question(gathered, Plan(), criteria=criteria_of(gathered))


def test_an_empty_portfolio_says_so(shelf: Shelf) -> None:
    shelf.projects({"name": "Done", "status_standard": "done", "budget": 5.0})
    found = select(asked(gather(shelf.db, shelf.snapshot())))
    assert selection_view(found).sentence.startswith("Nothing can be selected yet")
    assert selection_tables.project_rows(found).empty
    assert selection_tables.swap_rows(found).empty


def test_a_budget_of_projects_is_whole_and_read_as_one(shelf: Shelf) -> None:
    """80 % of two projects are 1.6: shown as 2, which would fund both."""
    shelf.projects(*({"name": name, "short_term_value": 5.0} for name in ("Portal", "Campus")))
    gathered = gather(shelf.db, shelf.snapshot())
    criteria = criteria_of(gathered)
    plan = usual_plan(gathered, criteria)
    assert plan.budget == 1
    found = select(question(gathered, plan, criteria=criteria))
    assert selection_view(found).sentence.startswith("A budget of 1 project funds 1 of 2")
    assert headline(found, None) == "A budget of 1 project funds 1 of 2 open projects."
    (more,) = more_money(found)
    assert more_sentence(more, found.question).startswith("A budget higher by 1 project buys 0.50 more")


def test_a_single_project_is_no_all_of_them(shelf: Shelf) -> None:
    shelf.projects({"name": "Portal", "budget": 5.0, "planned_benefit": 7.0})
    gathered = gather(shelf.db, shelf.snapshot())
    found = select(asked(gathered, 5, value="score"))
    assert headline(found, often(found.question)) == (
        "£5 funds the only open project, under every weighting tried."
    )
    worthless = select(asked(gathered, 1))
    assert selection_view(worthless).sentence == "£1 funds none of 1 open project."


def test_many_rules_that_say_nothing_are_counted(shelf: Shelf) -> None:
    found = select(asked(lay(shelf), must={f"gone {at}": "law" for at in range(12)}))
    said = [note for note in selection_view(found).notes if "nothing" in note]
    assert len(said) == 11
    assert said[-1] == "2 other rules say nothing either."
