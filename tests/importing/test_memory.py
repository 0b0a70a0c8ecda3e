"""Answered once, remembered: the second file of a shape asks nothing that the first one answered."""

from __future__ import annotations

from pmo_core.importing import Staged
from pmo_core.importing.recipe import Recipe
from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.mappings import remembered
from tests.importing.conftest import Put

MARCH = (
    "Ref,Project,Budget,Due\nA,Portal,40.5,31/12/2026\nB,Campus,20.25,05/06/2027\nC,Archive,1.5,01/02/2027\n"
)
JUNE = (
    "Ref,Project,Budget,Due\nA,Portal,41.5,01/12/2026\nB,Campus,21.25,05/06/2027\nC,Archive,1.5,01/02/2027\n"
)
WIDE = """Ref,Project,Department,Status,Budget,Due
A,Portal,IT,Open,40.5,31/12/2026
B,Campus,HR,Open,2.5,05/06/2027
"""
MILLIONS = {"money_unit": "million"}


def _codes(issues: object) -> list[str]:
    assert isinstance(issues, tuple)
    return [issue.code for issue in issues if issue.code.startswith("memory.")]


def _budget(staged: Staged) -> object:
    assert staged.rows is not None
    return staged.rows["budget"].to_pylist()[0]


def test_the_unit_of_money_is_asked_once(put: Put) -> None:
    assert [q.id for q in put(MARCH).questions] == ["money_unit"]
    put(MARCH, answers=MILLIONS)
    second = put(JUNE, "list 2026-06-30.csv")
    assert second.questions == ()
    assert _budget(second) == 41_500_000
    guess = next(g for g in second.reading.guesses if g.name == "memory")
    assert (guess.value, guess.certainty) == ("as last time", "sure")
    assert "the same columns as “list 2026-03-31.csv”" in guess.evidence


def test_the_date_order_of_the_first_file_settles_the_second_where_its_cells_are_silent(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    second = put(JUNE, "list 2026-06-30.csv")
    assert second.reading.date_order == "day-first"
    assert second.rows is not None
    assert [d.isoformat() for d in second.rows["finish"].to_pylist()] == [
        "2026-12-01",
        "2027-06-05",
        "2027-02-01",
    ]


def test_dates_that_contradict_the_memory_are_asked_again(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    other = JUNE.replace("01/12/2026", "12/31/2026")
    asked = put(other, "list 2026-06-30.csv")
    assert [q.id for q in asked.questions] == ["dates"]
    assert asked.rows is None
    settled = put(other, "list 2026-06-30.csv", answers={"dates": "month-first"})
    assert settled.questions == ()
    assert settled.rows is not None
    assert settled.rows["finish"].to_pylist()[0].isoformat() == "2026-12-31"


def test_columns_in_another_order_and_spelling_are_the_same_shape(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    turned = "due,BUDGET,project,ref\n01/12/2026,41.5,Portal,A\n05/06/2027,21.25,Campus,B\n"
    second = put(turned, "list 2026-06-30.csv")
    assert second.questions == ()
    assert second.reading.mapping["budget"] == "BUDGET"
    assert _codes(second.issues) == []


def test_a_shape_that_is_nearly_the_same_is_taken_over_with_the_difference_named(put: Put) -> None:
    put(WIDE, answers=MILLIONS)
    more = WIDE.replace("Due\n", "Due,Risk\n").replace("2026\n", "2026,3\n").replace("2027\n", "2027,4\n")
    second = put(more, "list 2026-06-30.csv")
    assert second.questions == ()
    note = next(i for i in second.issues if i.code == "memory.difference")
    assert note.problem == "The columns differ from the last file of this shape: new: “Risk”."
    guess = next(g for g in second.reading.guesses if g.name == "memory")
    assert (guess.certainty, guess.evidence[:15]) == ("likely", "6 of 7 columns ")


def test_another_shape_is_not_read_with_the_memory(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    other = put("Project code,Project name,Cost to date\nX,One,3.5\nY,Two,4.5\n", "other 2026-06-30.csv")
    assert "money_unit" in [q.id for q in other.questions]
    assert all(g.name != "memory" for g in other.reading.guesses)


def test_a_column_mapped_by_hand_stays_mapped(put: Put) -> None:
    first = MARCH.replace("Budget", "Zielwert A (£m)").replace("Due", "Zielwert B")
    said = {"budget": "Zielwert A (£m)", "finish": "Zielwert B"}
    assert put(first, mapping=said).questions == ()
    second = put(first.replace("40.5", "44.5"), "list 2026-06-30.csv")
    assert second.questions == ()
    assert (second.reading.mapping["budget"], second.reading.mapping["finish"]) == tuple(said.values())
    assert _budget(second) == 44_500_000


def test_a_remembered_column_whose_cells_changed_is_named_and_not_used(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    words = JUNE
    for date in ("01/12/2026", "05/06/2027", "01/02/2027"):
        words = words.replace(date, "see the plan")
    second = put(words, "list 2026-06-30.csv")
    assert _codes(second.issues) == ["memory.column_changed"]
    issue = next(i for i in second.issues if i.code == "memory.column_changed")
    assert (issue.column, "the finish" in issue.problem) == ("Due", True)
    assert "finish" not in second.reading.mapping


def test_a_header_row_is_remembered(put: Put) -> None:
    text = "a,b\nx,y\nz,1\nw,2\n"
    said = {"header_row": "1"}
    put(text, kind=Kind.PROJECTS, mapping={"name": "a", "category": "b"}, answers=said)
    second = put(text.replace("w", "v"), "list 2026-06-30.csv")
    assert second.questions == ()
    assert second.reading.source.header_row == 1


def test_what_concerns_the_rows_of_one_file_is_not_remembered(db: Database, put: Put) -> None:
    twice = MARCH + "A,Portal,99.5,31/12/2026\n"
    put(twice, answers={**MILLIONS, "duplicates": "first", "as_of": "2026-03-31"})
    recipe = Recipe.from_json(remembered(db, "main")[0].recipe)
    assert dict(recipe.said) == MILLIONS


def test_the_user_goes_before_the_memory(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    assert _budget(put(JUNE, "list 2026-06-30.csv", answers={"money_unit": "thousand"})) == 41_500


def test_memory_none_reads_a_file_afresh(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    fresh = put(JUNE, "list 2026-06-30.csv", answers={"memory": "none"})
    assert "money_unit" in [q.id for q in fresh.questions]


def test_the_same_file_again_is_already_imported_whoever_answered(put: Put) -> None:
    put(MARCH, units={"budget": "million"}, currency="GBP")
    again = put(MARCH)
    assert again.already_imported == 1


def test_one_shape_is_remembered_once_however_often_it_comes(db: Database, put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    put(JUNE, "list 2026-06-30.csv")
    shapes = remembered(db, "main")
    assert [(s.kind, s.name) for s in shapes] == [(Kind.PROJECTS, "list 2026-03-31.csv")]


def test_a_refused_or_unanswered_file_leaves_nothing_behind(db: Database, put: Put) -> None:
    put(MARCH)
    assert remembered(db, "main") == []


def test_the_day_of_the_year_is_remembered_where_files_name_only_a_year(put: Put) -> None:
    first = put(MARCH, "list 2025.csv", answers=MILLIONS)
    assert [q.id for q in first.questions] == ["as_of"]
    put(MARCH, "list 2025.csv", answers={**MILLIONS, "as_of": "2025-03-31"})
    second = put(JUNE, "list 2026.csv")
    assert second.questions == ()
    assert [d.isoformat() for d in second.reading.as_of] == ["2026-03-31"]


def test_a_rating_that_stands_twice_is_asked_about_and_named(put: Put) -> None:
    rows = "A,Portal,31/12/2026,Red,IT,Open\nB,Campus,05/06/2027,Green,HR,Open\n"
    once = "Ref,Project,Due,RAG,Department,Status\n" + rows
    put(once)
    twice = once.replace("Status", "Status,RAG").replace("Open", "Open,Amber")
    second = put(twice, "list 2026-06-30.csv")
    assert [q.id for q in second.questions] == ["rating"]
    note = next(i for i in second.issues if i.code == "memory.difference")
    assert "new: “RAG (2)”" in note.problem


def test_ratings_joined_once_are_joined_again(put: Put) -> None:
    rows = "A,Portal,31/12/2026,Red,IT,\nB,Campus,05/06/2027,,HR,Green\n"
    file = "Ref,Project,Due,RAG,Department,RAG\n" + rows
    put(file, answers={"rating": "joined"})
    second = put(file.replace("Red", "Amber"), "list 2026-06-30.csv")
    assert second.questions == ()
    assert second.reading.table is not None
    assert second.reading.table["rating"].to_pylist() == ["Amber", "Green"]


def test_what_the_memory_answered_is_not_said_to_be_the_users_word(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    second = put(JUNE, "list 2026-06-30.csv")
    guess = next(g for g in second.reading.guesses if g.name == "money_unit")
    assert "list 2026-03-31.csv" in guess.evidence
    assert "you answered" not in guess.evidence


def test_a_unit_that_contradicts_what_was_said_is_asked_again(put: Put) -> None:
    put(MARCH, answers=MILLIONS)
    whole = JUNE.replace("41.5", "41500000").replace("21.25", "21250000").replace(",1.5,", ",1500000,")
    asked = put(whole, "list 2026-06-30.csv")
    assert [(q.id, q.text) for q in asked.questions] == [
        (
            "money_unit",
            "The amounts of this file read as whole units; so far you said millions. Which holds?",
        )
    ]
    assert _budget(put(whole, "list 2026-06-30.csv", answers={"money_unit": "one"})) == 41_500_000


HORIZONS = """Ref,Project,Budget (£m),Steuerung
A,Portal,40,Kern
B,Campus,20,Ausbau
C,Archive,1,Kern
"""


def test_a_column_chosen_and_explained_by_hand_is_read_the_same_way_again(put: Put) -> None:
    said = {"map.horizon": "Steuerung", "value.horizon.Kern": "short", "value.horizon.Ausbau": "long"}
    put(HORIZONS, answers=said)
    second = put(HORIZONS.replace("40", "41"), "list 2026-06-30.csv")
    assert second.reading.mapping["horizon"] == "Steuerung"
    assert second.rows is not None
    assert second.rows["horizon"].to_pylist() == ["short", "long", "short"]
    assert "memory.column_changed" not in _codes(second.issues)
