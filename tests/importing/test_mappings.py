"""What is remembered can be renamed, forgotten, exported and replayed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_core.errors import AccessDenied, NotFound, PmoError
from pmo_core.importing.recipe import Recipe
from pmo_core.intake.options import Options
from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.deletion import delete_portfolio
from pmo_core.store.mappings import forget, remembered, rename
from tests.importing.conftest import ADMIN, Put

MARCH = """Ref,Project,Budget,Due
A,Portal,40.5,31/12/2026
B,Campus,20.25,05/06/2027
C,Archive,1.5,01/02/2027
"""
MILLIONS = {"money_unit": "million"}


def test_renaming_and_forgetting_are_audited_and_need_the_right(db: Database, put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    shape = remembered(db, "main")[0]
    with db.writing() as tx:
        assert (
            rename(tx, "main", shape.mapping_id, name="  Monthly \n list ", grant=ADMIN).name
            == "Monthly list"
        )
    with db.writing() as tx, pytest.raises(NotFound, match="needs a name"):
        rename(tx, "main", shape.mapping_id, name="  ", grant=ADMIN)
    nobody = replace(ADMIN, actions=frozenset({"read"}))
    with db.writing() as tx, pytest.raises(AccessDenied, match="mappings"):
        forget(tx, "main", shape.mapping_id, grant=nobody)
    with db.writing() as tx:
        forget(tx, "main", shape.mapping_id, grant=ADMIN)
    with db.writing() as tx, pytest.raises(NotFound, match="remembers no mapping"):
        forget(tx, "main", shape.mapping_id, grant=ADMIN)
    assert remembered(db, "main") == []
    assert [q.id for q in put(MARCH, "list 2026-06-30.csv").questions] == ["money_unit"]


def test_deleting_a_portfolio_forgets_its_shapes(db: Database, put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    delete_portfolio(db, "main", grant=ADMIN)
    assert remembered(db, "main") == []


def test_a_recipe_survives_its_json() -> None:
    recipe = Recipe(
        Kind.PROJECTS,
        {"name": "Project"},
        said=MILLIONS,
        units={},
        settled={"dates": "day-first"},
        source="full",
    )
    assert Recipe.from_json(recipe.to_json()) == recipe


@pytest.mark.parametrize("broken", [{"kind": "projects", "mapping": {"name": 3}}, {"kind": "nothing"}, {}])
def test_a_recipe_that_nobody_wrote_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(PmoError, match="no mapping"):
        Recipe.from_json(broken)


def test_a_recipe_gives_way_to_what_is_said_now() -> None:
    recipe = Recipe(Kind.PROJECTS, {"name": "Project", "budget": "Cost"}, said=MILLIONS)
    told = recipe.told(Options(mapping={"actual_cost": "Cost"}), recipe.mapping)
    assert dict(told.mapping) == {"name": "Project", "actual_cost": "Cost"}
    assert told.kind is Kind.PROJECTS
