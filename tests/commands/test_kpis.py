"""`kpis`: the demo against sums done by hand, and what hostile files leave standing."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run

DEMO = Path(__file__).parents[2] / "data" / "demo" / "kpis.csv"


def brought(run: Run, folder: Path, text: str, *options: str) -> dict[str, Any]:
    """The answer about one file of KPI readings."""
    file = folder / "kpis 2026-09-30.csv"
    file.write_text(text, encoding="utf-8")
    code, document = run("import", str(file), "--kind", "kpis", *options)
    assert code == 0, document
    code, found = run("kpis", "--as-of", "2026-09-30")
    assert code == 0, found
    return found


def limits(values: Sequence[float]) -> tuple[float, float, float]:
    mean = sum(values) / len(values)
    moving = sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
    return mean, mean - 2.66 * moving, mean + 2.66 * moving


def test_the_demo_agrees_with_sums_done_by_hand(run: Run) -> None:
    assert run("demo")[0] == 0
    code, found = run("kpis", "--portfolio", "Demo")
    assert code == 0
    rows: dict[str, list[dict[str, str]]] = {}
    with DEMO.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["name"], []).append(row)
    assert {one["name"] for one in found["series"]} == set(rows)
    for one in found["series"]:
        own = rows[one["name"]]
        values = [float(row["value"]) for row in own]
        assert (one["latest"], one["n"], one["period"]) == (values[-1], len(values), own[-1]["period"])
        if len(values) < 6:
            assert one["mean"] is one["lower"] is one["upper"] is None
            assert one["reasons"]["mean"] == "fewer than 6 points in this phase"
        elif not one["cumulative"]:
            expected = limits(values)
            assert (one["mean"], one["lower"], one["upper"]) == pytest.approx(expected)
            outside = [row["period"] for row in own if not expected[1] <= float(row["value"]) <= expected[2]]
            assert [s["period"] for s in one["signals"] if s["rule"] == "R1"] == outside
    assert found["counts"] == {"met": 6, "missed": 6, "no_target": 1, "no_direction": 1, "no_value": 0}
    assert (found["changed"], found["by_dimension"]) == (3, 0)


def test_the_index_counts_what_the_command_counts(run: Run) -> None:
    run("demo")
    counts = run("kpis", "--portfolio", "Demo")[1]["counts"]
    components = run("balance", "--portfolio", "Demo")[1]["components"]
    score = next(one["score"] for one in components if one["id"] == "kpis")
    assert score == pytest.approx(100 * counts["met"] / (counts["met"] + counts["missed"]))


def test_totals_are_shown_and_dimensions_counted(run: Run, tmp_path: Path) -> None:
    rows = [
        f"Jobs,{region},{year},{year % 100}"
        for region in ("", "North", "South")
        for year in range(2015, 2025)
    ]
    found = brought(run, tmp_path, "\n".join(["KPI,Region,Year,Value", *rows]))
    assert [(one["name"], one["dimensions"]) for one in found["series"]] == [("Jobs", {})]
    assert found["by_dimension"] == 2
    every = run("kpis", "--as-of", "2026-09-30", "--all")[1]
    assert [one["dimensions"] for one in every["series"]] == [{}, {"Region": "North"}, {"Region": "South"}]
    assert every["by_dimension"] == 0


def test_a_series_of_one_point_has_its_value_and_no_verdict(run: Run, tmp_path: Path) -> None:
    found = brought(run, tmp_path, "KPI,Period,Value,Target,Direction\nSpeed,2026-08,7,5,higher\n")
    one = found["series"][0]
    assert (one["latest"], one["met"], one["n"], one["verdict"]) == (7, True, 1, "not enough data")
    assert one["p"] is one["slope"] is one["hit"] is None
    assert one["reasons"]["p"] == "fewer than 5 readings"


def test_targets_without_values_are_kpis_without_a_value(run: Run, tmp_path: Path) -> None:
    rows = ["Speed,2026-07,,5,higher", "Speed,2026-08,,5,higher", "Cost,2026-08,3,4,lower"]
    found = brought(run, tmp_path, "\n".join(["KPI,Period,Value,Target,Direction", *rows]))
    assert found["counts"] == {"met": 1, "missed": 0, "no_target": 0, "no_direction": 0, "no_value": 1}
    speed = found["series"][1]
    assert (speed["latest"], speed["period"], speed["blanks"]) == (None, None, 2)
    assert speed["reasons"]["met"] == "no value"


def test_text_among_the_values_leaves_and_never_acts_as_zero(run: Run, tmp_path: Path) -> None:
    values = ["10", "12", "n/a", "11", "see note", "10", "12", "11"]
    rows = [f"Speed,2026-0{month},{value}" for month, value in enumerate(values, start=1)]
    found = brought(run, tmp_path, "\n".join(["KPI,Period,Value", *rows]))
    one = found["series"][0]
    assert (one["n"], one["blanks"], one["mean"]) == (6, 2, 11)


def test_mixed_grains_are_a_series_each(run: Run, tmp_path: Path) -> None:
    rows = [f"Speed,2025-{month:02},{month}" for month in range(1, 13)] + ["Speed,2024,70", "Speed,2025,78"]
    found = brought(run, tmp_path, "\n".join(["KPI,Period,Value", *rows]))
    assert {(one["grain"], one["n"]) for one in found["series"]} == {("month", 12), ("year", 2)}


def test_grains_that_come_in_two_files_stay_apart_too(run: Run, tmp_path: Path) -> None:
    brought(run, tmp_path, "KPI,Period,Value\nSpeed,2024,70\nSpeed,2025,78\n")
    months = "\n".join(f"Speed,2025-{month:02},{month}" for month in range(1, 13))
    found = brought(run, tmp_path, f"KPI,Period,Value\n{months}\n", "--mode", "append")
    assert {(one["grain"], one["n"]) for one in found["series"]} == {("month", 12), ("year", 2)}


def test_a_period_twice_is_a_question_and_nothing_is_loaded(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "kpis.csv"
    file.write_text("KPI,Period,Value\nSpeed,2026-07,5\nSpeed,2026-07,6\nSpeed,2026-08,7\n", encoding="utf-8")
    code, document = run("import", str(file), "--kind", "kpis")
    assert (code, document["outcome"]) == (3, "question")
    assert [question["id"] for question in document["questions"]] == ["duplicates"]


def test_a_portfolio_without_kpis_has_none(run: Run, small: Path) -> None:
    assert run("import", str(small), "--answer", "money_unit=million", "--currency", "GBP")[0] == 0
    code, found = run("kpis")
    assert code == 0
    assert (found["series"], found["changed"]) == ([], 0)


def test_the_index_leaves_series_by_dimension_out_too(run: Run, tmp_path: Path) -> None:
    rows = [
        f"Jobs,{region},2026-08,{value},5,higher" for region, value in (("", 6), ("North", 2), ("South", 4))
    ]
    brought(run, tmp_path, "\n".join(["KPI,Region,Period,Value,Target,Direction", *rows]))
    components = run("balance", "--as-of", "2026-09-30")[1]["components"]
    assert next(one["score"] for one in components if one["id"] == "kpis") == 100
