"""What a portfolio declares: it takes effect, goes back to its default, and says who declared it."""

from __future__ import annotations

import pytest

from pmo_core.answers.overview.facts import gather
from pmo_core.answers.overview.judgement import judge
from pmo_core.answers.overview.view import overview_view
from pmo_core.errors import IntakeError, ScenarioError
from pmo_core.importing import save_settings, undo
from pmo_core.importing.settings import Declared
from pmo_core.store import snapshots
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import origins, read_settings
from tests.importing.conftest import ADMIN, TODAY, Put

LIST = """ID,Project,As of,Owner,Short-term value,Long-term value,Rating,Horizon,Budget
P1,Alpha,2026-03-31,Ann,6,6,Amber,short,6000000
P2,Beta,2026-01-31,Ann,5,5,Red,short,1000000
"""


def declare(db: Database, **what: object) -> int:
    return save_settings(db, "main", declared=Declared(**what), grant=ADMIN, today=TODAY)  # type: ignore[arg-type]  # the test's own words


def shown(db: Database) -> str:
    """The overview's sentences that rest on thresholds."""
    gathered = gather(db, snapshots.snapshot(db, "main"))
    judged = judge(gathered)
    view = overview_view(judged)
    both = [one.name for one in judged.balance.high_on_both]
    return " ".join([view.attention_sentence, *(gap.sentence for gap in view.gaps), *both])


def test_thresholds_move_what_is_said_and_undo_brings_it_back(db: Database, put: Put) -> None:
    put(LIST, source="rolling")
    before = shown(db)
    assert "1 rated Red or Amber/Red" in before
    assert before.endswith("Alpha Beta")
    borders = {"high_value": 5.5, "attention_rating": 50.0, "stale_days": 30.0}
    declare(db, thresholds=borders)
    assert "2 rated Amber or worse" in shown(db)
    assert "more than 30 days before 31 Mar 2026" in shown(db)
    assert shown(db).endswith("Alpha")
    undo(db, "main", grant=ADMIN)
    assert shown(db) == before


def test_a_setting_goes_back_to_its_default_and_says_who_declared_it(db: Database, put: Put) -> None:
    put(LIST, source="rolling")
    declare(db, currency="EUR", thresholds={"stale_days": 30})
    now = snapshots.snapshot(db, "main")
    assert {name: origin.who for name, origin in origins(db, now).items()} == {
        "currency": "tester",
        "threshold.stale_days": "tester",
    }
    declare(db, default=["currency", "threshold.stale_days"])
    now = snapshots.snapshot(db, "main")
    assert read_settings(db, now).currency is None
    assert read_settings(db, now).thresholds.stale_days == 92
    assert origins(db, now) == {}


def test_the_declared_currency_is_that_of_amounts_that_name_none(db: Database, put: Put) -> None:
    declare(db, currency="EUR")
    made = put(LIST, source="rolling")
    assert {field.currency for field in made.reading.fields if field.field == "budget"} == {"EUR"}
    guess = next(one for one in made.reading.guesses if one.name == "currency")
    assert (guess.value, guess.evidence) == (
        "EUR",
        "like all else in the portfolio; the file names none",
    )


def test_amounts_that_name_no_currency_are_in_the_only_one_of_the_portfolio(put: Put) -> None:
    put("Project,As of,Budget (€)\nPortal,2026-03-31,5000000\n")
    made = put("Project,As of,Budget\nCampus,2026-03-31,7000000\n", "more.csv", answers={"mode": "update"})
    assert {field.currency for field in made.reading.fields if field.field == "budget"} == {"EUR"}


@pytest.mark.parametrize("header", ["Budget (GBP)", "Budget £"])
def test_a_currency_in_the_file_beats_the_declared_one(db: Database, put: Put, header: str) -> None:
    declare(db, currency="EUR")
    made = put(LIST.replace("Budget", header), source="rolling")
    assert {field.currency for field in made.reading.fields if field.field == "budget"} == {"GBP"}


def test_the_declared_currency_says_which_dollar_is_meant(db: Database, put: Put) -> None:
    declare(db, currency="AUD")
    made = put(LIST.replace("Budget", "Budget $"), source="rolling")
    assert {field.currency for field in made.reading.fields if field.field == "budget"} == {"AUD"}


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ({"thresholds": {"stale_days": 0}}, "stale_days=0 cannot hold"),
        ({"thresholds": {"odd": 1}}, "no setting 'threshold.odd'"),
        ({"ratings": {"On track": 120.0}}, "A rating of 120 cannot hold"),
        ({"default": ["odd"]}, "no setting 'odd'"),
    ],
)
def test_a_setting_that_cannot_hold_is_refused(db: Database, what: dict[str, object], problem: str) -> None:
    with pytest.raises(ScenarioError, match=problem):
        declare(db, **what)


def test_a_currency_that_is_none_is_refused(db: Database) -> None:
    with pytest.raises(IntakeError, match="'money' is not a currency"):
        declare(db, currency="money")
