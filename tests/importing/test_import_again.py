"""A file that comes again: known by its own headers, in already, or added without a question."""

from __future__ import annotations

from pmo_core.store.database import Database
from pmo_core.store.mappings import remembered
from tests.importing.conftest import Put

MARCH = """Ref,Project,Budget,Due
A,Portal,40.5,31/12/2026
B,Campus,20.25,05/06/2027
C,Archive,1.5,01/02/2027
"""
MILLIONS = {"money_unit": "million"}


WIDE_KPI = "KPI,Unit,Jan 2026,Feb 2026,Mar 2026\nOn time,%,80,82,85\nDefects,count,12,11,9\n"


def test_a_table_with_a_column_per_month_is_known_by_its_own_headers(db: Database, put: Put) -> None:
    put(WIDE_KPI, "kpis.csv")
    (shape,) = remembered(db, "main")
    assert shape.headers == ("KPI", "Unit", "Jan 2026", "Feb 2026", "Mar 2026")
    second = put(WIDE_KPI.replace("85", "86"), "kpis.csv")
    assert [i.code for i in second.issues if i.code == "memory.difference"] == []
    assert any(g.name == "memory" and g.certainty == "sure" for g in second.reading.guesses)


def test_repeated_headers_are_no_difference_when_they_come_again(put: Put) -> None:
    text = "Issue key,Summary,Status,Labels,Labels,Watchers,Watchers\nA-1,One,Done,x,y,,\nA-2,Two,Open,z,,,\n"
    put(text, "jira 2026-03-31.csv")
    second = put(text.replace("Two", "Two more"), "jira 2026-03-31.csv")
    assert [i.code for i in second.issues if i.code.startswith("memory.")] == []


def test_an_answered_mode_does_not_make_the_same_file_another_one(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    other = "Ref,Project,Budget,Due\nX,One,40.5,31/12/2026\nY,Two,20.25,05/06/2027\n"
    loaded = put(other, answers={**MILLIONS, "mode": "append"})
    assert loaded.mode == "append"
    assert put(other).already_imported == 2


def test_an_undated_file_loaded_twice_is_in_already(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    undated = MARCH.replace("40.5", "44.5")
    put(undated, "list.csv", answers={"mode": "update"})
    assert put(undated, "list.csv", answers={"mode": "update"}).already_imported == 2


def test_new_kpis_are_added_without_a_question(put: Put) -> None:
    put(WIDE_KPI, "kpis.csv")
    assert (
        put(WIDE_KPI.replace("On time", "On cost").replace("Defects", "Rework"), "more.csv").mode == "append"
    )


def test_a_file_of_another_month_is_never_filed_under_the_month_before(put: Put) -> None:
    put(MARCH, "list 2026-06.csv", answers={**MILLIONS, "as_of": "2026-06-15"})
    assert [q.id for q in put(MARCH.replace("40.5", "41.5"), "list 2026-07.csv").questions] == ["as_of"]


def test_the_end_of_the_month_is_remembered_as_that(put: Put) -> None:
    put(MARCH, "list 2026-06.csv", answers={**MILLIONS, "as_of": "2026-06-30"})
    july = put(MARCH.replace("40.5", "41.5"), "list 2026-07.csv")
    assert (july.questions, [d.isoformat() for d in july.reading.as_of]) == ((), ["2026-07-31"])
    assert july.mode == "append"
    guess = next(g for g in july.reading.guesses if g.name == "as_of")
    assert guess.evidence == "as for “list 2026-06.csv”"
