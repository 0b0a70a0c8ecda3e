"""A rehearsed strategy is adopted: weights and decision come and go together."""

from __future__ import annotations

import pytest

from pmo_core import importing
from pmo_core.answers.alignment.facts import gather
from pmo_core.answers.alignment.judgement import judged
from pmo_core.errors import AccessDenied, ScenarioError
from pmo_core.importing.objectives import objectives_now
from pmo_core.importing.strategy import adopt_weights
from pmo_core.model import Kind
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put

PROJECTS = (
    "ID,Project,Budget (£m),Objective,As of\nP1,Portal,10,Grow,2026-03-31\nP2,Depot,30,Save,2026-03-31\n"
)
OBJECTIVES = "Objective ID,Objective,Weight,Horizon,Owner\nO1,Grow,0.3,Short,Ann\nO2,Save,0.7,,\n"


@pytest.fixture
def told(put: Put) -> None:
    put(PROJECTS)
    put(OBJECTIVES, "objectives.csv", kind=Kind.OBJECTIVES)


def decisions(db: Database) -> list[str]:
    version = versions.current(db, "main").get(Kind.NOTES, 0)
    return versions.rows_of(db, Kind.NOTES, version=version, columns=["text"])["text"].to_pylist()


def weights(db: Database) -> list[float]:
    return [row["weight"] for row in objectives_now(db, "main").values()]


@pytest.mark.usefixtures("told")
def test_weights_and_decision_are_saved_together_and_taken_back_together(db: Database) -> None:
    before = snapshots.snapshot(db, "main").id
    made = adopt_weights(
        db, "main", weights={"O1": 45}, reason="Growth comes first.", grant=ADMIN, today=TODAY
    )
    assert len(made.made) == 2
    assert weights(db) == pytest.approx([0.45, 0.55])
    assert decisions(db) == ["Adopted new weights: Grow 30 % → 45 %, Save 70 % → 55 %. Growth comes first."]
    kept = objectives_now(db, "main")["O1"]
    assert (kept["horizon"], kept["owner"]) == ("short", "Ann")
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert weights(db) == [0.3, 0.7]
    assert decisions(db) == []
    assert snapshots.snapshot(db, "main").id == before


@pytest.mark.usefixtures("told")
def test_what_was_rehearsed_is_what_holds_afterwards(db: Database) -> None:
    tried = {"O1": 1.0, "O2": 2.0}
    rehearsed = judged(gather(db, snapshots.snapshot(db, "main")), tried)
    adopt_weights(db, "main", weights=tried, reason="", grant=ADMIN, today=TODAY)
    after = judged(gather(db, snapshots.snapshot(db, "main")))
    assert after.totals.misallocation.value == pytest.approx(rehearsed.totals.misallocation.value)
    assert after.gap.tolist() == pytest.approx(rehearsed.gap.tolist())


def test_objectives_that_only_projects_name_are_declared_with_their_weights(db: Database, put: Put) -> None:
    put(PROJECTS)
    adopt_weights(db, "main", weights={"Grow": 3, "Save": 1}, reason="First.", grant=ADMIN, today=TODAY)
    assert [(row["name"], row["weight"]) for row in objectives_now(db, "main").values()] == [
        ("Grow", 0.75),
        ("Save", 0.25),
    ]
    assert decisions(db) == ["Adopted new weights: Grow 75 %, Save 25 %. First."]


@pytest.mark.usefixtures("told")
def test_weights_that_are_there_already_or_cannot_hold_change_nothing(db: Database) -> None:
    before = snapshots.snapshot(db, "main").id
    with pytest.raises(ScenarioError, match="the weights already"):
        adopt_weights(db, "main", weights={"O1": 0.3, "O2": 0.7}, reason="", grant=ADMIN, today=TODAY)
    with pytest.raises(ScenarioError, match="add up to 0"):
        adopt_weights(db, "main", weights={"O1": 0, "O2": 0}, reason="", grant=ADMIN, today=TODAY)
    with pytest.raises(ScenarioError, match="no objective 'O9'"):
        adopt_weights(db, "main", weights={"O9": 1}, reason="", grant=ADMIN, today=TODAY)
    assert snapshots.snapshot(db, "main").id == before


@pytest.mark.usefixtures("told")
def test_who_may_not_import_adopts_nothing(db: Database) -> None:
    viewer = grant_of(Role.VIEWER, who="Vera")
    with pytest.raises(AccessDenied, match="import"):
        adopt_weights(db, "main", weights={"O1": 0.5}, reason="", grant=viewer, today=TODAY)
