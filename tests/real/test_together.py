"""Several files in one portfolio: what is asked of the second, and what is there in the end."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from pmo_core import importing
from pmo_core.answers.overview.export import balance_document
from pmo_core.importing import Staged
from pmo_core.intake.options import Options
from pmo_core.limits import COMMAND_LINE_LIMITS
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.snapshots import snapshot
from tests.real import plain
from tests.real.history import GRANT
from tests.real.said import SAID, SURVEY
from tests.real.test_kpis import ROWS, line
from tests.real.test_worldbank import month_first

pytestmark = pytest.mark.real
NAME = "main"
BANK = "worldbank_projects/{}_WB_Projects_1_500_downloaded_9_22_2022.xlsx"


@pytest.fixture
def db() -> Iterator[Database]:
    made = Database.memory()
    yield made
    made.close()


def staged(db: Database, path: Path, answers: Mapping[str, str] | None = None) -> Staged:
    return importing.stage(
        db,
        path.read_bytes(),
        label=path.name,
        options=Options(answers=answers or {}),
        portfolio=NAME,
        limits=COMMAND_LINE_LIMITS,
        today=date(2026, 3, 1),
    )


def load(db: Database, real: Path, name: str, answers: Mapping[str, str] | None = None) -> Staged:
    one = staged(db, real / name, SAID.get(name, {}) if answers is None else answers)
    assert not one.questions, [question.id for question in one.questions]
    importing.commit(db, one, grant=GRANT)
    return one


def test_eight_indicators_gather_in_one_portfolio(db: Database, real: Path) -> None:
    names = [f"uk_sdg_kpi/indicator_{indicator}.csv" for indicator in ROWS]
    modes = [load(db, real, name).mode for name in names]
    assert modes == ["replace", *["append"] * (len(names) - 1)]
    rows = versions.rows_of(db, Kind.KPIS, version=versions.current(db, NAME)[Kind.KPIS])
    series = {line(row) for name in names for row in plain.records(real / name)}
    assert len(set(rows["series"].to_pylist())) == len(series)
    assert rows.num_rows == sum(ROWS.values()) - 1  # one reading was published twice, one of them was chosen


def test_an_indicator_again_is_already_there(db: Database, real: Path) -> None:
    for indicator in ("7-2-1", "9-4-1"):
        load(db, real, f"uk_sdg_kpi/indicator_{indicator}.csv")
    assert staged(db, real / "uk_sdg_kpi/indicator_7-2-1.csv").already_imported


def test_the_survey_as_a_workbook_asks_nothing_after_the_text_file(db: Database, real: Path) -> None:
    load(db, real, f"{SURVEY}.csv")
    again = load(db, real, f"{SURVEY}.xlsx", {})
    rows = versions.rows_of(db, Kind.FEEDBACK, version=versions.current(db, NAME)[Kind.FEEDBACK])
    assert again.mode == "update"
    assert rows.num_rows == again.reading.rows_loaded


def test_two_lists_of_one_day_gather_all_projects(db: Database, real: Path) -> None:
    """One project of 2018 bears the name of another of 2012; only a reader knows that it is its successor."""
    load(db, real, BANK.format(2012))
    load(db, real, BANK.format(2018), {"mode": "append", "renumbered": "new"})
    rows = versions.rows_of(db, Kind.PROJECTS, version=versions.current(db, NAME)[Kind.PROJECTS])
    assert len(set(rows["project_key"].to_pylist())) == 500 + 499


def test_the_mix_of_open_projects_is_what_their_closing_dates_say(db: Database, real: Path) -> None:
    """292 of 499 are open; closed ones are delivered, dropped ones cancelled, and neither is in the mix."""
    load(db, real, BANK.format(2018))
    document = balance_document(db, snapshot(db, NAME))
    sums: Counter[str] = Counter()
    projects: Counter[str] = Counter()
    rows = plain.sheet(real / BANK.format(2018), header_row=2)
    for row in rows:
        if row["Project Status"] in ("Active", "Pipeline"):
            end = month_first(row["Project Closing Date"])
            horizon = "unclassified"
            if end:
                years = (end - date(2022, 9, 22)).days / 365.25
                horizon = "short" if years <= 1 else "medium" if years <= 3 else "long"
            projects[horizon] += 1
            sums[horizon] += int(float(str(row["Current Project Cost"] or 0).replace(",", "")))
    assert {one["horizon"]: one["projects"] for one in document["mix"]} == projects
    assert {one["horizon"]: one["amount"] for one in document["mix"]} == pytest.approx(sums)
    statuses = Counter(row["Project Status"] for row in rows)
    assert (document["delivered"], document["cancelled"]) == (statuses["Closed"], statuses["Dropped"])
    assert document["currency"] is None


def test_an_undated_list_again_is_already_there(db: Database, real: Path) -> None:
    load(db, real, "jira_exports/jira_testautogen.csv")
    assert staged(db, real / "jira_exports/jira_testautogen.csv").already_imported
