"""Every kind of rows from a plain export, with the marks that such files bear."""

from __future__ import annotations

from datetime import date

from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, codes, missing, read


def test_a_project_list_with_title_total_and_placeholders() -> None:
    lines = (
        "Portfolio report as of 31/03/2026",
        "",
        "Proj. No;Project Title;Dept.;Project Manager;RAG;Start Date;End Date;Budget (£k);% Complete",
        "P-001;Payroll;HR;Lee, Ann;Amber;01/04/2025;31/12/2026;1.200,5;25 %",
        "P-002;Intranet;IT;Bob Cole;green;15/05/2025;TBC;800;40 %",
        ";Archive;IT;;Red;;;50;",
        "Total;;;;;;;2.050,5;",
    )
    reading = read("\n".join(lines), label="report.csv")
    assert (reading.kind, reading.rows_loaded, reading.rows_skipped) == (Kind.PROJECTS, 3, 1)
    assert reading.as_of == (date(2026, 3, 31),)
    assert cells(reading, "budget") == [1_200_500, 800_000, 50_000]
    assert cells(reading, "name")[2] == "Archive"
    assert missing(reading, "finish") == {5: "placeholder", 6: "blank"}
    assert "row.total" in codes(reading)


def test_costs_by_fiscal_year_one_row_each() -> None:
    reading = read(
        {
            "Project": ["P1", "P1", "P2", "P2"],
            "Financial year": ["2025/26", "2026/27", "2025/26", "2026/27"],
            "Spend £m": ["1.2", "0.8", "TBC", "4"],
        }
    )
    assert (reading.kind, cells(reading, "year")) == (Kind.PROJECT_COSTS, [2025, 2026] * 2)
    assert cells(reading, "amount") == [1_200_000, 800_000, None, 4_000_000]
    assert missing(reading, "amount") == {4: "placeholder"}


def test_objectives_with_weights_and_horizons_in_words() -> None:
    reading = read(
        {
            "Ref": ["SO1", "SO2", "SO3"],
            "Strategic objective": ["Grow revenue", "Net zero", "Safe"],
            "Weighting (%)": ["50", "30", "20"],
            "Accountable": ["Ann", "Bob", "Cy"],
            "Horizon": ["Long-term", "H2", "short"],
        }
    )
    assert (reading.kind, asked(reading)) == (Kind.OBJECTIVES, set())
    assert cells(reading, "objective_id") == ["SO1", "SO2", "SO3"]
    assert cells(reading, "weight") == [50, 30, 20]
    assert cells(reading, "horizon") == ["long", "medium", "short"]


def test_an_alignment_with_shares_and_one_without() -> None:
    rows = {"Project": ["Payroll", "Payroll", "Intranet"], "Strategic goal": ["Grow", "Net zero", "Grow"]}
    reading = read({**rows, "Contribution %": ["60", "40", "100"]})
    assert (reading.kind, cells(reading, "share")) == (Kind.ALIGNMENT, [0.6, 0.4, 1.0])
    plain = read(rows)
    assert (plain.kind, plain.rows_loaded) == (Kind.ALIGNMENT, 3)
    assert cells(plain, "objective_id") == ["Grow", "Net zero", "Grow"]


def test_milestones_keep_three_dates_and_tell_projects_apart() -> None:
    reading = read(
        {
            "Project": ["P1", "P1", "P2"],
            "Milestone": ["Go live", "Design approved", "Go live"],
            "Baseline finish": ["30/06/2026", "31/01/2026", "15/03/2026"],
            "Forecast finish": ["30/06/2026", "15/02/2026", "TBC"],
            "Actual finish": ["", "14/02/2026", ""],
            "% complete": ["20%", "100%", "0"],
        }
    )
    assert (reading.kind, len(set(cells(reading, "key")))) == (Kind.MILESTONES, 3)
    assert cells(reading, "actual_date") == [None, date(2026, 2, 14), None]
    assert cells(reading, "done_share") == [0.2, 1.0, 0.0]


def test_benefits_by_month_take_its_last_day_and_say_so() -> None:
    reading = read(
        {
            "Project": ["P1", "P1", "P2"],
            "Month": ["2026-01", "2026-02", "2026-01"],
            "Planned benefit (£k)": ["10", "20", "5"],
            "Realised benefit (£k)": ["8", "", "n/a"],
        }
    )
    assert (reading.kind, cells(reading, "planned")) == (Kind.BENEFITS, [10_000, 20_000, 5_000])
    assert cells(reading, "date")[0] == date(2026, 1, 31)
    assert missing(reading, "realised") == {3: "blank", 4: "not_applicable"}
    assert "date.approximate" in codes(reading)


def test_lessons_with_tags_in_one_cell() -> None:
    reading = read(
        {
            "No.": ["1", "2"],
            "Lesson learned": ["Start early", "Ask users"],
            "What happened": ["We were late\nby two months", "Nobody used it"],
            "Root cause": ["No plan", "No research"],
            "Recommendation": ["Plan", "Ask"],
            "Project": ["P1", "P2"],
            "Tags": ["plan; time", "users"],
        }
    )
    assert (reading.kind, cells(reading, "title")) == (Kind.LESSONS, ["Start early", "Ask users"])
    assert cells(reading, "tags") == [["plan", "time"], ["users"]]
    assert cells(reading, "what_happened")[0] == "We were late\nby two months"


def test_decisions_and_actions_are_notes() -> None:
    reading = read(
        {
            "Date": ["2026-01-02", "2026-01-09"],
            "Type": ["decision", "action"],
            "Decision / action": ["Stop P3", "Ask CFO"],
            "Owner": ["Ann", "Bob"],
            "Due": ["", "2026-02-01"],
            "Project": ["P3", "P1"],
            "Status": ["done", "open"],
        }
    )
    assert (reading.kind, cells(reading, "text")) == (Kind.NOTES, ["Stop P3", "Ask CFO"])
    assert cells(reading, "subject_id") == ["P3", "P1"]
    assert cells(reading, "due") == [None, date(2026, 2, 1)]


def test_settings_are_names_and_values() -> None:
    reading = read({"Setting": ["basis", "target"], "Value": ["budget", '{"short": 0.7}']})
    assert (reading.kind, cells(reading, "value")) == (Kind.SETTINGS, ["budget", '{"short": 0.7}'])


def test_a_row_that_names_nothing_is_refused_and_an_unreadable_cell_is_not() -> None:
    rows = {
        "Milestone": [f"M{n}" for n in range(9)] + [""],
        "Due date": ["2026-01-01"] * 8 + ["31/02/2026", ""],
    }
    reading = read({**rows, "Project": ["P1"] * 10})
    assert (reading.rows_loaded, reading.rows_refused) == (9, 1)
    assert {"key.blank", "date.impossible"} <= codes(reading)
