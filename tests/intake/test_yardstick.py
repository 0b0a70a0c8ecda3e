"""A yardstick for headers: five exports of no tool in particular, with near misses among their columns."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.intake.by_hand import read

ENOUGH = 0.95

Table = Mapping[str, tuple[str | None, list[str]]]
"""Header → the field that it means (None: none of ours), and its cells."""

REGISTER: Table = {
    "Project Ref.": ("project_id", ["P-1", "P-2", "P-3", "P-4"]),
    "Name of project": ("name", ["Payroll", "Intranet", "Archive", "Portal"]),
    "Lead Department": ("department", ["HR", "IT", "HR", "IT"]),
    "Senior Responsible Owner (SRO)": ("owner", ["Ann Lee", "Bob Ray", "Cy Orr", "Dee Fox"]),
    "Owner e-mail": (None, ["a@x.org", "b@x.org", "c@x.org", "d@x.org"]),
    "Current Phase": ("stage", ["Design", "Build", "Build", "Close"]),
    "Overall RAG status": ("rating", ["Green", "Amber", "Red", "Amber"]),
    "RAG comment": ("commentary", ["fine", "late by a month", "no budget", "short of people"]),
    "Planned start date": ("start", ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]),
    "Date created": (None, ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]),
    "Target completion date": ("finish", ["2026-01-01", "2026-02-01", "2026-03-01", "2027-04-01"]),
    "Approved budget (£k)": ("budget", ["1200", "800", "50", "90"]),
    "Budget variance (£k)": (None, ["12", "-80", "5", "0"]),
    "Actual spend to date (£k)": ("actual_cost", ["300", "200", "50", "10"]),
}

TRACKER: Table = {
    "ID": ("project_id", ["101", "102", "103", "104"]),
    "Title": ("name", ["Payroll", "Intranet", "Archive", "Portal"]),
    "State": ("status", ["In progress", "Done", "In progress", "New"]),
    "Assigned To": ("owner", ["Ann Lee", "Bob Ray", "Cy Orr", "Dee Fox"]),
    "Last updated": (None, ["2026-01-01", "2026-02-01", "2026-02-03", "2026-02-04"]),
    "Due": ("finish", ["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"]),
    "Closed Date": ("done", ["", "2026-02-01", "", ""]),
    "% done": ("percent_complete", ["40%", "100%", "25%", "0%"]),
    "Priority": ("priority", ["High", "Low", "Medium", "Low"]),
    "Watchers": (None, ["3", "1", "0", "2"]),
}

FINANCE: Table = {
    "Investment": ("name", ["Payroll", "Intranet", "Archive", "Portal"]),
    "Executive Sponsor": ("sponsor", ["Ann Lee", "Bob Ray", "Cy Orr", "Dee Fox"]),
    "Estimated total cost €m": ("budget", ["1.2", "0.8", "5.0", "9.5"]),
    "EAC €m": ("forecast_cost", ["1.3", "0.8", "5.5", "9.5"]),
    "Whole-life cost €m": ("whole_life_cost", ["3.2", "2.8", "15.0", "19.5"]),
    "Cost centre": (None, ["4711", "4712", "4711", "4713"]),
    "Expected benefits €m": ("planned_benefit", ["2.2", "1.8", "5.5", "9.5"]),
    "Realised benefits €m": ("realised_benefit", ["0.2", "0", "1.5", "2.5"]),
    "Risk score": ("risk", ["1", "3", "5", "2"]),
    "Run/Grow/Transform": ("horizon", ["Run", "Grow", "Transform", "Run"]),
    "Strategic objective": ("objective", ["Growth", "Safety", "Growth", "Green"]),
}

GERMAN: Table = {
    "Projektnummer": ("project_id", ["17", "18", "19", "20"]),
    "Projektbezeichnung": ("name", ["Lohn", "Intranet", "Archiv", "Portal"]),
    "Geschäftsbereich": ("department", ["Personal", "IT", "Personal", "IT"]),
    "Projektleiter": ("owner", ["Anna Lee", "Bernd Ray", "Cem Orr", "Dora Fox"]),
    "Ampel": ("rating", ["Grün", "Gelb", "Rot", "Grün"]),
    "Beginn": ("start", ["01.02.2025", "15.02.2025", "20.03.2025", "01.04.2025"]),
    "Ende (geplant)": ("finish", ["01.02.2026", "15.02.2026", "20.03.2026", "01.04.2026"]),
    "Budget (T€)": ("budget", ["1.200,5", "800,0", "50,0", "90,0"]),
    "Bemerkung Controlling": ("commentary", ["ok", "prüfen", "ok", "prüfen"]),
}

PORTFOLIO: Table = {
    "Initiative": ("name", ["Payroll", "Intranet", "Archive", "Portal"]),
    "Business Unit": ("department", ["HR", "IT", "HR", "IT"]),
    "Report date": ("as_of", ["2026-03-31"] * 4),
    "Delivery confidence": ("rating", ["Green", "Amber", "Red", "Amber"]),
    "Start": ("start", ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]),
    "Baseline finish": ("baseline_finish", ["2026-01-01", "2026-02-01", "2026-03-01", "2027-04-01"]),
    "Forecast finish": ("finish", ["2026-02-01", "2026-02-01", "2026-04-01", "2027-05-01"]),
    "Effort (person-days)": ("effort", ["120", "80", "40", "300"]),
    "Executive summary": ("commentary", ["On plan.", "Late.", "Stopped for now.", "Begins in May."]),
}

TABLES = {
    "register": REGISTER,
    "tracker": TRACKER,
    "finance": FINANCE,
    "german": GERMAN,
    "portfolio": PORTFOLIO,
}


def _found(table: Table) -> dict[str, str]:
    reading = read({header: cells for header, (_, cells) in table.items()})
    assert reading.kind == "projects"
    return {header: field for field, header in reading.mapping.items()}


def test_the_yardstick_has_53_headers() -> None:
    headers = [meant for table in TABLES.values() for meant, _ in table.values()]
    assert len(headers) == 53
    assert sum(meant is not None for meant in headers) == 47


@pytest.mark.parametrize("name", TABLES)
def test_no_header_is_mapped_to_a_field_that_it_does_not_mean(name: str) -> None:
    found = _found(TABLES[name])
    assert {h: field for h, field in found.items() if TABLES[name][h][0] != field} == {}


def test_nearly_all_headers_that_mean_a_field_map_by_themselves() -> None:
    missed: list[str] = []
    mappable = 0
    for table in TABLES.values():
        found = _found(table)
        mappable += sum(meant is not None for meant, _ in table.values())
        missed += [header for header, (meant, _) in table.items() if meant and found.get(header) != meant]
    assert len(missed) <= (1 - ENOUGH) * mappable, missed
