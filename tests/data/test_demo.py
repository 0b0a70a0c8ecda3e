"""The committed demo portfolio: the generator's own bytes, sound references, and the story it promises."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from pmo_core.fields import FIELDS, REQUIRED
from pmo_core.model import Kind

DATA = Path(__file__).resolve().parents[2] / "data"
DEMO = DATA / "demo"
SAMPLE = DATA / "samples" / "portfolio_export_messy.csv"
KINDS = tuple(kind for kind in Kind if kind is not Kind.SETTINGS)
TARGET = {"short": 0.7, "medium": 0.2, "long": 0.1, "unclassified": 0.0}
RATINGS = {"Green", "Amber/Green", "Amber", "Amber/Red", "Red"}
GOOD, WORST, LAST = "2025-06-30", "2026-03-31", "2026-09-30"

Row = dict[str, str]


def rows_of(kind: Kind) -> list[Row]:
    with (DEMO / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def horizon(row: Row) -> str:
    """As given, else by months from the as-of date to the finish: 12, 36, more."""
    finish, as_of = day(row["finish"]), date.fromisoformat(row["as_of"])
    if row["horizon"] or finish is None:
        return row["horizon"].lower() or "unclassified"
    months = (finish.year - as_of.year) * 12 + finish.month - as_of.month + (finish.day > as_of.day)
    return "short" if months <= 12 else "medium" if months <= 36 else "long"


def is_open(row: Row) -> bool:
    return row["status"] not in ("Completed", "Cancelled") and not row["done"]


def is_overdue(row: Row) -> bool:
    finish = day(row["finish"])
    return is_open(row) and finish is not None and finish.isoformat() < row["as_of"]


def open_at(as_of: str) -> list[Row]:
    return [row for row in rows_of(Kind.PROJECTS) if row["as_of"] == as_of and is_open(row)]


def money_by_horizon(rows: list[Row]) -> Mapping[str, int]:
    money: Counter[str] = Counter()
    for row in rows:
        if row["budget"].isdigit():
            money[horizon(row)] += int(row["budget"])
    return money


def wrong_horizon(as_of: str) -> float:
    money = money_by_horizon(open_at(as_of))
    total = sum(money.values())
    return sum(abs(money[name] / total - share) for name, share in TARGET.items()) / 2


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
    assert headers <= {field.name for field in FIELDS[kind]}
    assert all(headers.intersection(group) for group in REQUIRED[kind])


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


def test_the_portfolio_drifts_towards_short_term_wins_until_a_decision_turns_it() -> None:
    dates = sorted({row["as_of"] for row in rows_of(Kind.PROJECTS)})
    drift = [wrong_horizon(as_of) for as_of in dates]
    assert len(dates) == 9
    assert wrong_horizon(GOOD) < 0.05
    assert max(drift) == wrong_horizon(WORST) > 0.165
    assert drift[3:7] == sorted(drift[3:7])
    assert drift[6:] == sorted(drift[6:], reverse=True)
    assert 0.12 < wrong_horizon(LAST) < 0.18


def test_the_two_long_programmes_lose_money_and_slip() -> None:
    for programme in ("P301", "P302"):
        states = [row for row in rows_of(Kind.PROJECTS) if row["project_id"] == programme]
        budgets = [int(row["budget"]) for row in states]
        assert min(budgets) < budgets[0] * 0.4
        assert [row["finish"] for row in states] == sorted(row["finish"] for row in states)
        assert int(states[-1]["finish"][:4]) - int(states[-1]["baseline_finish"][:4]) >= 2
        assert "Red" in {row["rating"] for row in states}


def test_the_last_report_has_the_gaps_that_the_story_names() -> None:
    rows = open_at(LAST)
    assert 45 <= len(rows) <= 60
    assert sum(money_by_horizon(rows).values()) == pytest.approx(420_000_000, rel=0.05)
    assert sum(map(is_overdue, rows)) == 5
    assert all(horizon(row) == "short" for row in rows if is_overdue(row))
    assert 6 <= sum(row["owner"] in ("", "TBC") for row in rows) <= 12
    assert 6 <= sum(row["rating"] not in RATINGS for row in rows) <= 12
    assert 3 <= sum(not row["budget"].isdigit() for row in rows) <= 6
    assert 2 <= sum(horizon(row) == "unclassified" for row in rows) <= 4
    assert sum(not row["horizon"] and horizon(row) != "unclassified" for row in rows) >= 3


def test_projects_vanish_from_the_report_and_others_are_stopped() -> None:
    rows = rows_of(Kind.PROJECTS)
    reported = {row["project_id"] for row in rows if row["as_of"] == LAST}
    assert {row["project_id"] for row in rows} - reported == {"P129", "P130", "P167", "P211"}
    last = Counter(row["status"] for row in rows if row["as_of"] == LAST)
    assert last["Completed"] >= 25
    assert last["Cancelled"] >= 4


def test_a_finished_project_is_done_within_the_quarter_that_first_says_so() -> None:
    seen: dict[str, str] = {}
    for row in rows_of(Kind.PROJECTS):
        if row["status"] == "Completed" and row["done"] and seen.get(row["project_id"]) != "done":
            assert seen[row["project_id"]] < row["done"] <= row["as_of"]
            seen[row["project_id"]] = "done"
        elif seen.get(row["project_id"]) != "done":
            seen[row["project_id"]] = row["as_of"]


def test_money_spent_and_progress_never_run_backwards() -> None:
    for field in ("actual_cost", "percent_complete"):
        reached: dict[str, int] = {}
        for row in rows_of(Kind.PROJECTS):
            if row[field].isdigit():
                assert int(row[field]) >= reached.get(row["project_id"], 0)
                reached[row["project_id"]] = int(row[field])


def test_the_watermelons_are_green_in_the_report_and_dear_underneath() -> None:
    for row in open_at(LAST):
        if row["project_id"] in ("P121", "P154"):
            earned = int(row["budget"]) * int(row["percent_complete"]) / 100
            assert row["rating"] == "Green"
            assert earned / int(row["actual_cost"]) < 0.85
            assert "Red" in row["second_rating"]


def test_costs_by_year_add_up_to_the_last_budget() -> None:
    years: defaultdict[str, int] = defaultdict(int)
    for row in rows_of(Kind.PROJECT_COSTS):
        years[row["project_id"]] += int(row["amount"])
    budgets = {row["project_id"]: int(row["budget"]) for row in open_at(LAST) if row["project_id"] in years}
    assert budgets == dict(years)


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
