"""A small export of issues and a list of 4,123 tasks, against csv alone."""

from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import cells
from tests.real import plain
from tests.real.said import loaded

pytestmark = pytest.mark.real
EXPORT = "jira_exports/jira_testautogen.csv"
TASKS = "jira_cycle_times/jira.csv"
STANDARD = {"To Do": "not_started", "In Progress": "in_progress", "Done": "done"}


@cache
def both(real: Path, name: str) -> tuple[Reading, list[dict[str, str]]]:
    return loaded(real, name), plain.records(real / name)


def test_issues_load_by_key_and_summary(real: Path) -> None:
    reading, rows = both(real, EXPORT)
    assert reading.rows_loaded == len(rows) == 22
    assert cells(reading, "project_id") == [row["Issue key"] for row in rows]
    assert cells(reading, "name") == [" ".join(row["Summary"].split()) for row in rows]
    assert reading.mapping["category"] == "Project name"
    assert reading.as_of_assumed


def test_issues_keep_their_status_and_its_category(real: Path) -> None:
    reading, rows = both(real, EXPORT)
    assert Counter(cells(reading, "status")) == Counter(row["Status"] for row in rows)
    assert cells(reading, "status_standard") == [STANDARD[row["Status Category"]] for row in rows]


def test_what_was_created_is_no_start_and_what_was_resolved_is_done(real: Path) -> None:
    reading, rows = both(real, EXPORT)
    assert "Created" not in reading.mapping.values()
    assert cells(reading, "done") == [day(row["Resolved"]) for row in rows]
    assert cells(reading, "finish") == [day(row["Due date"]) for row in rows]
    assert cells(reading, "start") == [day(row["Custom field (Start date)"]) for row in rows]


def test_account_ids_and_watchers_are_left_out(real: Path) -> None:
    reading, _ = both(real, EXPORT)
    personal = {"Assignee Id", "Reporter Id", "Creator Id", "Watchers", "Watchers Id", "Project lead id"}
    assert personal <= set(reading.unmapped)


def test_tasks_go_by_their_ids_and_end_on_their_days(real: Path) -> None:
    reading, rows = both(real, TASKS)
    assert reading.rows_loaded == len(rows) == 4123
    assert cells(reading, "project_id") == [row["id"] for row in rows]
    finished = [date.fromisoformat(row["finished_date"]) if row["finished_date"] else None for row in rows]
    assert cells(reading, "done") == finished
    assert len(set(cells(reading, "project_id"))) == len({row["id"] for row in rows})


def test_1662_tasks_were_done_before_they_were_created_and_are_named(real: Path) -> None:
    """Durations that nobody should average; the rows load."""
    reading, rows = both(real, TASKS)
    backwards = [at for at, row in enumerate(rows, start=2) if row["finished_date"] < row["created_date"]]
    assert len(backwards) == sum(int(row["cycle_time_days"]) < 0 for row in rows) == 1662
    named = [issue.row for issue in reading.issues if issue.code == "date.done_before_created"]
    assert named == backwards


def day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%b/%y %I:%M %p").date() if text else None  # noqa: DTZ007  # no zone is given
