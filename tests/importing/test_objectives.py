"""Objectives typed on a page: changed, added, taken away, in one version that undo takes back."""

from __future__ import annotations

import pytest

from pmo_core import importing
from pmo_core.errors import AccessDenied, IntakeError
from pmo_core.importing.objectives import objectives_now, set_objectives
from pmo_core.importing.typed import Row
from pmo_core.model import Kind
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put

OBJECTIVES = "Objective ID,Objective,Weight,Horizon,Owner\nO1,Grow,0.5,Short,Ann\nO2,Save,0.5,,\n"


@pytest.fixture
def told(put: Put) -> None:
    put(OBJECTIVES, "objectives.csv", kind=Kind.OBJECTIVES)


@pytest.mark.usefixtures("told")
def test_a_change_a_new_one_and_one_that_goes_are_one_version(db: Database) -> None:
    before = objectives_now(db, "main")
    made = set_objectives(
        db,
        "main",
        edits={"O1": {"weight": 3.0, "horizon": "long"}},
        new=[{"name": "Net zero", "weight": 1.0}],
        gone=["O2"],
        grant=ADMIN,
        today=TODAY,
    )
    assert made is not None
    assert made.label == "Entered: 1 objective, 1 new objective, 1 objective taken away"
    after = objectives_now(db, "main")
    assert [(row["name"], row["weight"], row["horizon"], row["owner"]) for row in after.values()] == [
        ("Grow", 3.0, "long", "Ann"),
        ("Net zero", 1.0, None, None),
    ]
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert objectives_now(db, "main") == before


def test_the_first_objectives_of_a_portfolio_are_typed(db: Database, put: Put) -> None:
    put("ID,Project,As of\nP1,Portal,2026-03-31\n")
    new: list[Row] = [{"name": "Grow", "weight": 2.0}, {"objective_id": "O2", "name": "Save", "weight": 1.0}]
    made = set_objectives(db, "main", edits={}, new=new, grant=ADMIN, today=TODAY)
    assert made is not None
    assert [(row["objective_id"], row["name"]) for row in objectives_now(db, "main").values()] == [
        (None, "Grow"),
        ("O2", "Save"),
    ]


@pytest.mark.usefixtures("told")
def test_one_that_goes_comes_again_under_its_name(db: Database) -> None:
    set_objectives(db, "main", edits={}, gone=["O1"], grant=ADMIN, today=TODAY)
    set_objectives(
        db, "main", edits={}, new=[{"objective_id": "O1", "name": "Grow"}], grant=ADMIN, today=TODAY
    )
    assert {row["name"] for row in objectives_now(db, "main").values()} == {"Grow", "Save"}


@pytest.mark.usefixtures("told")
def test_what_is_there_already_saves_nothing(db: Database) -> None:
    assert (
        set_objectives(db, "main", edits={"O1": {"weight": 0.5, "owner": "Ann"}}, grant=ADMIN, today=TODAY)
        is None
    )


@pytest.mark.parametrize(
    ("edits", "new", "said"),
    [
        ({"gone": {"weight": 1.0}}, [], "“gone” is not there any more"),
        ({"O1": {"weight": -1.0}}, [], "“Grow” has a weight below 0"),
        ({"O1": {"horizon": "someday"}}, [], "someday"),
        ({}, [{"weight": 1.0}], "without a name"),
        ({}, [{"name": "grow"}], "“grow” is among the objectives already"),
        ({}, [{"name": "New"}, {"name": "new"}], "“new” is among the objectives already"),
    ],
)
@pytest.mark.usefixtures("told")
def test_what_cannot_hold_is_refused_in_words(
    db: Database, edits: dict[str, Row], new: list[Row], said: str
) -> None:
    before = objectives_now(db, "main")
    with pytest.raises(IntakeError, match=said):
        set_objectives(db, "main", edits=edits, new=new, grant=ADMIN, today=TODAY)
    assert objectives_now(db, "main") == before


@pytest.mark.usefixtures("told")
def test_who_may_not_import_may_not_change_objectives(db: Database) -> None:
    reader = grant_of(Role.VIEWER, who="reader")
    with pytest.raises(AccessDenied, match="may not import"):
        set_objectives(db, "main", edits={"O1": {"weight": 2.0}}, grant=reader, today=TODAY)
