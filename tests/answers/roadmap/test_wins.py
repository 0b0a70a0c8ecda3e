from datetime import date

from pmo_core.answers.roadmap.wins import next_wins
from pmo_core.model import Kind
from tests.answers.roadmap.reported import judge, milestones, state
from tests.shelf import Shelf

NEAR, FAR = date(2026, 5, 1), date(2029, 1, 1)


def objectives(shelf: Shelf, **horizons: str | None) -> None:
    rows = [
        {"objective_id": id, "name": f"Goal {id}", "horizon": horizon} for id, horizon in horizons.items()
    ]
    shelf.lay(Kind.OBJECTIVES, rows, keys=list(horizons))


def test_the_next_win_is_the_earliest_of_milestones_and_short_term_finishes(shelf: Shelf) -> None:
    shelf.projects({"finish": FAR}, {"finish": NEAR})
    objectives(shelf, O1="long", O2="long", O3="short")
    shelf.alignment(("P1", "O1", 1.0), ("P2", "O2", 1.0), ("P2", "O3", None))
    milestones(
        shelf,
        state("M1", "2026-03-31", "2026-09-01"),
        state("M2", "2026-03-31", "2026-07-01"),
        state("M3", "2026-03-31", "2026-03-01"),
        state("M4", "2026-03-31", "2026-06-01", project_id="P2"),
    )
    wins = next_wins(judge(shelf))
    assert [(one.objective, one.kind, one.place, str(one.day), one.soon) for one in wins] == [
        (0, "milestone", 1, "2026-07-01", True),
        (1, "project", 1, "2026-05-01", True),
    ]


def test_a_win_beyond_the_short_horizon_is_no_short_term_win(shelf: Shelf) -> None:
    shelf.projects({"finish": FAR})
    objectives(shelf, O1="long")
    shelf.alignment(("P1", "O1", 1.0))
    milestones(shelf, state("M1", "2026-03-31", "2027-03-31"))
    assert [one.soon for one in next_wins(judge(shelf))] == [True]
    milestones(shelf, state("M1", "2026-03-31", "2027-04-01"))
    assert [one.soon for one in next_wins(judge(shelf))] == [False]


def test_an_objective_that_nothing_ahead_serves_is_named(shelf: Shelf) -> None:
    shelf.projects({"finish": FAR})
    objectives(shelf, O1="long", O2=None)
    milestones(shelf, state("M1", "2026-03-31", "2026-03-01", objective="O1"))
    assert [(one.objective, one.kind) for one in next_wins(judge(shelf))] == [(0, None)]


def test_the_objective_that_a_milestone_names_counts_before_those_of_its_project(shelf: Shelf) -> None:
    shelf.projects({"finish": FAR, "objective": ["O1"]})
    objectives(shelf, O1="long", O2="long")
    milestones(shelf, state("M1", "2026-03-31", "2026-06-01", objective="goal o2"))
    assert [one.kind for one in next_wins(judge(shelf))] == [None, "milestone"]


def test_a_project_that_a_milestone_calls_by_an_earlier_name_is_found(shelf: Shelf) -> None:
    shelf.projects({"name": "Pluto", "aliases": ["Old Pluto"], "objective": ["O1"], "finish": FAR})
    objectives(shelf, O1="long")
    milestones(shelf, state("M1", "2026-03-31", "2026-06-01", project_id="OLD  PLUTO"))
    assert [one.kind for one in next_wins(judge(shelf))] == ["milestone"]
