"""Dates of gates in a project list load as milestones beside the projects."""

from datetime import date

import pytest

from pmo_core.model import Kind
from tests.intake.by_hand import cells, codes, read

LIST = {
    "ID": ["P1", "P2", "P3"],
    "Project": ["Portal", "Roof", "Lift"],
    "Status": ["In progress"] * 3,
    "Start": ["2025-01-01", "2025-02-01", "2025-03-01"],
    "Budget (£k)": ["10", "20", "30"],
    "Finish": ["2026-12-31", "2027-01-31", "2028-01-31"],
}


def test_planned_and_actual_gates_are_one_milestone_each() -> None:
    gates = {
        "Gate 1 (planned)": ["2025-06-01", "2025-07-01", ""],
        "Gate 1 actual": ["2025-06-09", "", ""],
        "Gate 2 (planned)": ["2026-06-01", "n/a", "2026-08-01"],
        "Gate 2 actual": ["", "", ""],
    }
    reading = read(LIST | gates)
    (steps,) = reading.beside
    assert (steps.kind, steps.rows_loaded) == (Kind.MILESTONES, 4)
    assert cells(steps, "name") == ["Gate 1", "Gate 1", "Gate 2", "Gate 2"]
    assert cells(steps, "project_id") == ["P1", "P2", "P1", "P3"]
    assert cells(steps, "baseline_date")[0] == date(2025, 6, 1)
    assert cells(steps, "actual_date") == [date(2025, 6, 9), None, None, None]
    assert (reading.rows_loaded, reading.unmapped) == (3, ())
    assert [guess.name for guess in reading.guesses if guess.name == "stages"] == ["stages"]


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        (("Design complete - Baseline", "Design complete - Forecast"), {"Design complete"}),
        (("OBC approval date", "FBC approval date"), {"OBC approval", "FBC approval"}),
        (("Meilenstein 1 Plan", "Meilenstein 1 Ist"), {"Meilenstein 1"}),
        (("Gate 1", "Gate 2"), {"Gate 1", "Gate 2"}),
        (("Baseline: Phase 2 end", "Forecast: Phase 2 end"), {"Phase 2 end"}),
    ],
)
def test_stages_are_known_by_their_words(headers: tuple[str, ...], names: set[str]) -> None:
    days = ["2025-06-01", "2025-07-01", "2025-08-01"]
    (steps,) = read(LIST | dict.fromkeys(headers, days)).beside
    assert set(cells(steps, "name")) == names
    assert "row.refused" not in codes(steps)


@pytest.mark.parametrize(
    "more",
    [
        {"Next milestone": ["2026-01-01"] * 3, "Last milestone": ["2026-01-01"] * 3},
        {"Gate 1": ["passed", "open", "open"], "Gate 2": ["open", "open", "open"]},
        {"Gate 1 planned": ["2025-06-01"] * 3},
        {"Created": ["2026-01-01"] * 3, "Modified": ["2026-01-01"] * 3},
        {"Stage": ["Design", "Build", "Build"]},
    ],
    ids=["another one next time", "no dates", "a single column", "other dates", "a stage, no date"],
)
def test_what_is_no_date_of_a_stage_makes_no_milestone(more: dict[str, list[str]]) -> None:
    assert all(other.kind is not Kind.MILESTONES for other in read(LIST | more).beside)


def test_a_column_of_dates_is_never_the_stage_that_a_project_is_in() -> None:
    reading = read(LIST | {"Gate 1": ["2025-06-01", "n/a", "2025-07-01"], "Stage": ["Build"] * 3})
    assert reading.mapping["stage"] == "Stage"
    assert "stage" not in read(LIST | {"Gate": ["2025-06-01", "n/a", "2025-07-01"]}).mapping


def test_a_history_keeps_the_date_of_each_report() -> None:
    history = {
        "ID": ["P1", "P1"],
        "Project": ["Portal", "Portal"],
        "As of": ["2026-01-31", "2026-02-28"],
        "Gate 1 forecast": ["2026-05-01", "2026-06-01"],
        "Gate 2 forecast": ["2026-09-01", "2026-09-01"],
    }
    (steps,) = read(history).beside
    told = set(zip(cells(steps, "name"), cells(steps, "as_of"), cells(steps, "forecast_date"), strict=True))
    assert ("Gate 1", date(2026, 2, 28), date(2026, 6, 1)) in told
    assert len(told) == 4
