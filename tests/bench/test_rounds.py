from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import contest, rounds
from bench.contest import Engine
from bench.rounds import EngineFailed, Run

NAMES = ("ours", "quick", "slow")
ENGINES = {name: Engine(name, "") for name in NAMES}


def spawning(order: list[str], *, seconds: dict[str, float]) -> Callable[[Engine], Run]:
    def spawn(engine: Engine) -> Run:
        order.append(engine.name)
        return Run(seconds.get(engine.name, 1.0), 1.0, 1.0, {}, {})

    return spawn


def test_engines_run_in_turns_and_the_warm_up_does_not_count() -> None:
    order: list[str] = []
    found = rounds.in_turns(ENGINES, runs=2, patient=["ours"], spawn=spawning(order, seconds={}))
    assert order == [*NAMES, *NAMES, *NAMES]
    assert {name: len(record.runs) for name, record in found.items()} == {"ours": 2, "quick": 2, "slow": 2}


def test_a_slow_peer_runs_once_and_a_slow_product_three_times() -> None:
    order: list[str] = []
    seconds = {"slow": 9.0, "ours": 9.0}
    found = rounds.in_turns(ENGINES, runs=5, patient=["ours"], spawn=spawning(order, seconds=seconds))
    assert {name: len(record.runs) for name, record in found.items()} == {"ours": 3, "quick": 5, "slow": 1}
    assert order.count("slow") == 1


def test_an_engine_that_fails_is_not_asked_again() -> None:
    asked: list[str] = []

    def spawn(engine: Engine) -> Run:
        asked.append(engine.name)
        raise EngineFailed("no such file")

    found = rounds.in_turns({"ours": ENGINES["ours"]}, runs=5, patient=["ours"], spawn=spawn)
    assert (found["ours"].problem, found["ours"].runs, asked) == ("no such file", [], ["ours"])


def test_cost_is_the_median_the_least_wall_and_the_greatest_memory() -> None:
    runs = [Run(wall, wall * 2, rss, {}, {}) for wall, rss in ((3.0, 10.0), (1.0, 30.0), (2.0, 20.0))]
    cost = rounds.Record(runs).cost()
    assert cost == {"wall_s": 2.0, "wall_min_s": 1.0, "cpu_s": 4.0, "rss_mb": 30.0, "disk_mb": 0.0, "runs": 3}


def test_a_process_that_ends_without_figures_is_an_engine_that_failed() -> None:
    with pytest.raises(EngineFailed, match="No module named"):
        rounds.spawn(Engine("nobody", "not_there"))


def test_an_engine_that_stops_says_why(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match=r"FileNotFoundError: .*no such file here"):
        rounds.spawn(Engine("csv.reader", "with_csv_reader", told=(str(tmp_path / "no such file here"), ",")))


def test_a_peer_whose_environment_is_missing_says_how_to_make_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(contest, "PEERS", tmp_path / "python")
    assert "make peers" in (Engine("polars", "with_polars", "polars").missing() or "")
    assert Engine("sqlite3", "with_sqlite3").missing() is None


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell")
def test_the_memory_of_a_run_is_its_own_and_not_of_whoever_started_it(tmp_path: Path) -> None:
    (tmp_path / "small.csv").write_text("a,b\n1,2\n")
    ballast = bytearray(b"x") * 150_000_000
    run = rounds.spawn(Engine("csv.reader", "with_csv_reader", told=(str(tmp_path / "small.csv"), ",")))
    assert run.rss_mb < 100 < len(ballast) / 1e6
