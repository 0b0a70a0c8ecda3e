from __future__ import annotations

from pathlib import Path

from tests.faults.copying import copies_under_load
from tests.faults.figures import Figure, table
from tests.faults.first_start import first_starts
from tests.faults.little_memory import little_memory
from tests.faults.undoing import undos


def assert_held(figures: list[Figure]) -> None:
    assert all(figure.held for figure in figures), table(figures)


def test_a_backup_under_load_restores_to_all_that_was_acknowledged(tmp_path: Path) -> None:
    assert_held(copies_under_load(tmp_path, count=4))


def test_undo_brings_back_every_row_also_after_a_restart(tmp_path: Path) -> None:
    assert_held(undos(tmp_path / "pmo.duckdb", count=15))


def test_little_memory_leaves_no_import_by_half(tmp_path: Path) -> None:
    assert_held(little_memory(tmp_path / "pmo.duckdb", every=5))


def test_a_first_start_that_is_killed_is_made_up_for(tmp_path: Path) -> None:
    assert_held(first_starts(tmp_path, cycles=2))
