"""Shares typed on a page: what was said before stays, a table without shares keeps what it stood for."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_core import importing
from pmo_core.errors import AccessDenied, IntakeError
from pmo_core.importing.shares import set_shares
from pmo_core.model import Kind
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put

PROJECTS = (
    "ID,Project,Budget,As of\n"
    "P1,Portal,100000,2026-03-31\nP2,Depot,200000,2026-03-31\nP3,Screens,50000,2026-03-31\n"
)
OBJECTIVES = "Objective ID,Objective,Weight\nO1,Grow,0.5\nO2,Save,0.5\n"
LINKS = "Project ID,Objective ID,Share\nP1,O1,60%\nDepot,Save,100%\n"


@pytest.fixture
def told(db: Database, put: Put) -> None:
    put(PROJECTS)
    put(OBJECTIVES, "objectives.csv", kind=Kind.OBJECTIVES)


def links(db: Database) -> dict[tuple[str, str], float | None]:
    version = versions.current(db, "main").get(Kind.ALIGNMENT, 0)
    columns = ["project_id", "objective_id", "share"]
    held = versions.rows_of(db, Kind.ALIGNMENT, version=version, columns=columns).to_pylist()
    return {(row["project_id"], row["objective_id"]): row["share"] for row in held}


def put_shares(db: Database, shares: dict[tuple[str, str], float | None]) -> importing.Entered | None:
    return set_shares(db, "main", shares=shares, grant=ADMIN, today=TODAY)


@pytest.mark.usefixtures("told")
def test_a_share_changes_is_added_and_goes_and_undo_brings_all_back(db: Database, put: Put) -> None:
    put(LINKS, "links.csv", kind=Kind.ALIGNMENT)
    before = links(db)
    made = put_shares(db, {("P1", "O1"): 0.5, ("P1", "O2"): 0.5, ("P2", "O2"): None})
    assert made is not None
    assert made.label == "Entered: objectives of 2 projects"
    assert links(db) == {("P1", "O1"): 0.5, ("P1", "O2"): 0.5}
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert links(db) == before


@pytest.mark.usefixtures("told")
def test_the_first_share_of_a_portfolio_makes_its_table(db: Database) -> None:
    made = put_shares(db, {("P3", "O2"): 1.0})
    assert made is not None
    assert made.label == "Entered: objectives of “Screens”"
    assert links(db) == {("P3", "O2"): 1.0}


@pytest.mark.usefixtures("told")
def test_links_without_shares_keep_the_equal_share_they_stood_for(db: Database, put: Put) -> None:
    put("Project ID,Objective ID\nP1,O1\nP1,O2\nP2,O1\n", "links.csv", kind=Kind.ALIGNMENT)
    put_shares(db, {("P2", "O1"): 0.3})
    assert links(db) == {("P1", "O1"): 0.5, ("P1", "O2"): 0.5, ("P2", "O1"): 0.3}


def test_what_the_projects_name_themselves_becomes_a_table_with_the_first_share(
    db: Database, put: Put
) -> None:
    on = "2026-03-31"
    put(f"ID,Project,As of,Objective\nP1,Portal,{on},O1; O2\nP2,Depot,{on},O1\nP3,Net,{on},\n")
    put(OBJECTIVES, "objectives.csv", kind=Kind.OBJECTIVES)
    put_shares(db, {("P3", "O2"): 0.25})
    assert links(db) == {("P1", "O1"): 0.5, ("P1", "O2"): 0.5, ("P2", "O1"): 1.0, ("P3", "O2"): 0.25}


@pytest.mark.usefixtures("told")
def test_what_is_there_already_saves_nothing(db: Database, put: Put) -> None:
    put(LINKS, "links.csv", kind=Kind.ALIGNMENT)
    assert put_shares(db, {("Portal", "Grow"): 0.6, ("P3", "O1"): 0.0}) is None


@pytest.mark.usefixtures("told")
def test_more_than_the_whole_project_is_refused_with_its_name(db: Database, put: Put) -> None:
    put(LINKS, "links.csv", kind=Kind.ALIGNMENT)
    with pytest.raises(IntakeError, match="“Portal” would serve its objectives with 110 % in all"):
        put_shares(db, {("P1", "O2"): 0.5})
    with pytest.raises(IntakeError, match="“Portal” cannot serve “O2” with 120 %"):
        put_shares(db, {("P1", "O2"): 1.2})
    with pytest.raises(IntakeError, match="“gone” or “O2” is not there any more"):
        put_shares(db, {("gone", "O2"): 0.2})
    assert links(db) == {("P1", "O1"): 0.6, ("Depot", "Save"): 1.0}


@pytest.mark.usefixtures("told")
def test_a_pair_that_stands_twice_says_one_share_afterwards(db: Database, put: Put) -> None:
    put("Project ID,Objective ID,Share\nP1,O1,30%\nPortal,Grow,20%\n", "links.csv", kind=Kind.ALIGNMENT)
    put_shares(db, {("P1", "O1"): 0.9})
    assert list(links(db).values()) == [0.9]


@pytest.mark.usefixtures("told")
def test_who_may_not_import_may_not_say_shares(db: Database) -> None:
    reader = grant_of(Role.VIEWER, who="reader")
    with pytest.raises(AccessDenied, match="may not import"):
        set_shares(db, "main", shares={("P1", "O1"): 1.0}, grant=reader, today=date(2026, 1, 1))
