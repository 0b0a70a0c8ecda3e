from __future__ import annotations

import subprocess
from typing import Any

import pytest

from bench import targets
from bench.targets import FILE, as_toml, read_targets, tightened
from bench.verdict import ABSOLUTE, RATIOS
from tests.house.sources import ROOT

NAME = "load-known/1000/polars"


def row(**ratio: float) -> dict[str, Any]:
    return {"op": "load-known", "n": 1000, "peer": {"name": "polars"}, "equal": True, "ratio": ratio}


def test_a_new_comparison_gets_what_was_measured_with_some_room() -> None:
    assert tightened({}, [row(wall=1.0, cpu=17.0)], loaded=False) == {NAME: {"wall": 1.2, "cpu": 20.0}}


def test_a_target_is_lowered_and_never_raised() -> None:
    known = {NAME: {"wall": 2.0, "cpu": 1.0}}
    assert tightened(known, [row(wall=1.0, cpu=9.0)], loaded=False) == {NAME: {"wall": 1.2, "cpu": 1.0}}


def test_memory_is_judged_where_somebody_asked_for_it() -> None:
    known = {NAME: {"rss": 9.0}}
    assert tightened(known, [row(rss=2.0)], loaded=False) == {NAME: {"rss": 2.3}}
    assert tightened({}, [row(rss=2.0)], loaded=False) == {}


def test_walls_of_a_loaded_machine_set_no_target() -> None:
    assert tightened({}, [row(wall=1.0, cpu=1.0)], loaded=True) == {NAME: {"cpu": 1.2}}


def test_unequal_and_skipped_rows_set_no_target() -> None:
    skipped = {"op": "load-known", "n": 1000, "peer": {"name": "polars"}, "verdict": "skipped"}
    assert tightened({}, [{**row(wall=1.0), "equal": False}, skipped], loaded=False) == {}


def test_promises_with_a_number_of_their_own_stay() -> None:
    known = {NAME: {"floor": 10.0, "wall_s": 5.0}}
    assert tightened(known, [row(floor=2.0)], loaded=False) == known


def test_targets_survive_being_written() -> None:
    known = {"intake/25/csv.reader": {"cpu": 12.0, "wall_s": 5.0}, NAME: {"rss": 0.25}}
    assert read_targets(as_toml(known)) == known


def test_no_target_was_ever_loosened() -> None:
    """Against every earlier state of the file in the history that is here."""
    now = read_targets(FILE.read_text(encoding="utf-8"))
    for text in _earlier():
        for name, limits in read_targets(text).items():
            for criterion, limit in limits.items():
                assert now.get(name, {}).get(criterion, float("inf")) <= limit, f"{name} {criterion}"


def _earlier() -> list[str]:
    path = FILE.relative_to(ROOT).as_posix()
    git = ["git", "-c", "safe.directory=*", "-C", str(ROOT)]
    asked = subprocess.run(
        [*git, "log", "--format=%H", "--", path], capture_output=True, text=True, check=False
    )
    if asked.returncode != 0:
        pytest.skip("there is no history here")
    commits = asked.stdout.split()
    return [
        subprocess.run([*git, "show", f"{commit}:{path}"], capture_output=True, text=True, check=True).stdout
        for commit in commits
    ]


def test_every_criterion_of_the_file_is_one_that_is_judged() -> None:
    known = {*RATIOS, *ABSOLUTE, "floor", "exponent"}
    found = {
        criterion for limits in read_targets(targets.FILE.read_text("utf-8")).values() for criterion in limits
    }
    assert found <= known
