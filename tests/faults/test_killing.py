from __future__ import annotations

from pathlib import Path

from tests.faults.figures import table
from tests.faults.killing import kills


def test_imports_survive_processes_that_are_killed_at_any_moment(tmp_path: Path) -> None:
    figures = kills(tmp_path / "pmo.duckdb", cycles=15)
    assert all(figure.held for figure in figures), table(figures)
