"""The committed demo portfolio: the generator's own bytes, known headers, sound references."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from pmo_core.fields import FIELDS, REQUIRED
from pmo_core.model import Kind
from tests.data.demo_rows import DATA, DEMO, rows_of

SAMPLE = DATA / "samples" / "portfolio_export_messy.csv"
KINDS = tuple(kind for kind in Kind if kind is not Kind.SETTINGS)


@pytest.fixture(scope="module")
def written_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, DATA / "generate_demo.py", folder], check=True, timeout=60)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_the_generator_writes_the_committed_bytes(kind: Kind, written_again: Path) -> None:
    assert (written_again / "demo" / f"{kind}.csv").read_bytes() == (DEMO / f"{kind}.csv").read_bytes()


def test_the_generator_writes_the_committed_messy_sample(written_again: Path) -> None:
    assert (written_again / "samples" / SAMPLE.name).read_bytes() == SAMPLE.read_bytes()


def test_no_file_lies_there_that_the_generator_does_not_write(written_again: Path) -> None:
    written = {path.name for path in (written_again / "demo").iterdir()}
    assert written == {path.name for path in DEMO.iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_header_is_a_field_of_its_kind_and_the_required_ones_are_there(kind: Kind) -> None:
    headers = set(rows_of(kind)[0])
    assert headers <= {"currency", *(field.name for field in FIELDS[kind])}
    assert all(headers.intersection(group) for group in REQUIRED[kind])


@pytest.mark.parametrize("kind", [Kind.PROJECTS, Kind.PROJECT_COSTS, Kind.BENEFITS])
def test_every_file_with_amounts_names_their_currency(kind: Kind) -> None:
    assert {row["currency"] for row in rows_of(kind)} == {"GBP"}


def test_the_demo_stays_small_enough_to_seed_quickly() -> None:
    assert len(rows_of(Kind.PROJECTS)) <= 1_600
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < 1_500_000


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (Kind.PROJECTS, ("project_id", "as_of")),
        (Kind.PROJECT_COSTS, ("project_id", "year")),
        (Kind.OBJECTIVES, ("objective_id",)),
        (Kind.ALIGNMENT, ("project_id", "objective_id")),
        (Kind.KPIS, ("name", "unit", "period")),
        (Kind.STAKEHOLDERS, ("stakeholder_id",)),
        (Kind.CONTACTS, ("stakeholder", "date", "project_id")),
        (Kind.FEEDBACK, ("respondent", "question", "date")),
        (Kind.MILESTONES, ("milestone_id", "as_of")),
        (Kind.BENEFITS, ("project_id", "date")),
        (Kind.LESSONS, ("lesson_id",)),
        (Kind.NOTES, ("note_id",)),
    ],
)
def test_no_key_stands_twice(kind: Kind, key: tuple[str, ...]) -> None:
    repeats = Counter(tuple(row[field] for field in key) for row in rows_of(kind))
    assert [found for found, count in repeats.items() if count > 1] == []


@pytest.mark.parametrize(
    ("kind", "field", "target", "target_field"),
    [
        (Kind.PROJECT_COSTS, "project_id", Kind.PROJECTS, "project_id"),
        (Kind.ALIGNMENT, "project_id", Kind.PROJECTS, "project_id"),
        (Kind.ALIGNMENT, "objective_id", Kind.OBJECTIVES, "objective_id"),
        (Kind.KPIS, "objective", Kind.OBJECTIVES, "objective_id"),
        (Kind.KPIS, "project_id", Kind.PROJECTS, "project_id"),
        (Kind.STAKEHOLDERS, "project_ids", Kind.PROJECTS, "project_id"),
        (Kind.CONTACTS, "stakeholder", Kind.STAKEHOLDERS, "stakeholder_id"),
        (Kind.CONTACTS, "project_id", Kind.PROJECTS, "project_id"),
        (Kind.MILESTONES, "project_id", Kind.PROJECTS, "project_id"),
        (Kind.MILESTONES, "objective", Kind.OBJECTIVES, "objective_id"),
        (Kind.MILESTONES, "kpi_id", Kind.KPIS, "kpi_id"),
        (Kind.BENEFITS, "project_id", Kind.PROJECTS, "project_id"),
        (Kind.LESSONS, "project_id", Kind.PROJECTS, "project_id"),
        (Kind.PROJECTS, "requires", Kind.PROJECTS, "project_id"),
    ],
)
def test_every_reference_resolves(kind: Kind, field: str, target: Kind, target_field: str) -> None:
    known = {row[target_field] for row in rows_of(target)}
    named = {name.strip() for row in rows_of(kind) for name in row[field].split(";") if name.strip()}
    assert named <= known


def test_every_note_speaks_about_something_that_exists() -> None:
    subjects = {
        "project": Kind.PROJECTS,
        "kpi": Kind.KPIS,
        "objective": Kind.OBJECTIVES,
        "stakeholder": Kind.STAKEHOLDERS,
    }
    for note in rows_of(Kind.NOTES):
        if note["subject_kind"] != "portfolio":
            kind = subjects[note["subject_kind"]]
            assert note["subject_id"] in {row[f"{note['subject_kind']}_id"] for row in rows_of(kind)}


def test_shares_of_a_project_add_up_to_one_at_most() -> None:
    shares: defaultdict[str, int] = defaultdict(int)
    for row in rows_of(Kind.ALIGNMENT):
        shares[row["project_id"]] += round(float(row["share"]) * 100)
    assert max(shares.values()) <= 100


def test_the_total_row_of_the_messy_sample_is_the_sum_of_its_column() -> None:
    lines = list(csv.reader(SAMPLE.read_text(encoding="cp1252").splitlines(), delimiter=";"))
    projects = [line for line in lines if line and line[0].startswith("NH-")]
    total = next(line for line in lines if line and line[0] == "Total")
    amounts = [line[9].replace(".", "").replace(",", ".") for line in projects if "," in line[9]]
    assert len(projects) == 30
    assert sum(map(float, amounts)) == pytest.approx(float(total[9].replace(".", "").replace(",", ".")))
    assert {len(line) for line in projects} == {13}


def test_the_generator_names_no_chance_that_python_may_change() -> None:
    """Only Random.random() is promised to repeat; the built-in sum of floats rounds anew since 3.12."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (DATA / "story").glob("*.py"))
    for word in ("gauss", "shuffle", "randint", "choice(", "today(", "now("):
        assert word not in sources
