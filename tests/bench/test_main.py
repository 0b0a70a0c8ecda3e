from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from bench import __main__ as command
from bench import report
from bench.contest import Contest, Engine
from bench.rounds import Record, Run

CONTEST = Contest(1_000, {"load-known": Engine("ours", "")}, (Engine("sqlite3", ""),), ())


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    documents: list[Any] = []
    monkeypatch.setattr(command, "_contests", lambda folder, chosen: [CONTEST])
    monkeypatch.setattr(report, "keep", documents.append)
    return documents


def run(monkeypatch: pytest.MonkeyPatch, *said: str, answer: float = 1.0, cpu: float = 0.001) -> int:
    """Run the command with a product that spends `cpu` and finds `answer` beside a peer that spends 1 s."""
    found = {
        "load-known": Record([Run(cpu, cpu, 1.0, {"balance": answer}, {"duckdb": "2"})]),
        "sqlite3": Record([Run(1.0, 1.0, 1.0, {"balance": 1.0}, {})]),
    }
    monkeypatch.setattr(command, "in_turns", lambda engines, **_: {name: found[name] for name in engines})
    monkeypatch.setattr(sys, "argv", ["bench", *said])
    return command.main()


def test_a_run_that_meets_its_targets_ends_well_and_is_kept(
    monkeypatch: pytest.MonkeyPatch, kept: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == 0
    assert kept[0]["rows"][0]["equal"] is True
    assert kept[0]["versions"] == {"duckdb": "2"}
    assert "load-known" in capsys.readouterr().out


def test_unequal_figures_end_with_an_error(monkeypatch: pytest.MonkeyPatch, kept: list[Any]) -> None:
    assert run(monkeypatch, answer=2.0) == 1
    assert kept[0]["rows"][0]["verdict"] == "unequal"


@pytest.mark.parametrize("said", [["--quick"], ["--only", "load"]])
def test_a_part_of_the_benchmark_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, kept: list[Any], said: list[str]
) -> None:
    assert run(monkeypatch, *said) == 0
    assert kept == []


def test_a_word_chooses_operations(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def held(*ops: str) -> Any:
        return lambda n, folder: [Contest(n, {op: Engine("ours", "")}, (), ()) for op in ops]

    monkeypatch.setattr(command.contest, "loads", lambda n, _: held("load-known")(n, _)[0])
    monkeypatch.setattr(command.contest, "intakes", lambda _: held("intake")(25, _))
    monkeypatch.setattr(command.contest, "store", held("commit", "update"))
    monkeypatch.setattr(command.contest, "pages", held("page-balance"))
    monkeypatch.setattr(command.contest, "choices", lambda *, quick: held("select")(1000, quick))
    monkeypatch.setattr(command.contest, "weighed", lambda *, quick: held("slider")(1000, quick))
    monkeypatch.setattr(command.contest, "kpis", lambda *, quick: held("kendall")(100_000, quick))
    monkeypatch.setattr(command.contest, "people", lambda: held("people")(200_000, None))
    monkeypatch.setattr(command.contest, "roadmap", lambda: held("roadmap")(1_000, None))

    def chosen(*said: str) -> list[str]:
        found = command._contests(tmp_path, command._said(said))
        return [f"{op} {each.n}" for each in found for op in each.ours]

    assert chosen("--quick") == [
        "load-known 100000",
        "commit 100000",
        "update 100000",
        "page-balance 100000",
        "select 1000",
        "slider 1000",
        "kendall 100000",
        "people 200000",
        "roadmap 1000",
    ]
    assert chosen("--full", "--only", "known") == [
        "load-known 1000",
        "load-known 100000",
        "load-known 1000000",
        "load-known 10000000",
    ]
    assert chosen("--only", "intake") == ["intake 25"]
    assert chosen("--only", "select") == ["select 1000"]
    assert chosen("--only", "commit") == ["commit 100000", "commit 1000000"]
    assert chosen("--only", "page") == ["page-balance 10000", "page-balance 100000", "page-balance 1000000"]
