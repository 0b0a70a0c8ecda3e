"""A kind is taken without a question only if something in the file is found with that kind alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.intake.by_hand import asked, read

NAMES = ["Payroll", "Portal", "Roof"]

ANYTHING = {
    "a key and a value": {"key": ["a", "b", "c"], "val": ["1", "2", "3"]},
    "films": {
        "Title": NAMES,
        "Category": ["Drama", "Comedy", "Drama"],
        "Director": ["Ann Lee", "Bob Ray", "Cid Day"],
        "Release Date": ["1994-10-14", "1972-03-24", "1974-12-20"],
        "Rank": ["1", "2", "3"],
    },
    "companies": {
        "id": ["1", "2", "3"],
        "name": NAMES,
        "description": ["sells shoes", "sells hats", "sells tea"],
        "tags": ["a", "b", "c"],
        "url": ["https://a.example", "https://b.example", "https://c.example"],
    },
    "persons": {"name": ["Ann", "Bob", "Cid"], "description": ["one", "two", "three"]},
    "files": {"path": ["a.txt", "b.txt", "c.txt"], "note": ["one", "two", "three"]},
}


@pytest.mark.parametrize("rows", ANYTHING.values(), ids=ANYTHING)
def test_ids_names_and_free_text_are_no_evidence(rows: Mapping[str, Sequence[str]]) -> None:
    assert "kind" in asked(read(rows, header_row=1))


@pytest.mark.parametrize("label", ["Projektliste.csv", "initiatives.csv", "lista_de_proyectos.csv"])
def test_the_name_of_the_file_says_that_its_names_are_projects(label: str) -> None:
    reading = read(ANYTHING["persons"], label=label)
    assert (asked(reading), reading.kind) == (set(), "projects")


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Project", "Owner", "projects"),
        ("Vorhaben", "Beschreibung", "projects"),
        ("Nom du projet", "Description", "projects"),
        ("Initiative", "Category", "projects"),
        ("Name", "Project manager", "projects"),
        ("ID", "Objective", "objectives"),
        ("Stakeholder", "Role", "stakeholders"),
        ("Lesson", "Recommendation", "lessons"),
        ("Date", "Decision", "notes"),
    ],
)
def test_one_telling_header_is_enough(first: str, second: str, kind: str) -> None:
    columns = {"ID": ["1", "2", "3"], "Date": ["2026-01-05", "2026-01-12", "2026-01-19"]}
    reading = read({first: columns.get(first, NAMES), second: ["Ann Lee", "Bob Ray", "Cid Day"]})
    assert (asked(reading), reading.kind) == (set(), kind)


def test_a_plain_list_with_money_and_a_date_is_one_of_projects() -> None:
    reading = read({"Name": NAMES, "Budget": ["€100k", "€200k", "€300k"], "Finish": ["2026-01-31"] * 3})
    assert (asked(reading), reading.kind) == (set(), "projects")


def test_a_projection_is_no_project() -> None:
    assert asked(read({"Name": NAMES, "Projection": ["a", "b", "c"]}, header_row=1)) == {"kind"}


def test_a_told_column_settles_the_kind() -> None:
    reading = read(ANYTHING["persons"], mapping={"commentary": "description"})
    assert (asked(reading), reading.kind) == (set(), "projects")
