"""What moved on the projects that changed, each in one part of a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from pmo_core.answers.overview.changes import Change
from pmo_core.importing.difference import Moves
from pmo_core.importing.move_words import moved


def change(name: str, what: str, before: str | None, after: str | None, **more: Any) -> Change:
    return Change(name, name, name, what, before, after, 1e6, "GBP", **more)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([change("A", "amount", "1", "3", moved=-2e6)], ["the budget of A fell by £2.0m"]),
        (
            [change("A", "amount", "1", "3", moved=2e6), change("B", "amount", "3", "1", moved=-2e6)],
            ["budgets moved, but not in all (A +£2.0m, B −£2.0m)"],
        ),
        (
            [
                change(n, "amount", "1", "3", moved=m * 1e6)
                for n, m in zip("ABCDE", (1, 5, 2, 4, 3), strict=True)
            ],
            ["budgets rose by £15.0m in all (B +£5.0m, D +£4.0m, E +£3.0m and 2 more)"],
        ),
        (
            [
                change("A", "amount", None, "3"),
                change("B", "amount", "3", None),
                change("C", "amount", "3", None),
            ],
            ["2 lost their budget (B, C), 1 now has its budget (A)"],
        ),
        (
            [
                change(n, "finish", "x", "y", days=d)
                for n, d in (("A", 12), ("B", 150), ("C", -400), ("D", 3000))
            ],
            ["3 finish dates slipped, the furthest by 8 years (D)", "1 came forward by 13 months (C)"],
        ),
        ([change("A", "finish", "x", "y", days=-1)], ["1 finish date came forward by 1 day (A)"]),
        ([change("A", "finish", None, "y")], []),
        (
            [change("A", "rating", "Green", "Red"), change("B", "rating", "Red", "Own words")],
            ["1 rating worsened (A)"],
        ),
        (
            [change("A", "rating", "Red", "Own words"), change("B", "rating", "Amber", "Red")],
            ["1 rating worsened (B)", "1 improved (A)"],
        ),
        ([change("A", "finished", "In progress", "Done")], ["1 finished (A)"]),
        ([change("A" * 80, "finished", "In progress", "Done")], [f"1 finished ({'A' * 60}…)"]),
    ],
)
def test_what_moved_is_told_by_name_and_size(found: list[Change], told: list[str]) -> None:
    ratings = {"own words": 80.0} if len(told) == 2 and "improved" in told[1] else {}
    assert moved(Moves(tuple(found), "GBP", "budget", ratings)) == told
