"""Registers of risks, issues and changes, lists without names, and headers that only resemble a field."""

from __future__ import annotations

import pytest

from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, read


@pytest.mark.parametrize(
    "text",
    [
        "Risk ID,Threat,Likelihood,Impact,Risk Rating,Owner,Status\nR-1,Phishing,High,High,High,IT,Open\n"
        "R-2,Lost key,Low,High,Medium,IT,Closed\n",
        "risk_id,project_id,category,description,probability,owner,status\n"
        "R1,P1,Permit,Permit may be late,0.5,Ann,Open\n"
        "R2,P1,Weather,Storms may delay,0.4,Bob,Closed\nR3,P2,Cost,Steel may cost more,0.2,Ann,Open\n",
        "change_id,task_id,status,requested,owner,reason\nCR-1,T1,Approved,2026-01-05,Ann,More tests\n"
        "CR-2,T9,Pending,2026-02-05,Bob,Other steel\n",
    ],
    ids=["risks", "risks of projects", "changes"],
)
def test_a_register_with_ids_of_its_own_is_a_log_and_no_list_of_projects(text: str) -> None:
    reading = read(text)
    assert (reading.kind, asked(reading), reading.rows_refused) == (Kind.NOTES, set(), 0)
    assert reading.rows_loaded == reading.rows_read


def test_an_issue_log_that_repeats_its_projects_never_drops_issues_as_duplicates() -> None:
    rows = {
        "issue_id": ["I1", "I2", "I3", "I4"],
        "project_id": ["P1", "P1", "P1", "P2"],
        "opened_date": ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"],
        "root_cause": ["Weather", "Supplies", "Design", "Weather"],
        "status": ["Closed", "Closed", "Open", "Closed"],
    }
    assert "duplicates" not in asked(read(rows))
    log = read(rows, kind=Kind.NOTES)
    assert (log.rows_loaded, cells(log, "subject_id")) == (4, ["P1", "P1", "P1", "P2"])


def test_a_project_list_with_risks_beside_it_stays_a_list_of_projects() -> None:
    rows = {
        "Project ID": ["P1", "P2"],
        "Project": ["Alpha", "Beta"],
        "Start": ["2026-01-01", "2026-02-01"],
        "Finish": ["2026-05-01", "2026-06-01"],
        "Risk": ["High", "Low"],
        "Issue": ["Late permit", "None so far"],
    }
    assert read(rows).kind is Kind.PROJECTS


def test_descriptions_name_rows_that_have_an_id_and_no_name() -> None:
    rows = {
        "ID": ["A1", "A2", "A3"],
        "Description": ["Automate tests", "Detect drift", "Build gateway"],
        "Team": ["Core", "Edge", "Core"],
        "Status": ["In progress", "Not started", "Done"],
    }
    reading = read(rows)
    assert cells(reading, "name") == rows["Description"]
    assert any("no column holds names" in guess.evidence for guess in reading.guesses)
    prose = {**rows, "Description": [f"{text}. {'It goes on and on. ' * 10}" for text in rows["Description"]]}
    assert cells(read(prose), "name") == rows["ID"]


def test_milestones_without_a_name_take_their_descriptions() -> None:
    text = (
        "Milestone ID,Level,Target Date,Description,(Optional) Milestone Coding\n"
        "DM-1,3,2027-08-03,Deliver header service.,\nDM-2,2,2027-08-10,Integrate header service.,SFM1\n"
    )
    reading = read(text)
    assert (reading.kind, reading.mapping["name"]) == (Kind.MILESTONES, "Description")


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Health Category", ["Excellent", "Critical", "Critical"]),
        ("Mitigation Strategy", ["Test early", "Buy twice", "Buy twice"]),
        ("Risk Status", ["Complete", "At risk", "At risk"]),
        ("Owner function", ["Engineering", "Procurement", "Procurement"]),
        (
            "Assignment",
            [
                "Prepare the pitch for the first class",
                "Write the proposal that is due soon",
                "Review it with all of the others",
            ],
        ),
        ("Projectlink", ["https://x.org/a", "https://x.org/b", "https://x.org/c"]),
        ("Requires exec escalation", ["Yes", "No", "No"]),
    ],
)
def test_a_header_that_only_begins_or_ends_like_a_field_is_left_out(header: str, texts: list[str]) -> None:
    rows = {"Project ID": ["P1", "P2", "P3"], "Project Name": ["Alpha", "Beta", "Gamma"], header: texts}
    reading = read({**rows, "Start": ["2026-01-01"] * 3})
    assert reading.unmapped == (header,)


@pytest.mark.parametrize(
    ("header", "text", "field"),
    [
        ("completion_pct", "85", "percent_complete"),
        ("Progress_Pct", "40", "percent_complete"),
        ("Funds_Allocated", "2500000", "budget"),
        ("Funds_Utilized", "2500000", "actual_cost"),
        ("current_start", "2026-01-05", "start"),
        ("current_finish", "2026-09-05", "finish"),
        ("Ended", "2026-09-05", "finish"),
        ("WBS ID", "4", "project_id"),
        ("Issue Number", "463", "project_id"),
        ("Est. Hours", "16", "effort"),
    ],
)
def test_more_headers_of_plans_and_trackers_map_by_themselves(header: str, text: str, field: str) -> None:
    assert read({"Project Name": ["Alpha"], "Owner": ["Ann"], header: [text]}).mapping[field] == header


def test_what_runs_now_is_the_start_of_today_beside_a_baseline() -> None:
    rows = {
        "Name": ["Alpha"],
        "Baseline start": ["2026-01-01"],
        "Baseline finish": ["2026-03-01"],
        "Current start": ["2026-02-01"],
        "Current finish": ["2026-05-01"],
    }
    mapping = read(rows).mapping
    assert (mapping["start"], mapping["finish"]) == ("Current start", "Current finish")
