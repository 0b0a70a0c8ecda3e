"""Headers in two languages, headers with a number before them, and names that are not the project's."""

from __future__ import annotations

import pytest

from pmo_core.intake.mapping.candidates import candidates
from pmo_core.model import Kind
from tests.intake.by_hand import cells, read


def _fields(header: str) -> list[str]:
    return [found.field for found in candidates(header, Kind.PROJECTS, near=True)]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Projektitel / Operation name", "name"),
        ("ΗΜ/ΝΙΑ ΕΝΑΡΞΗΣ ΤΗΣ ΠΡΑΞΗΣ / OPERATION START DATE", "start"),
        ("Datum des Endes des Vorhabens/ operation end date", "finish"),
        ("2. Projektname", "name"),
        ("(4) Start date", "start"),
    ],
)
def test_a_header_means_what_either_half_or_what_follows_its_number_means(header: str, field: str) -> None:
    assert _fields(header)[0] == field


@pytest.mark.parametrize(
    "header",
    [
        "Name des Begünstigten",
        "Beneficiary name",
        "KPI name",
        "Name of category of intervention",
        "Interventionskategorie für das Vorhaben",
        "Budget / Variance",
        "numerator",
        "Heure de fin",
    ],
)
def test_the_name_of_something_else_is_not_the_project_s(header: str) -> None:
    assert _fields(header) == []


def test_long_headers_of_two_lines_keep_both_languages() -> None:
    rows = {
        "Bezeichnung des Vorhabens/\noperation name": ["Ankauf", "Neubau"],
        "Name des Begünstigten/\nname of beneficiary": ["Flach GmbH", "Hoch GmbH"],
        "Datum des Beginns des Vorhabens/\noperation start date": ["27.06.2016", "01.01.2015"],
    }
    reading = read(rows)
    assert cells(reading, "name") == ["Ankauf", "Neubau"]
    assert [day.isoformat() for day in cells(reading, "start")] == ["2016-06-27", "2015-01-01"]  # type: ignore[attr-defined]  # dates
