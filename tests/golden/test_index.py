"""S-INDEX: the worked example of docs/methodology.md, from rows in the store to every number of its table."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from pmo_core.answers.overview.export import balance_document
from pmo_core.model import Horizon
from tests.shelf import Shelf

MILLION = 1e6
TARGET = {Horizon.SHORT: 0.7, Horizon.MEDIUM: 0.2, Horizon.LONG: 0.1}
PROJECTS = (
    ("P1", 40, "short", "Green"),
    ("P2", 20, "short", "Amber"),
    ("P3", 10, "short", "Exempt"),
    ("P4", 15, "medium", "Amber / Green"),
    ("P5", 10, "long", "Red"),
    ("P6", 5, None, "Green"),
)
LEVELS = ((5, 4, 1, 3), (5, 5, 3, 4), (3, 4, 2, 3), (4, 2, 0, 2), (2, 3, 3, 3), (3, 3, 2, None))


def worked(shelf: Shelf, *, ratings: Mapping[str, str] | None = None, stakeholders: bool = True) -> Shelf:
    changed = ratings or {}
    shelf.projects(
        *(
            {"project_id": id, "budget": m * MILLION, "horizon": horizon, "rating": changed.get(id, rating)}
            for id, m, horizon, rating in PROJECTS
        )
    )
    shelf.objectives(A=0.5, B=0.3, C=0.2)
    shelf.alignment(("P1", "A", 1.0), ("P2", "A", 0.5), ("P2", "B", 0.5), ("P3", "B", 1.0), ("P4", "B", 1.0))
    if stakeholders:
        shelf.stakeholders(
            *(
                {
                    "name": f"Person {place}",
                    "power": float(power),
                    "interest": float(interest),
                    "current_level": current,
                    "desired_level": desired,
                }
                for place, (power, interest, current, desired) in enumerate(LEVELS)
            )
        )
    shelf.kpis(
        {"name": "a", "value": 5.0, "target": 4.0, "direction": "higher"},
        {"name": "b", "value": 4.0, "target": 4.0, "direction": "lower"},
        {"name": "c", "value": 3.0, "target": 4.0, "direction": "higher"},
        {"name": "d", "value": 3.0, "target": None, "direction": "higher"},
    )
    return shelf


def index_of(shelf: Shelf, weights: Mapping[str, float] | None = None) -> float:
    return float(balance_document(shelf.db, shelf.snapshot(), target=TARGET, weights=weights)["index"])


def test_every_number_of_the_table(shelf: Shelf) -> None:
    found = balance_document(worked(shelf).db, shelf.snapshot(), target=TARGET)
    parts = {part["id"]: part for part in found["components"]}
    by_hand = {
        "mix": (95.0, 0.95, 0.119),
        "wins_now": (83.33, 60 / 70, 0.135),
        "value_later": (45.0, 1.0, 0.251),
        "alignment": (68.0, 1.0, 0.166),
        "support": (59.57, 5 / 6, 0.189),
        "kpis": (66.67, 0.75, 0.169),
    }
    assert list(parts) == list(by_hand)
    for name, (score, coverage, per_point) in by_hand.items():
        assert parts[name]["score"] == pytest.approx(score, abs=5e-3), name
        assert parts[name]["coverage"] == pytest.approx(coverage), name
        assert parts[name]["per_point"] == pytest.approx(per_point, abs=5e-4), name
    assert found["index"] == pytest.approx(67.69, abs=5e-3)
    assert (round(found["index_low"], 1), round(found["index_high"], 1)) == (66.4, 69.0)
    assert found["mix_distance"] == pytest.approx(0.05)
    assert found["mix_distance_low"] == 0
    assert found["to_move"] == pytest.approx(5 * MILLION)
    assert "index" not in found["reasons"]


def test_the_logarithms_add_up() -> None:
    scores = (95, 250 / 3, 45, 68, 100 * (1 - 93 / 230), 200 / 3)
    parts = [math.log(score / 100) / 6 for score in scores]
    assert [round(part, 4) for part in parts] == [-0.0085, -0.0304, -0.1331, -0.0643, -0.0863, -0.0676]
    assert 100 * math.exp(sum(parts)) == pytest.approx(67.69, abs=5e-3)


def test_without_stakeholders_five_components_remain(shelf: Shelf) -> None:
    worked(shelf, stakeholders=False)
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    support = next(part for part in found["components"] if part["id"] == "support")
    assert found["index"] == pytest.approx(69.44, abs=5e-3)
    assert support["score"] is None
    assert "Upload stakeholders" in support["reason"]


def test_value_later_with_weight_two(shelf: Shelf) -> None:
    assert index_of(worked(shelf), {"value_later": 2}) == pytest.approx(63.86, abs=5e-3)


def test_a_measured_zero_enters_as_one(shelf: Shelf) -> None:
    worked(shelf, ratings={"P4": "Red"})
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    later = next(part for part in found["components"] if part["id"] == "value_later")
    assert found["index"] == pytest.approx(35.89, abs=5e-3)
    assert later["score"] == 0
    assert "enters the index as 1" in later["reason"]


def test_one_project_moves_from_red_to_amber(shelf: Shelf) -> None:
    assert index_of(worked(shelf, ratings={"P5": "Amber"})) == pytest.approx(71.97, abs=5e-3)
