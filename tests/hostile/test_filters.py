"""Hostile words as the value of every filter, parameter and id: a sentence or nothing, and no row changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from pmo_core import importing
from pmo_core.answers.balance import facts as balance_facts
from pmo_core.answers.overview import facts
from pmo_core.answers.overview.judgement import judge
from pmo_core.errors import PmoError
from pmo_core.importing import inbox
from pmo_core.importing.adding import series_now
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Basis, Snapshot
from pmo_core.scenario import COMPONENTS, PRESET_TARGET, Scenario, read_scenario
from pmo_core.store import contents, mappings, snapshots, versions
from pmo_core.store.database import Database
from pmo_core.store.deletion import delete_portfolio, held
from pmo_core.store.history import history
from pmo_core.store.portfolio_settings import origins, read_settings
from pmo_core.store.signature import signature
from tests.hostile.conftest import NAME
from tests.hostile.payloads import PAYLOADS
from tests.hostile.portfolio import ADMIN, TODAY

FILE = b"Project ID,Project,Finish,Budget (GBP)\n1,A,2026-12-31,5\n"


def now(db: Database) -> Snapshot:
    return snapshots.snapshot(db, NAME)


def by_department(db: Database, text: str) -> None:
    rule = read_settings(db, now(db)).rule
    judge(facts.gather(db, now(db)), department=text)
    balance_facts.history(db, now(db), rule=rule, basis=Basis.COUNT, currency=text, department=text)


def by_rename(db: Database, text: str) -> None:
    with db.writing() as tx:
        mappings.rename(tx, NAME, text, name=text, grant=ADMIN)


def by_forgetting(db: Database, text: str) -> None:
    with db.writing() as tx:
        mappings.forget(tx, text, text, grant=ADMIN)


QUESTIONS = ("kind", "sheet", "delimiter", "encoding", "header_row", "map.budget", "dates", "mode", "as_of")


def by_answer(db: Database, text: str) -> None:
    """Staging only reads; an answer that makes no sense is refused, or leaves the question open."""
    for question in QUESTIONS:
        with suppress(PmoError):
            importing.stage(
                db,
                FILE,
                label=text,
                options=Options(answers={question: text}),
                portfolio=NAME,
                limits=PAGE_LIMITS,
                today=TODAY,
            )


WAYS: dict[str, Callable[[Database, str], object]] = {
    "the portfolio of a snapshot": lambda db, text: snapshots.snapshot(db, text),
    "the data of a link": lambda db, text: snapshots.snapshot(db, NAME, id=text),
    "the department": by_department,
    "the history": lambda db, text: history(db, text),
    "the versions": lambda db, text: versions.current(db, text),
    "an import": lambda db, text: versions.find_import(db, text),
    "the layouts": lambda db, text: mappings.remembered(db, text),
    "the name of a layout": by_rename,
    "a layout to forget": by_forgetting,
    "the series of KPIs": lambda db, text: series_now(db, text),
    "what deleting would take": lambda db, text: held(db, text),
    "a portfolio to delete": lambda db, text: delete_portfolio(db, text, grant=ADMIN),
    "a portfolio to undo in": lambda db, text: importing.undo(db, text, grant=ADMIN),
    "the origins of settings": lambda db, text: origins(db, replace(now(db), portfolio=text)),
    "an answer about a file": by_answer,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_hostile_value_finds_nothing_and_changes_nothing(hostile: Database, way: str) -> None:
    before = signature(hostile)
    for text in PAYLOADS:
        with suppress(PmoError):  # anything else would be a fault of ours
            WAYS[way](hostile, text)
    assert signature(hostile) == before


def test_a_hostile_token_is_no_file_of_the_inbox(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    inbox.make_inbox(folder)
    (tmp_path / "secret.csv").write_bytes(FILE)
    for text in (*PAYLOADS, "../secret.csv", "..\\secret.csv", str(tmp_path / "secret.csv")):
        with pytest.raises(PmoError, match=r".+"):
            inbox.read(folder, text)


@pytest.mark.parametrize(
    "name", ["v", "as_of", "short", "medium", "long", "mix", "kpis", "department", "data"]
)
def test_a_hostile_parameter_of_an_address_is_named_or_left_out(hostile: Database, name: str) -> None:
    snapshot = now(hostile)
    weights = dict.fromkeys(COMPONENTS, 1.0)
    usual = Scenario(NAME, snapshot.as_of, data=snapshot.id, target=PRESET_TARGET, weights=weights)
    departments = contents.departments(hostile, snapshot.versions)
    for text in PAYLOADS:
        scenario, problems = read_scenario(
            {**usual.params(), name: text}, default=usual, departments=departments
        )
        assert scenario == usual or name == "data"
        assert problems or name == "data"
