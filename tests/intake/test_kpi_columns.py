"""Columns that KPIs are judged by: kept where half of them reads, else left out with a warning."""

from __future__ import annotations

from pmo_core.model import Kind
from tests.intake.by_hand import read


def test_what_kpis_are_judged_by_is_kept_where_half_of_it_reads_and_the_rest_is_named() -> None:
    columns = {
        "KPI": ["A"] * 6,
        "Period": [f"2026-0{month}" for month in range(1, 7)],
        "Value": list("123456"),
    }
    block = ["see minutes", "see minutes", "see minutes"]
    reading = read(columns | {"Target": ["7", "7", "7", *block]}, kind=Kind.KPIS)
    assert "target" in reading.mapping
    issue = next(one for one in reading.issues if one.column == "Target" and one.severity == "warning")
    assert issue.row == 5
    gone = read(columns | {"Target": ["7", "7", *block, "soon"]}, kind=Kind.KPIS)
    assert "target" not in gone.mapping
    left = next(one for one in gone.issues if one.code == "mapping.guard")
    assert (left.severity, left.row) == ("warning", 4)
    assert "row 5: “see minutes”" in left.problem
