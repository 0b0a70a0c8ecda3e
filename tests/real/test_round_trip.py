"""Real files go out and come back: six years of projects with history, KPIs, surveys, exports of tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pmo_core import importing
from pmo_core.importing.exports import export_csv
from pmo_core.intake.options import Options
from pmo_core.limits import COMMAND_LINE_LIMITS
from pmo_core.model import Kind
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY
from tests.importing.own.copies import by_csv, by_workbook, now, same
from tests.real.history import NAME, whole
from tests.real.said import SAID, SURVEY

pytestmark = pytest.mark.real
ONE_BY_ONE = (
    "uk_sdg_kpi/indicator_16-1-3.csv",
    "uk_sdg_kpi/indicator_5-4-1.csv",
    f"{SURVEY}.csv",
    "worldbank_projects/2018_WB_Projects_1_500_downloaded_9_22_2022.xlsx",
)


@pytest.fixture(scope="module")
def portfolio(real: Path) -> Iterator[Database]:
    db = whole(real)
    yield db
    db.close()


@pytest.mark.parametrize("way", [by_csv, by_workbook])
def test_six_annual_returns_come_back_as_they_went_out(
    portfolio: Database, way: Callable[[Database, str, str], None]
) -> None:
    way(portfolio, NAME, way.__name__)
    same(portfolio, NAME, way.__name__)


@pytest.mark.parametrize("name", ONE_BY_ONE, ids=lambda name: Path(name).stem)
def test_what_a_file_became_comes_back_as_it_went_out(real: Path, name: str) -> None:
    with closing(Database.memory()) as db:
        content = (real / name).read_bytes()
        answers = SAID.get(name, {})
        made = importing.stage(
            db,
            content,
            label=Path(name).name,
            options=Options(answers=answers),
            portfolio="main",
            limits=COMMAND_LINE_LIMITS,
            today=TODAY,
        )
        importing.commit(db, made, grant=ADMIN)
        for way in (by_csv, by_workbook):
            way(db, "main", way.__name__)
            same(db, "main", way.__name__)


def test_exempt_amounts_go_out_in_the_words_of_the_source(portfolio: Database) -> None:
    file = export_csv(portfolio, now(portfolio, NAME), kind=Kind.PROJECTS, grant=ADMIN)
    assert "Exempt under Section 43" in file.content.decode("utf-8-sig")
