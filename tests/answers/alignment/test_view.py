"""Alignment in words and rows: the sentence answers in money and names, and says what it leaves out."""

from __future__ import annotations

import pytest

from pmo_core.answers.alignment import remarks, tables, words
from pmo_core.answers.alignment.view import alignment_view, horizons_picture, options, shown
from tests.answers.alignment.strategy import judge, lay, read
from tests.shelf import Shelf


def test_the_sentence_names_the_money_that_serves_nothing_and_the_unfunded_objective(shelf: Shelf) -> None:
    lay(shelf)
    view = alignment_view(judge(shelf))
    assert view.sentence == "£150 of £500 serves no objective; “C” is unfunded."
    assert [card.value for card in view.cards] == ["30 %", "2 of 3", "20 %"]
    assert view.cards[0].verdict == "£150 of £500, 1 project"
    assert view.cards[1].verdict == "80 % of the weight; “C” is unfunded"
    assert view.cards[2].verdict == "£70 of £350 to follow the weights"
    assert view.note.endswith("The weights of the objectives are those declared.")


def test_where_all_is_funded_the_sentence_says_what_would_have_to_move(shelf: Shelf) -> None:
    lay(shelf, links=(("P1", "A", 1.0), ("P2", "B", 1.0), ("P3", "A", 1.0), ("P4", "A", 1.0)), A=0.5, B=0.5)
    said = alignment_view(judge(shelf)).sentence
    assert said == "All of £500 serves an objective; £50 would have to move to follow the weights."


def test_where_nothing_serves_an_objective_no_name_is_picked_out(shelf: Shelf) -> None:
    lay(shelf, links=(("P9", "A", 1.0),))
    view = alignment_view(judge(shelf))
    assert view.sentence == "£500 of £500 serves no objective; no objective has money."
    assert view.cards[2].verdict == "No money serves an objective."


def test_money_by_the_weights_needs_no_move(shelf: Shelf) -> None:
    lay(shelf, links=(("P1", "A", 1.0), ("P4", "A", 1.0), ("P2", "B", 1.0), ("P3", "B", 1.0)), A=0.5, B=0.5)
    found = judge(shelf)
    assert alignment_view(found).sentence == "All of £500 serves an objective; every objective has money."
    assert alignment_view(found).money.title == "Every objective has the money of its weight"


def test_the_bars_hold_money_target_and_what_serves_nothing(shelf: Shelf) -> None:
    lay(shelf)
    rows = tables.money(judge(shelf))
    assert list(rows["objective"]) == ["A", "B", "C", "No objective"]
    assert list(rows["money"]) == [200, 150, 0, 150]
    assert list(rows["target"])[:3] == pytest.approx([175, 105, 70])
    assert list(rows["label"]) == ["£200 (+£25)", "£150 (+£45)", "£0 (−£70)", "£150"]


def test_weights_that_do_not_hold_leave_the_outlines_away_and_say_why(shelf: Shelf) -> None:
    lay(shelf, A=0.5, B=None)
    view = alignment_view(judge(shelf))
    assert view.money.rows["target"].isna().all()
    assert "1 of 2 objectives have no weight" in view.note
    assert view.cards[2].value == "–"


def test_what_is_in_no_figure_is_named(shelf: Shelf) -> None:
    shelf.projects({"budget": 100.0}, {"budget": 200.0}, {"budget": None}, {"budget": 5.0})
    shelf.objectives(A=1.0)
    shelf.alignment(("P1", "A", 0.8), ("P1", "Z", 0.1), ("P2", "A", 1.2), ("P4", "A", None), ("P9", "A", 1.0))
    said = remarks.left_out(judge(shelf))
    assert said == [
        "Shares of more than 100 % in all: “Project P2” (120 %). Not judged until they are lowered.",
        "1 project with links but without any share is not assessed.",
        "1 project without an amount is in no sum of money.",
        "Links to no project that is here: P9 (1 link).",
        "Links to no objective that is here: Z (1 link).",
    ]


def test_objectives_called_alike_are_told_apart(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0})
    shelf.objectives(A=1.0, B=1.0)
    facts = read(shelf)
    same = [one.__class__(one.id, "Grow", one.weight) for one in facts.objectives]
    facts = facts.__class__(**{**vars(facts), "objectives": tuple(same)})
    assert words.names(facts) == ["Grow (A)", "Grow (B)"]


def test_the_map_shows_each_share_and_what_serves_nothing(shelf: Shelf) -> None:
    lay(shelf, links=(("P1", "A", 0.6), ("P2", "A", 0.5), ("P2", "B", 0.5), ("P3", "B", 1.2)))
    found = judge(shelf)
    rows = tables.heat(found, tables.by_money(found))
    cells = set(zip(rows["project"], rows["objective"], rows["label"], strict=True))
    assert cells == {
        ("Project P2", "A", "50 %"),
        ("Project P2", "B", "50 %"),
        ("Project P4", "No objective", "100 %"),
        ("Project P1", "A", "60 %"),
        ("Project P1", "No objective", "40 %"),
        ("Project P3", "No objective", "?"),
    }
    assert list(rows["project"].unique())[:2] == ["Project P2", "Project P4"]


def test_who_serves_an_objective_is_listed_with_the_part_it_holds(shelf: Shelf) -> None:
    lay(shelf)
    found = judge(shelf)
    rows = tables.served(found, 0)
    assert list(rows["Share of the project"]) == [1.0, 0.5]
    assert list(rows["Part of the objective"]) == [0.5, 0.5]
    assert remarks.about(found, 0)[0] == (
        "£200, 57 % of the money that serves objectives, at a weight of 50 %: £25 above its weight."
    )


def test_filters_choose_projects_and_the_figures_are_theirs(shelf: Shelf) -> None:
    lay(shelf)
    facts = read(shelf)
    keep = shown(facts, {"text": "project p4"})
    assert keep.tolist() == [False, False, False, True]
    assert options(facts)["objective"] == ["A", "B", "C"]
    assert not shown(facts, {"horizon": "long"}).all()


def test_the_split_of_an_objective_adds_up_to_its_money(shelf: Shelf) -> None:
    lay(shelf)
    rows = horizons_picture(judge(shelf)).rows
    assert rows.groupby("objective")["share"].sum().to_dict() == pytest.approx({"A": 1.0, "B": 1.0})


def test_where_projects_are_counted_a_part_of_one_is_no_whole_one(shelf: Shelf) -> None:
    shelf.projects({}, {}, {})
    shelf.objectives(A=0.5, B=0.5)
    shelf.alignment(("P1", "A", None), ("P1", "B", None), ("P2", "B", None))
    view = alignment_view(judge(shelf))
    assert (
        view.sentence
        == "1 of 3 projects serves no objective; 0.5 projects would have to move to follow the weights."
    )
    assert list(view.money.rows["label"])[:2] == [
        "0.5 projects (−0.5 projects)",
        "1.5 projects (+0.5 projects)",
    ]
