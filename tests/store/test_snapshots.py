from __future__ import annotations

from datetime import date, datetime

import pytest

from pmo_core.errors import NotFound
from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.snapshots import snapshot, snapshot_id
from pmo_core.store.versions import create_portfolio, undo
from tests.store.conftest import ADMIN, Save


def step_back(db: Database, *, to: int | None = None) -> None:
    with db.writing() as tx:
        undo(tx, "main", to=to, grant=ADMIN)


def test_the_same_versions_have_the_same_id() -> None:
    one = snapshot_id("main", {Kind.PROJECTS: 3, Kind.KPIS: 1})
    assert one == snapshot_id("main", {Kind.KPIS: 1, Kind.PROJECTS: 3, Kind.NOTES: 0})
    assert len(one) == 12


@pytest.mark.parametrize(
    ("portfolio", "versions"),
    [("other", {Kind.PROJECTS: 3}), ("main", {Kind.PROJECTS: 4}), ("main", {Kind.KPIS: 3}), ("main", {})],
)
def test_another_portfolio_or_version_has_another_id(portfolio: str, versions: dict[Kind, int]) -> None:
    assert snapshot_id(portfolio, versions) != snapshot_id("main", {Kind.PROJECTS: 3})


def test_an_id_leads_back_to_its_versions_after_later_loads(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    seen = snapshot(memory, "main")
    save(memory, {"B": 2.0})
    assert snapshot(memory, "main").id != seen.id
    assert snapshot(memory, "main", id=seen.id) == seen


def test_undo_leads_back_to_the_id_of_before(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    before = snapshot(memory, "main").id
    save(memory, {"B": 2.0})
    after = snapshot(memory, "main").id
    step_back(memory)
    assert snapshot(memory, "main").id == before
    step_back(memory, to=2)
    assert snapshot(memory, "main").id == after


def test_the_empty_state_has_an_id_too(memory: Database, save: Save) -> None:
    with memory.writing() as tx:
        create_portfolio(tx, "main", demo=False, grant=ADMIN)
    empty = snapshot(memory, "main")
    save(memory, {"A": 1.0})
    assert snapshot(memory, "main", id=empty.id).versions == {}


def test_an_id_of_another_portfolio_is_not_found(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {"X": 1.0}, portfolio="other")
    with pytest.raises(NotFound, match="has no state"):
        snapshot(memory, "other", id=snapshot(memory, "main").id)


@pytest.mark.parametrize("id", ["", "zzz", "0" * 12, "'; drop table snapshots; --"])
def test_an_id_that_was_never_given_is_not_found(id: str, memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    with pytest.raises(NotFound, match="has no state"):
        snapshot(memory, "main", id=id)


def test_a_portfolio_that_does_not_exist_is_not_found(memory: Database) -> None:
    with pytest.raises(NotFound, match="no portfolio 'nowhere'"):
        snapshot(memory, "nowhere")


def test_the_date_is_the_latest_that_the_projects_describe(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0}, as_of=date(2025, 12, 31))
    save(memory, {"A": 2.0}, as_of=date(2026, 3, 31), keep=True)
    assert snapshot(memory, "main").as_of == date(2026, 3, 31)


def test_a_given_date_is_taken(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    assert snapshot(memory, "main", as_of=date(2020, 1, 1)).as_of == date(2020, 1, 1)


def test_without_projects_the_date_is_today(memory: Database) -> None:
    with memory.writing() as tx:
        create_portfolio(tx, "main", demo=False, grant=ADMIN)
    before = datetime.now().astimezone().date()
    assert before <= snapshot(memory, "main").as_of <= datetime.now().astimezone().date()
