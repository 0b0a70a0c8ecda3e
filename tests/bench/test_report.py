from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bench import report, verdict
from bench.machine import WRITTEN, Watch, cold_read, commit
from bench.rounds import Record, Run
from bench.verdict import Conditions

ROW_KEYS = {
    "op",
    "n",
    "runs",
    "ours",
    "peer",
    "floor",
    "ratio",
    "equal",
    "decides",
    "value",
    "target",
    "verdict",
}
COST_KEYS = {"wall_s", "wall_min_s", "cpu_s", "rss_mb", "disk_mb", "runs"}


def document(commit: str = "abc", wall: float = 1.0) -> dict[str, Any]:
    runs = Record([Run(wall, 1.0, 50.0, {"rows": 3}, {"polars": "2.1.0"})])
    skipped = Record(problem="skipped: pandas is not installed")
    rows = [
        row
        for peer in (("polars", Record([Run(1.0, 1.0, 100.0, {"rows": 3}, {})])), ("pandas", skipped))
        for row in verdict.rows(
            "load-known",
            10**6,
            ours=runs,
            peer=peer,
            limits={"wall": 1.3},
            floor_s=0.05,
            conditions=Conditions(),
        )
    ]
    machine = {"cores": 2, "load1": [0.1, 0.9], "own_load": 0.8, "loaded": False}
    return report.results(
        rows, commit=commit, at="2026-11-23T10:00:00Z", machine=machine, versions={"polars": "2.1.0"}
    )


def test_the_document_is_complete() -> None:
    told = document()
    assert set(told) == {"schema", "commit", "at", "machine", "versions", "rows"}
    full, skipped = told["rows"]
    assert set(full) == ROW_KEYS
    assert set(full["ours"]) == COST_KEYS
    assert set(full["peer"]) == COST_KEYS | {"name", "extrapolated"}
    assert set(full["ratio"]) == {"wall", "cpu", "rss", "floor"}
    assert set(skipped) == {"op", "n", "peer", "verdict", "reason"}


def test_nothing_in_it_names_the_machine(tmp_path: Path) -> None:
    report.keep(document(), folder=tmp_path)
    kept = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert str(Path.home()) not in kept
    assert set(json.loads((tmp_path / "results.json").read_text("utf-8"))["machine"]) == {
        "cores",
        "load1",
        "own_load",
        "loaded",
    }


def test_the_history_keeps_one_line_per_commit_the_newest_last(tmp_path: Path) -> None:
    for told in (document("abc"), document("def"), document("abc", wall=2.0)):
        report.keep(told, folder=tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "history.jsonl").read_text("utf-8").splitlines()]
    assert [line["commit"] for line in lines] == ["def", "abc"]
    assert lines[1]["rows"]["load-known/1000000/polars"]["verdict"] == "missed"
    assert lines[1]["rows"]["load-known/1000000/pandas"] == {"verdict": "skipped"}


def test_the_table_has_a_line_for_every_row_and_says_why_one_was_skipped() -> None:
    lines = report.table(document()).splitlines()
    assert lines[1].split()[:3] == ["load-known", "1,000,000", "polars"]
    assert lines[1].endswith("pass")
    assert "load-known 1,000,000 pandas: skipped: pandas is not installed" in lines
    assert lines[-1] == "2 cores, load 0.1 → 0.9, quiet"


@pytest.mark.parametrize(("before", "loaded"), [(0.0, False), (1_000.0, True)])
def test_a_machine_that_was_busy_before_is_loaded(
    before: float, loaded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.getloadavg", lambda: (0.0, 0.0, 0.0))
    assert Watch(before=before).told()["loaded"] is loaded


def test_a_cold_read_takes_time_or_cannot_be_told(tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_bytes(b"x" * 10_000)
    seconds = cold_read([file])
    assert seconds is None or seconds > 0


def test_a_changed_file_marks_the_commit_unless_the_benchmark_wrote_it(tmp_path: Path) -> None:
    def git(*said: str) -> None:
        who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
        subprocess.run(["git", "-C", str(tmp_path), *who, *said], check=True, capture_output=True)

    (tmp_path / "bench").mkdir()
    for name in ("app.py", *WRITTEN):
        (tmp_path / name).write_text("1")
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    for name in WRITTEN:
        (tmp_path / name).write_text("2")
    clean = commit(tmp_path)
    (tmp_path / "app.py").write_text("2")
    assert len(clean) == 12
    assert commit(tmp_path) == f"{clean}+"
    assert commit(tmp_path / "nowhere") == ""
