"""What is typed into the tables of the Alignment page: shares in per cent, objectives by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from pages.shared.strategy.typed import differing, objectives_typed, over, scaled
from pmo_core.answers.alignment.facts import StrategyFacts
from tests.answers.alignment.strategy import lay, read
from tests.shelf import Shelf


@pytest.fixture
def facts() -> Iterator[StrategyFacts]:
    """P1 serves A, P2 half A and half B, P3 B, P4 nothing."""
    shelf = Shelf()
    with closing(shelf.db):
        lay(shelf)
        yield read(shelf)


def test_only_what_is_another_share_now_is_saved(facts: StrategyFacts) -> None:
    edits = {"P1": {"A": 100.0, "B": None}, "P2": {"B": 25.0}, "P4": {"C": 10.0}, "gone": {"A": 5.0}}
    assert differing(facts, edits) == {("P2", "B"): 0.25, ("P4", "C"): 0.1}


def test_an_emptied_cell_is_no_share_any_more(facts: StrategyFacts) -> None:
    assert differing(facts, {"P3": {"B": None}}) == {("P3", "B"): None}


def test_who_would_serve_more_than_the_whole_is_found_and_scaled(facts: StrategyFacts) -> None:
    edits = {"P1": {"B": 50.0}, "P2": {"A": 40.0}}
    assert over(facts, edits) == {"P1": 1.5}
    edits["P1"] = scaled(facts, "P1", edits)
    assert edits["P1"] == {"A": 66.666666, "B": 33.333333, "C": None}
    assert over(facts, edits) == {}


def test_edits_additions_and_deletions_of_objectives_are_told_apart() -> None:
    rows = [("O1", {"name": "Grow"}), ("O2", {"name": "Save"}), ("", {"name": "Named only"})]
    state = {
        "edited_rows": {0: {"Weight": 3.0, "Owner": None}, 1: {"Weight": 1.0}, 2: {"Weight": 2.0}},
        "added_rows": [{"Objective": " Net  zero "}, {"Weight": None}],
        "deleted_rows": [1],
    }
    assert objectives_typed(rows, state) == (
        {"O1": {"weight": 3.0}},
        [{"name": "Named only", "weight": 2.0}, {"name": "Net zero"}],
        ["O2"],
    )
