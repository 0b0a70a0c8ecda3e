"""The exports of the usual tools in data/samples: every figure equals what the invented projects say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.exports.items import ITEMS, Item
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Kind
from tests.intake.by_hand import cells, codes

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
TODAY = date(2026, 7, 1)
BY_NAME = {item.name: item for item in ITEMS}

STANDARD = {
    "todo": "not_started",
    "doing": "in_progress",
    "blocked": "blocked",
    "done": "done",
    "cancelled": "cancelled",
}
BY_CATEGORY = {**STANDARD, "blocked": "in_progress", "cancelled": "done"}
PLANNER = {**STANDARD, "blocked": "in_progress", "cancelled": "not_started"}

# file → preset, rows read, loaded, skipped, standard status by state, fields that every row must bear out
EXPECTED: dict[str, tuple[str | None, int, int, int, dict[str, str] | None, str]] = {
    "jira": ("Jira", 36, 24, 12, BY_CATEGORY, "start finish done effort priority owner budget"),
    "jira_german": ("Jira", 18, 18, 0, BY_CATEGORY, "start finish done effort priority owner budget"),
    "jira_french": ("Jira", 18, 18, 0, BY_CATEGORY, "start finish done effort priority owner budget"),
    "jira_portuguese": ("Jira", 18, 18, 0, BY_CATEGORY, "start finish done effort priority owner budget"),
    "asana": ("Asana", 36, 24, 12, STANDARD, "start finish done owner budget"),
    "planner": ("MS Planner", 24, 24, 0, PLANNER, "start finish done owner"),
    "planner_form": ("MS Planner", 16, 16, 0, PLANNER, "start owner"),
    "ms_project_table": ("MS Project", 36, 30, 6, None, "start finish effort owner budget percent_complete"),
    "ms_project": ("MS Project", 30, 24, 6, None, "start finish owner percent_complete"),
    "smartsheet_projects": (
        "Smartsheet (projects)", 24, 24, 0, STANDARD, "start finish owner budget percent_complete",
    ),
    "smartsheet_tasks": (
        "Smartsheet (tasks)", 24, 24, 0, STANDARD, "start finish owner effort percent_complete",
    ),
    "monday": ("monday.com", 47, 24, 23, STANDARD, "start finish owner budget"),
    "trello": ("Trello", 24, 20, 4, STANDARD, "start finish owner"),
    "azure_devops": ("Azure DevOps", 32, 24, 8, STANDARD, "start finish done owner effort"),
    "azure_devops_tree": ("Azure DevOps", 24, 12, 12, STANDARD, "finish owner"),
    "clickup": ("ClickUp", 25, 24, 1, STANDARD, "start finish done effort"),
    "linear": ("Linear", 24, 24, 0, STANDARD, "finish done"),
    "shortcut": ("Shortcut", 24, 22, 2, STANDARD, "finish done"),
    "openproject": ("OpenProject", 24, 24, 0, STANDARD, "start finish owner effort percent_complete"),
    "servicenow": ("ServiceNow", 24, 24, 0, STANDARD, "start finish done owner budget actual_cost"),
    "servicenow_fields": ("ServiceNow", 24, 24, 0, STANDARD, "finish done owner budget percent_complete"),
    "status_report": (None, 20, 18, 2, None, "start owner percent_complete"),
}  # fmt: skip


def reading_of(name: str, **options: object) -> Reading:
    path = next(path for path in SAMPLES.iterdir() if path.stem.replace("_2026-06-30", "") == name)
    told = Options(**options)  # type: ignore[arg-type]  # options by name
    found = interpret(path.read_bytes(), path.name, told, limits=PAGE_LIMITS, today=TODAY)
    assert found.rows_loaded + found.rows_refused + found.rows_skipped == found.rows_read
    return found


def said(item: Item, field: str) -> object:
    """What a field must be of an item, in the units of the store."""
    if field in ("budget", "actual_cost"):
        return (item.budget if field == "budget" else item.spent) * 1000
    if field == "effort":
        return 4.75 if item.number == 24 else item.hours / 8
    return item.per_cent / 100 if field == "percent_complete" else getattr(item, field)


def borne_out(item: Item, field: str, value: object) -> bool:
    wanted = said(item, field)
    if field == "owner":
        return str(value).startswith(item.owner)
    if field == "priority":
        return value == item.priority
    if isinstance(wanted, float):
        return isinstance(value, float) and abs(value - wanted) < 1e-6
    return value == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_loads_with_the_rows_that_its_tool_means(name: str) -> None:
    preset, read, loaded, skipped, _, _ = EXPECTED[name]
    found = reading_of(name)
    assert not found.questions
    assert found.kind is Kind.PROJECTS
    assert [guess.value for guess in found.guesses if guess.name == "preset"] == ([preset] if preset else [])
    assert (found.rows_read, found.rows_loaded, found.rows_skipped) == (read, loaded, skipped)
    assert found.rows_refused == 0
    assert found.as_of == (date(2026, 6, 30),)
    assert not found.as_of_assumed


@pytest.mark.parametrize("name", EXPECTED)
def test_every_cell_of_a_sample_is_what_the_project_says(name: str) -> None:
    *_, fields = EXPECTED[name]
    found = reading_of(name)
    items = [BY_NAME.get(str(cell)) for cell in cells(found, "name")]
    assert sum(item is not None for item in items) >= 12
    for field in fields.split():
        wrong = [
            (item.name, value, said(item, field))
            for item, value in zip(items, cells(found, field), strict=True)
            if item
            and (value is not None or said(item, field) is not None)
            and not _excused(name, item, field)
            if not borne_out(item, field, value)
        ]
        assert wrong == [], field


def _excused(name: str, item: Item, field: str) -> bool:
    """Cells that a sample withholds on purpose."""
    tbc = name == "jira" and field == "budget" and item.number == 19
    whole = name != "jira" and field == "effort" and item.number == 24
    return tbc or whole


@pytest.mark.parametrize("name", [name for name, row in EXPECTED.items() if row[4]])
def test_the_standard_status_is_what_the_tool_means_by_its_words(name: str) -> None:
    standards = EXPECTED[name][4] or {}
    found = reading_of(name)
    rows = zip(cells(found, "name"), cells(found, "status_standard"), strict=True)
    wrong = {
        (str(project), status)
        for project, status in rows
        if str(project) in BY_NAME and status != standards[BY_NAME[str(project)].state]
    }
    assert wrong == set()


def test_currencies_are_those_of_the_headers_and_cells() -> None:
    coins = {"jira": "GBP", "jira_german": "EUR", "asana": "GBP", "servicenow": "GBP", "status_report": "EUR"}
    assert {name: set(cells(reading_of(name), "currency")) - {None} for name in coins} == {
        name: {coin} for name, coin in coins.items()
    }


def test_health_is_read_wherever_it_stands() -> None:
    for name in ("servicenow", "servicenow_fields", "smartsheet_projects", "status_report"):
        assert {"Green", "Yellow", "Red"} == set(cells(reading_of(name), "rating")) - {None}, name


def test_the_other_level_of_a_family_is_loaded_on_request() -> None:
    assert reading_of("jira", answers={"children": "all"}).rows_loaded == 36
    assert reading_of("jira", answers={"children": "leaves"}).rows_loaded == 30
    assert reading_of("ms_project", answers={"children": "top"}).rows_loaded == 6
    assert reading_of("azure_devops_tree", answers={"children": "leaves"}).rows_loaded == 12


def test_archived_cards_are_loaded_on_request() -> None:
    assert reading_of("trello", answers={"archived": "all"}).rows_loaded == 24


def test_milestones_of_a_plan_are_named() -> None:
    for name in ("ms_project_table", "smartsheet_tasks"):
        assert "row.milestone" in codes(reading_of(name))
