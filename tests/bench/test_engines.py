"""The product against independent computations of the same figures, on generated files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.answers import Answers, differing
from bench.engines import ours, ours_intake, with_csv_reader, with_pandas, with_sqlite3
from bench.generate import write_portfolio
from bench.stack import Stack, stacked
from pmo_core.store.database import Database

Found = tuple[Path, Answers]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """A folder of generated files and what the product finds in them."""
    folder, store = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("store")
    write_portfolio(20_000, folder)
    db = Database.open(store / "pmo.duckdb")
    try:
        return folder, ours.work(db, folder)
    finally:
        db.close()


def test_the_product_finds_what_sqlite_finds(found: Found, tmp_path: Path) -> None:
    folder, answers = found
    assert differing(answers, with_sqlite3.work(folder, tmp_path)) == []


def test_the_product_finds_what_pandas_finds(found: Found, tmp_path: Path) -> None:
    folder, answers = found
    assert differing(answers, with_pandas.work(folder, tmp_path)) == []


def test_the_figures_are_about_something(found: Found) -> None:
    """Equal nothings would be equal as well."""
    answers = found[1]
    assert answers["rows.kpis"] == 20_000
    assert all(
        answers[name] > 0 for name in ("short", "medium", "long", "alignment", "support", "met", "missed")
    )
    assert answers["missing.kpis"] > 0
    assert answers["lost.kpis"] > 0


def test_a_known_shape_gives_the_same_figures(found: Found, tmp_path: Path) -> None:
    folder, answers = found
    write_portfolio(1_000, tmp_path / "earlier")
    db = Database.open(tmp_path / "pmo.duckdb")
    try:
        ours.load(db, tmp_path / "earlier")
        assert differing(answers, ours.work(db, folder)) == []
    finally:
        db.close()


def test_both_readers_count_the_same_records_and_cells(tmp_path: Path) -> None:
    rows = (
        "Project;Budget;Finish;Remark",
        '"Alpha; one";10;2027-01-31;"two\nlines"',
        "Beta;20;2027-02-28;café",
        "",
    )
    text = "\n".join(rows)
    file = tmp_path / "some.csv"
    file.write_bytes(stacked(text.encode("cp1252"), Stack("any", "any.csv", ";", ("Project",)), size=5_000))
    db = Database.open(tmp_path / "pmo.duckdb")
    try:
        found = ours_intake.staged(db, file, {"money_unit": "one"})
    finally:
        db.close()
    theirs = with_csv_reader.counts(file, ";")
    assert differing(ours_intake.counts(found), theirs) == []
    assert theirs["records"] == with_csv_reader.read(file, ";") - 1 > 100
