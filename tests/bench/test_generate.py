from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.generate import READINGS_PER_PROJECT, write_portfolio
from bench.stack import STACKS, Stack, stacked


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_portfolio(20_000, tmp_path_factory.mktemp("generated"))


def test_the_same_size_gives_the_same_bytes(files: dict[str, Path], tmp_path: Path) -> None:
    again = write_portfolio(20_000, tmp_path)
    assert {kind: path.read_bytes() for kind, path in again.items()} == {
        kind: path.read_bytes() for kind, path in files.items()
    }


def test_every_reading_is_told_once_and_in_no_order(files: dict[str, Path]) -> None:
    readings = [(row["name"], row["period"]) for row in records(files["kpis"])]
    assert len(readings) == len(set(readings)) == 20_000
    assert readings != sorted(readings)


def test_sizes_follow_the_number_of_readings(files: dict[str, Path]) -> None:
    sizes = {kind: len(records(path)) for kind, path in files.items()}
    projects = 20_000 // READINGS_PER_PROJECT
    assert sizes["projects"] == projects
    assert (sizes["stakeholders"], sizes["contacts"]) == (30, 360)
    assert sizes["milestones"] == 3 * projects
    assert sizes["alignment"] / projects == pytest.approx(1.4, abs=0.2)


def test_a_small_portfolio_still_has_a_hundred_projects(tmp_path: Path) -> None:
    files = write_portfolio(1_000, tmp_path)
    assert len(records(files["projects"])) == 100
    assert len(records(files["kpis"])) == 1_000


def test_some_cells_hold_no_value_and_some_references_lead_nowhere(files: dict[str, Path]) -> None:
    values = {row["value"] for row in records(files["kpis"])}
    known = {row["project_id"] for row in records(files["projects"])}
    named = {row["project_id"] for row in records(files["kpis"])}
    assert {"", "n/a"} <= values
    assert named - known


STACK = Stack("any", "any.csv", ";", ("id",))
FILE = 'id;note\n"A";"two\nlines"\nB;caf\u00e9\n'.encode("cp1252")


def test_a_stacked_file_repeats_its_rows_under_new_names_and_keeps_its_bytes() -> None:
    content = stacked(FILE, STACK, size=70)
    assert content == b'id;note\nA;"two\nlines"\nB;caf\xe9\nA 1;"two\nlines"\nB 1;caf\xe9\n'


def test_a_stacked_file_never_passes_its_size() -> None:
    assert 900 < len(stacked(FILE, STACK, size=1_000)) <= 1_000


@pytest.mark.real
def test_the_real_files_to_be_stacked_have_the_columns_that_name_a_row(real: Path) -> None:
    for stack in STACKS:
        first = (real / stack.path).read_text(encoding="latin-1").splitlines()[0]
        assert set(stack.naming) <= set(first.split(stack.delimiter))
