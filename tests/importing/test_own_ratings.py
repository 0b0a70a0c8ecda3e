"""Own rating labels become a setting of the portfolio with the file that declares them, and are scored."""

from __future__ import annotations

import math

from pmo_core import importing
from pmo_core.answers.balance.facts import positions
from pmo_core.answers.balance.judgement import judge
from pmo_core.answers.overview.attention import attention, data_gaps
from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.store.snapshots import snapshot
from pmo_core.store.standing import settings_in_force
from pmo_core.store.versions import current
from tests.importing.conftest import ADMIN, Put

REGISTER = """Project ID,Project name,RAG,Horizon,Budget (GBP)
P1,Alpha,Sonnig,short,300000
P2,Beta,Regen,short,100000
P3,Gamma,Bewölkt,long,200000
P4,Delta,Sonnig,long,200000
"""
SAID = {"value.rating.Sonnig": "green", "value.rating.Regen": "red", "value.rating.Bewölkt": "none"}


def held(db: Database) -> dict[str, float]:
    return dict(read_settings(db, snapshot(db, "main")).rating_scores)


def test_labels_nobody_explained_are_loaded_offered_and_not_scored(db: Database, put: Put) -> None:
    staged = put(REGISTER)
    assert {offer.id for offer in staged.reading.offers} == set(SAID)
    assert not staged.beside
    assert set(current(db, "main")) == {Kind.PROJECTS}


def test_what_is_said_of_labels_is_kept_as_a_setting_and_scored_everywhere(db: Database, put: Put) -> None:
    staged = put(REGISTER, answers=SAID)
    assert [(each.reading.kind, each.mode) for each in staged.beside] == [(Kind.SETTINGS, "update")]
    scores = held(db)
    assert (scores["sonnig"], scores["regen"]) == (100, 0)
    assert math.isnan(scores["bewölkt"])
    now = snapshot(db, "main")
    rows, settings = positions(db, now), settings_in_force(db, now)
    assert sorted(rows.rating) == ["Bewölkt", "Regen", "Sonnig", "Sonnig"]
    judged = judge(rows, as_of=now.as_of, settings=settings)
    assert (judged.wins_now.value, judged.value_later.value) == (75, 100)
    assert judged.value_later.coverage == 0.5
    ratings = settings.rating_scores
    red = [
        one.entry.name
        for one in attention(judged.holdings, as_of=now.as_of, ratings=ratings)
        if "red" in one.kinds
    ]
    assert red == ["Beta"]
    gaps = data_gaps(judged.holdings, as_of=now.as_of, named=None, ratings=ratings)
    assert {gap.id: gap.projects for gap in gaps}["no_rating"] == 1


def test_another_file_adds_its_labels_and_the_same_answers_make_no_version(db: Database, put: Put) -> None:
    put(REGISTER, answers=SAID)
    before = current(db, "main")[Kind.SETTINGS]
    put(REGISTER.replace("300000", "310000"), "list 2026-04-30.csv", answers=SAID)
    assert current(db, "main")[Kind.SETTINGS] == before
    again = REGISTER.replace("Regen", "Hagel").replace("300000", "320000")
    put(again, "list 2026-05-31.csv", answers={**SAID, "value.rating.Hagel": "amber"})
    assert held(db)["hagel"] == 50
    assert held(db)["regen"] == 0


def test_a_label_said_back_to_its_first_meaning_has_it_again(db: Database, put: Put) -> None:
    for meant in ("green", "amber", "green"):
        put(REGISTER, answers={**SAID, "value.rating.Sonnig": meant, "mode": "replace"})
    assert held(db)["sonnig"] == 100


def test_undo_takes_the_labels_back(db: Database, put: Put) -> None:
    put(REGISTER, answers=SAID)
    kinds = {importing.undo(db, "main", grant=ADMIN).kind for _ in range(2)}
    assert kinds == {Kind.PROJECTS, Kind.SETTINGS}
    assert current(db, "main") == {}
