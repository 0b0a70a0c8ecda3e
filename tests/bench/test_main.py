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
    monkeypatch.setattr(command.contest, "loads", lambda n, folder: f"load {n}")
    monkeypatch.setattr(command.contest, "intakes", lambda folder: ["intake"])

    def chosen(*said: str) -> list[Any]:
        return list(command._contests(tmp_path, command._said(said)))

    assert chosen() == ["load 1000", "load 100000", "load 1000000", "intake"]
    assert chosen("--quick") == ["load 1000", "load 100000"]
    assert chosen("--full", "--only", "known") == [
        "load 1000",
        "load 100000",
        "load 1000000",
        "load 10000000",
    ]
    assert chosen("--only", "intake") == ["intake"]
