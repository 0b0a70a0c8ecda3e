"""What saving would change: counts, cells with the reason of a missing value, and the sentence about it."""

from __future__ import annotations

import pytest

from pmo_core import importing
from pmo_core.importing import Staged
from pmo_core.importing.change_words import sentence, shown
from pmo_core.importing.difference import Changes, Counts
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put, staged

HEAD = "Project ID,Project,Owner,Status,RAG,Finish,Budget (£m)\n"
MARCH = f"""{HEAD}A,Alpha,Shah,In progress,Green,2027-12-31,40
B,Beta,Cole,In progress,Amber,2027-06-30,12.5
C,Gamma,Diaz,In progress,Amber/Red,2028-03-31,7
D,Delta,Ng,In progress,Green,2026-12-31,60
E,Echo,Ng,In progress,Green,2026-12-31,5
"""
APRIL = f"""{HEAD}A,Alpha,Shah,In progress,Green,2027-12-31,48
B,Beta,withheld,In progress,Red,2027-06-30,16.9
C,Gamma,Diaz,In progress,amber / red,2028-08-31,7
E,Echo,Ng,Done,Green,2026-12-31,5
F,Foxtrot,Ng,Not started,Green,2030-12-31,20
"""


def stage(db: Database, text: str, label: str, **answers: str) -> Staged:
    made = staged(db, text, label, answers=answers)
    assert made.ready, made.questions
    return made


def changes(db: Database, text: str, label: str, **answers: str) -> Changes:
    return importing.outlook(db, stage(db, text, label, **answers), grant=ADMIN).changes


def counts(found: Changes) -> tuple[int, int, int, int]:
    return found.new, found.changed, found.gone, found.unchanged


def test_the_next_list_is_told_as_a_leader_says_it(db: Database, put: Put) -> None:
    put(MARCH)
    found = changes(db, APRIL, "list 2026-04-30.csv")
    assert counts(found) == (1, 4, 1, 0)
    assert sentence(found) == (
        "Since 31 Mar 2026: 1 project is new (£20.0m), 4 changed, 1 is no longer listed (£60.0m); "
        "1 finished (Echo); budgets rose by £12.4m in all (Alpha +£8.0m, Beta +£4.4m); "
        "1 finish date slipped by 5 months (Gamma); 1 rating worsened (Beta)."
    )
    told = [(cell.id, cell.field, *shown(cell)) for cell in found.cells]
    assert told == [
        ("A", "budget", "£40,000,000", "£48,000,000"),
        ("B", "owner", "Cole", "withheld"),
        ("B", "rating", "Amber", "Red"),
        ("B", "budget", "£12,500,000", "£16,900,000"),
        ("C", "finish", "31 Mar 2028", "31 Aug 2028"),
        ("E", "status", "In progress", "Done"),
    ], "most money first; a rating spelled otherwise is the same rating"
    assert [(thing.name, thing.amount, thing.unit) for thing in found.came] == [("Foxtrot", 20e6, "GBP")]
    assert [thing.name for thing in found.left] == ["Delta"]


def test_a_blank_cell_of_an_update_changes_nothing(db: Database, put: Put) -> None:
    put(MARCH)
    few = "Project ID,Project,Owner,Budget (£m)\nA,Alpha,,41\nB,Beta,,\nC,Gamma,Diaz,7\n"
    found = changes(db, few, "mended 2026-03-31.csv", mode="update")
    assert counts(found) == (0, 1, 0, 4)
    assert sentence(found) == "Against what is in use: 1 project changed; the budget of Alpha rose by £1.0m."
    assert found.dropped == {}


def test_what_an_update_leaves_out_stays_and_what_a_whole_list_leaves_out_goes(
    db: Database, put: Put
) -> None:
    put(MARCH)
    few = "\n".join(MARCH.splitlines()[:3]) + "\n"
    assert counts(changes(db, few, "few 2026-03-31.csv", mode="update")) == (0, 0, 0, 5)
    assert counts(changes(db, few, "few 2026-03-31.csv", mode="replace")) == (0, 0, 3, 2)
    assert counts(changes(db, few, "few 2026-04-30.csv")) == (0, 0, 3, 2), "a newer list is the whole list"


def test_a_column_that_the_file_lacks_is_told_once_and_not_per_project(db: Database, put: Put) -> None:
    put(MARCH)
    bare = (
        "\n".join(",".join(line.split(",")[:2] + line.split(",")[3:]) for line in MARCH.splitlines()) + "\n"
    )
    found = changes(db, bare, "list 2026-04-30.csv")
    assert (counts(found), found.dropped) == ((0, 0, 0, 5), {"owner": 5})
    assert sentence(found) == (
        "Since 31 Mar 2026 nothing has changed. 5 projects stay as before. "
        "The file has no column for owner (5); what stands there now would not count."
    )


def test_a_list_of_an_earlier_date_changes_no_state_in_use(db: Database, put: Put) -> None:
    put(MARCH)
    found = changes(db, APRIL, "list 2025-12-31.csv")
    assert (counts(found), found.others) == ((0, 0, 0, 5), Counts(new=5))
    assert sentence(found).endswith("5 projects stay as before. Of other dates, 5 rows are new.")


def test_a_whole_list_over_a_history_says_that_the_history_goes(db: Database, put: Put) -> None:
    put(MARCH.replace("40\n", "39\n"), "list 2026-02-28.csv")
    put(MARCH)
    found = changes(db, APRIL, "list 2026-04-30.csv", mode="replace")
    assert (counts(found), found.others) == ((1, 4, 1, 0), Counts(gone=5))
    assert sentence(found).endswith("Of other dates, 5 rows go.")


def test_a_changed_scale_of_ratings_is_not_told_as_changed_ratings(db: Database, put: Put) -> None:
    rows = [f"P{n},Project {n},Ng,In progress,{{}},2027-12-31,{n + 1}" for n in range(12)]
    five = [row.format("Amber/Green" if n % 2 else "Green") for n, row in enumerate(rows)]
    put(HEAD + "\n".join(five) + "\n")
    three = [row.format("Amber" if n % 2 else "Green") for n, row in enumerate(rows)]
    found = changes(db, HEAD + "\n".join(three) + "\n", "list 2026-04-30.csv")
    assert (found.changed, found.fields) == (6, {"rating": 6})
    assert sentence(found) == "Since 31 Mar 2026: 6 projects changed."


KPIS = "KPI,Unit,Jan 2026,Feb 2026\nOn time,%,80,82\nDefects,count,12,11\n"


def test_readings_are_compared_one_by_one(db: Database, put: Put) -> None:
    put(KPIS, "kpis.csv")
    more = "KPI,Unit,Jan 2026,Feb 2026,Mar 2026\nOn time,%,80,83,85\nDefects,count,12,11,9\n"
    found = changes(db, more, "kpis.csv", mode="update")
    assert counts(found) == (2, 1, 0, 3)
    assert [(cell.name, cell.field, cell.before, cell.after) for cell in found.cells] == [
        ("On time, Feb 2026", "value", 82.0, 83.0)
    ]
    assert sentence(found) == (
        "Against what is in use: 2 KPI values are new, 1 changed; cells changed in value (1)."
    )


def test_a_reading_is_named_with_its_dimensions(db: Database, put: Put) -> None:
    text = "KPI,Unit,Site,Period,Value\nOn time,%,Leeds,2026-01,80\nOn time,%,York,2026-01,82\n"
    put(text, "kpis.csv")
    found = changes(db, text.replace("82", "83"), "kpis.csv", mode="update")
    assert [cell.name for cell in found.cells] == ["On time, York, 2026-01"]


def test_milestones_are_compared_in_their_latest_state(db: Database, put: Put) -> None:
    text = (
        "Milestone ID,Milestone,Project,As of,Baseline,Forecast\n"
        "M1,Go live,A,{0},2026-06-30,{1}\nM2,Close,A,{0},2026-09-30,2026-09-30\n"
    )
    put(text.format("2026-03-31", "2026-06-30"), "milestones.csv")
    found = changes(db, text.format("2026-04-30", "2026-08-31"), "milestones.csv")
    assert counts(found) == (0, 1, 0, 1)
    assert [(cell.id, cell.field, *shown(cell)) for cell in found.cells] == [
        ("M1", "forecast_date", "30 Jun 2026", "31 Aug 2026")
    ]
    assert sentence(found) == (
        "Against what is in use: 1 milestone changed; cells changed in forecast date (1)."
    )


def test_own_criteria_are_cells_too(db: Database, put: Put) -> None:
    text = "Project ID,Project,Budget,Fit\nA,Alpha,4000000,3\nB,Beta,5000000,4\n"
    put(text, "list 2026-03-31.csv", mapping={"score.fit": "Fit"})
    staged = importing.stage(
        db,
        text.replace(",3\n", ",5\n").encode(),
        label="list 2026-04-30.csv",
        options=Options(mapping={"score.fit": "Fit"}),
        portfolio="main",
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    found = importing.outlook(db, staged, grant=ADMIN).changes
    assert [(c.id, c.field, c.before, c.after) for c in found.cells] == [("A", "score.fit", 3.0, 5.0)]


@pytest.mark.parametrize("mode", ["replace", "append"])
def test_an_empty_portfolio_has_nothing_to_compare_with(db: Database, mode: str) -> None:
    found = changes(db, MARCH, "list 2026-03-31.csv", mode=mode)
    assert (found.first, found.new, found.cells) == (True, 5, ())
    assert sentence(found) == "Nothing to compare with yet: 5 projects would be the first."


def test_the_rest_is_counted_beyond_what_is_listed(db: Database, put: Put) -> None:
    put(MARCH)
    staged = stage(db, APRIL, "list 2026-04-30.csv")
    found = importing.outlook(db, staged, grant=ADMIN, most=2).changes
    assert (len(found.cells), found.cells_total) == (2, 6)
