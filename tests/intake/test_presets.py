"""Exports of the usual tools, a few rows each, with the headers that these tools write."""

from datetime import date
from pathlib import Path

import pytest

from pmo_core.intake.options import Options
from pmo_core.intake.reading import interpret_table
from pmo_core.intake.table import RawTable, Source
from tests.intake.by_hand import TODAY, asked, cells, read

EXPORTS: dict[str, tuple[dict[str, str], dict[str, list[object]]]] = {
    # file in exports/ → field to header, field to values
    "asana": (
        {
            "project_id": "Task ID",
            "name": "Name",
            "done": "Completed At",
            "category": "Projects",
            "status": "Section/Column",
        },
        {"done": [date(2026, 2, 1), None], "status_standard": ["done", "in_progress"]},
    ),
    "planner": (
        {
            "name": "Task Name",
            "status": "Progress",
            "done": "Completed Date",
            "start": "Start Date",
            "category": "Bucket Name",
        },
        {"priority": [2.0, 1.0], "start": [date(2026, 1, 6), date(2026, 2, 6)]},
    ),
    "azure_devops": (
        {
            "project_id": "ID",
            "name": "Title",
            "finish": "Target Date",
            "category": "Area Path",
            "owner": "Assigned To",
        },
        {
            "owner": ["Ann Lee", "Bob"],
            "finish": [date(2026, 9, 30), date(2026, 1, 31)],
            "effort": [None, None],
        },
    ),
    "servicenow": (
        {
            "project_id": "Number",
            "status": "State",
            "rating": "Overall health",
            "done": "Actual end date",
            "budget": "Estimated cost",
        },
        {
            "percent_complete": [0.75, 1.0],
            "status_standard": ["in_progress", "done"],
            "rating": ["Green", "Yellow"],
        },
    ),
    "jira_in_german": (
        {
            "project_id": "Vorgangsschlüssel",
            "name": "Zusammenfassung",
            "category": "Projektname",
            "done": "Erledigt",
        },
        {
            "finish": [date(2026, 10, 31), date(2026, 1, 31)],
            "effort": [1.0, 2.0],
            "status_standard": ["in_progress", "done"],
        },
    ),
    "clickup": (
        {"project_id": "Task ID", "name": "Task Name", "category": "List Name", "done": "Date Closed"},
        {"finish": [date(2026, 9, 21), date(2026, 3, 31)], "owner": ["Ann, Bob", "Cy"]},
    ),
    "smartsheet": (
        {"name": "Project Name", "finish": "Finish Date", "percent_complete": "% Complete"},
        {"start": [date(2026, 1, 15), date(2026, 2, 1)], "percent_complete": [0.45, 0.0]},
    ),
    "trello": (
        {"project_id": "Card ID", "name": "Card Name", "status": "List Name", "category": "Board Name"},
        {"finish": [date(2026, 6, 30), date(2026, 7, 31)], "status_standard": ["in_progress", "done"]},
    ),
}


@pytest.mark.parametrize("tool", EXPORTS)
def test_an_export_loads_without_a_question(tool: str) -> None:
    mapping, values = EXPORTS[tool]
    reading = read((Path(__file__).parent / "exports" / f"{tool}.csv").read_bytes())
    assert not reading.questions
    assert mapping.items() <= reading.mapping.items()
    for name, expected in values.items():
        assert cells(reading, name) == expected, name
    assert not any("Created" in header or header == "Erstellt" for header in reading.mapping.values())


def test_dates_that_a_spreadsheet_swapped_are_asked_and_repaired() -> None:
    """Real dates with days up to 12 only, texts with days above: 1 February became 2 January."""
    raw = RawTable(
        headers=("Project name", "Finish"),
        columns=(("A", "B", "C", "D"), ("2026-01-02", "2026-05-03", "13/02/2026", "28/02/2026")),
        rows=(2, 3, 4, 5),
        source=Source("x.xlsx", "0", sheet="S"),
        rows_read=4,
        typed_dates=frozenset({"Finish"}),
    )
    assert asked(interpret_table(raw, Options(), today=TODAY)) == {"dates_swapped"}
    swapped = interpret_table(raw, Options(answers={"dates_swapped": "swap"}), today=TODAY)
    assert cells(swapped, "finish")[:3] == [date(2026, 2, 1), date(2026, 3, 5), date(2026, 2, 13)]
    kept = interpret_table(raw, Options(answers={"dates_swapped": "keep"}), today=TODAY)
    assert cells(kept, "finish")[0] == date(2026, 1, 2)
