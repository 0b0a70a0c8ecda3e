from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.figures import Figure, table
from tests.faults.full_disk import full_disks
from tests.faults.small_disk import MEGABYTE, CannotMount
from tests.faults.unwritable import unwritable


def assert_held(figures: list[Figure]) -> None:
    assert all(figure.held for figure in figures), table(figures)


def test_a_disk_that_fills_during_an_import_is_survived_without_a_restart(tmp_path: Path) -> None:
    try:
        assert_held(full_disks(tmp_path, step=2 * MEGABYTE))
    except CannotMount as reason:
        pytest.skip(str(reason))


def test_a_start_where_nothing_can_be_written_is_told_in_words(tmp_path: Path) -> None:
    try:
        assert_held(unwritable(tmp_path))
    except CannotMount as reason:
        pytest.skip(str(reason))
