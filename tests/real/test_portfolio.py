"""Six annual returns as one portfolio with history: what was asked, who is who, and what it adds up to."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pmo_core import importing
from pmo_core.answers.overview.export import balance_document, summary_document
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.snapshots import snapshot
from tests.real import plain
from tests.real.history import GRANT, NAME, SAID, at, staged, whole
from tests.real.said import MOST
from tests.real.who import projects_by_hand

pytestmark = pytest.mark.real
each_year = pytest.mark.parametrize("year", SAID)


@pytest.fixture(scope="module")
def portfolio(real: Path) -> Iterator[Database]:
    """All six years, each loaded with its answers as the command line would."""
    db = whole(real)
    yield db
    db.close()


def test_no_year_needs_more_than_three_answers_and_millions_are_said_once(real: Path) -> None:
    assert all(len(answers) <= MOST for answers in SAID.values())
    assert [year for year, answers in SAID.items() if "money_unit" in answers] == [2018]


def test_each_year_asks_for_its_answers_and_for_nothing_else(real: Path) -> None:
    db = Database.memory()
    for year, answers in SAID.items():
        said = {"as_of": answers["as_of"]}
        asked = {question.id for question in staged(db, real, year, said).questions}
        # whether a name is known is asked as soon as the table itself is clear
        assert asked <= set(answers), year
        assert {"money_unit", "rating"} & set(answers) <= asked
        importing.commit(db, staged(db, real, year, answers), grant=GRANT)
    db.close()


@each_year
def test_totals_at_each_date_equal_the_sum_over_that_return_alone(
    real: Path, portfolio: Database, year: int
) -> None:
    document = summary_document(portfolio, at(portfolio, year))
    by_csv = plain.gmpp(real, year)
    assert document["as_of"] == f"{year}-03-31"
    assert document["projects"] == len(by_csv.projects)
    for field in plain.MONEY:
        amounts = [amount for amount in by_csv.amounts(field) if amount >= 0]
        money = document["money"][field]
        assert money["n"] == len(amounts)
        assert money["sum"] == (pytest.approx(sum(amounts)) if amounts else None)
        assert money["currency"] == ("GBP" if amounts else None)


@each_year
def test_exemptions_stay_counted_beside_every_total(real: Path, portfolio: Database, year: int) -> None:
    document = summary_document(portfolio, at(portfolio, year))
    by_csv = plain.gmpp(real, year)
    for field in plain.COLUMNS[year].keys() & set(plain.MONEY):
        expected = plain.absences(by_csv.texts(field), read=plain.amount)
        expected["unparseable"] += sum(amount < 0 for amount in by_csv.amounts(field))
        assert Counter(document["money"][field]["missing"]) == +expected


@each_year
def test_who_is_no_longer_reported_is_counted_project_by_project(
    real: Path, portfolio: Database, year: int
) -> None:
    years = projects_by_hand(real)
    before = {number for earlier in SAID if earlier <= year for number in years[earlier]}
    document = summary_document(portfolio, at(portfolio, year))
    assert document["no_longer_reported"] == len(before - set(years[year]))


@each_year
def test_a_department_is_counted_once_however_it_is_written(
    real: Path, portfolio: Database, year: int
) -> None:
    found = summary_document(portfolio, at(portfolio, year))["department"]
    written = Counter(
        " ".join(name.split()).casefold() for name in plain.gmpp(real, year).texts("department")
    )
    assert {name.casefold(): n for name, n in found.items()} == written
    assert len(found) == len(written)


@each_year
def test_the_mix_holds_the_whole_life_cost_of_the_return(real: Path, portfolio: Database, year: int) -> None:
    document = balance_document(portfolio, at(portfolio, year))
    by_csv = plain.gmpp(real, year)
    amounts = [amount for amount in by_csv.amounts("whole_life_cost") if amount >= 0]
    assert document["basis"] == "whole_life_cost"
    assert document["total"] == pytest.approx(sum(amounts))
    assert sum(row["projects"] for row in document["mix"]) == len(by_csv.projects)
    ends = [plain.day(text) for text in by_csv.texts("finish")]
    expected = Counter(horizon(end, year) for end in ends)
    assert {row["horizon"]: row["projects"] for row in document["mix"]} == expected
    assert document["overdue"] == sum(end is not None and end < date(year, 3, 31) for end in ends)


def test_the_mixed_steps_of_2018_are_kept_and_both_ratings_of_2022(portfolio: Database) -> None:
    rating = summary_document(portfolio, at(portfolio, 2018))["rating"]
    assert rating["Amber/Red"] + rating["Amber/Green"] == 60
    document = summary_document(portfolio, at(portfolio, 2022))
    assert (sum(document["rating"].values()), sum(document["second_rating"].values())) == (153, 68)


def test_a_year_loaded_again_changes_nothing(real: Path, portfolio: Database) -> None:
    before = versions.current(portfolio, NAME)
    again = staged(portfolio, real, 2022, SAID[2022])
    assert importing.commit(portfolio, again, grant=GRANT).already_imported
    assert versions.current(portfolio, NAME) == before


def test_undo_leads_back_year_by_year_to_nothing(real: Path) -> None:
    db = Database.memory()
    for year in SAID:
        importing.commit(db, staged(db, real, year, SAID[year]), grant=GRANT)
    latest = [*SAID]
    while latest:
        assert snapshot(db, NAME).as_of == date(latest.pop(), 3, 31)
        importing.undo(db, NAME, grant=GRANT)
    assert versions.current(db, NAME).get(Kind.PROJECTS, 0) == 0
    db.close()


def horizon(end: date | None, year: int) -> str:
    """The preset rule, in calendar months from the as-of date: up to 12, up to 36, more."""
    if end is None:
        return "unclassified"
    return "short" if end <= date(year + 1, 3, 31) else "medium" if end <= date(year + 3, 3, 31) else "long"
