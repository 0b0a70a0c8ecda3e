"""`select` on the return of 2021, 184 projects: sums, habits and swaps checked by plain arithmetic."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run
from tests.real import plain

pytestmark = pytest.mark.real

BUDGET = 100e9
SHARES = ("--share", "short=0.3:", "--share", "MOD=:0.25")
Costs = dict[str, float]


@pytest.fixture
def loaded(run: Run, real: Path) -> Run:
    words = ["--as-of", "2021-03-31", "--answer", "money_unit=million", "--currency", "GBP"]
    assert run("import", str(real / "uk_gmpp" / "uk_2021.csv"), *words)[0] == 0
    return run


@pytest.fixture
def costs(real: Path) -> Costs:
    read = ((p["id"], plain.amount(p["whole_life_cost"])) for p in plain.gmpp(real, 2021).projects)
    return {id: 1e6 * amount for id, amount in read if amount is not None}


def scores(run: Run) -> dict[str, float]:
    return {row["id"]: row["score"] for row in run("rank")[1]["projects"] if row["score"] is not None}


def chosen(run: Run, *said: str) -> dict[str, Any]:
    code, found = run("select", "--budget", "100bn", *said)
    assert (code, found["state"], found["gap"]) == (0, "optimal", 0)
    return found


def test_value_and_cost_are_the_sums_of_the_file(loaded: Run, costs: Costs) -> None:
    found, score = chosen(loaded), scores(loaded)
    assert found["cost"] == pytest.approx(sum(costs[id] for id in found["selected"]))
    assert found["value"] == pytest.approx(sum(score[id] for id in found["selected"]))
    assert found["cost"] <= BUDGET
    assert {each["id"] for each in found["undecidable"]} == {
        row["id"] for row in loaded("rank")[1]["projects"] if row["id"] not in costs or row["id"] not in score
    }


def test_no_project_and_no_exchange_of_two_makes_it_better(loaded: Run, costs: Costs) -> None:
    found, score = chosen(loaded), scores(loaded)
    inside = set(found["selected"])
    outside = [id for id in score if id in costs and id not in inside]
    left = BUDGET - found["cost"]
    assert all(costs[id] > left or score[id] <= 0 for id in outside)
    better = [
        (out, into)
        for out, into in product(inside, outside)
        if score[into] > score[out] + 1e-9 and costs[into] - costs[out] <= left
    ]
    assert better == []


def test_cutting_the_ranked_list_gives_what_a_person_with_a_pencil_gets(loaded: Run, costs: Costs) -> None:
    found, score = chosen(loaded), scores(loaded)
    spent = value = 0.0
    for id in sorted((id for id in score if id in costs and score[id] > 0), key=lambda id: (-score[id], id)):
        if spent + costs[id] > BUDGET:
            break
        spent, value = spent + costs[id], value + score[id]
    assert found["cut_value"] == pytest.approx(value)
    assert found["value"] >= max(found["habits"].values())


def test_shares_are_kept_and_their_price_is_what_they_take_from_the_value(loaded: Run, costs: Costs) -> None:
    free, held = chosen(loaded), chosen(loaded, *SHARES)
    mod = sum(costs[id] for id in held["selected"] if id.startswith("MOD_"))
    assert mod <= 0.25 * held["cost"] + 1
    assert held["price_of_balance"] == pytest.approx(free["value"] - held["value"])
    assert held["price_of_balance"] >= 0
