from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from pmo_core.errors import AccessDenied, StoreError
from pmo_core.fields import PartField
from pmo_core.model import Grant, Kind
from pmo_core.store.database import Database
from pmo_core.store.versions import (
    Moved,
    Portfolio,
    already_imported,
    create_portfolio,
    current,
    find_import,
    history,
    portfolios,
    rows_of,
    save_part,
    undo,
)
from tests.store.conftest import ADMIN, AS_OF, Save, project_rows, record_of


def budgets(db: Database) -> dict[str, float]:
    version = current(db, "main").get(Kind.PROJECTS, 0)
    return dict(db.rows(__file__, "budgets", version=version))


def step_back(db: Database, *, to: int | None = None) -> Moved:
    with db.writing() as tx:
        return undo(tx, "main", to=to, grant=ADMIN)


def test_a_first_load_is_version_one(memory: Database, save: Save) -> None:
    assert save(memory, {"A": 1.0}) == 1
    assert current(memory, "main") == {Kind.PROJECTS: 1}


def test_a_new_portfolio_has_no_versions(memory: Database) -> None:
    assert current(memory, "main") == {}


def test_replacing_leaves_only_the_new_rows(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0, "B": 2.0})
    save(memory, {"C": 3.0})
    assert budgets(memory) == {"C": 3.0}


def test_appending_keeps_what_was_there(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {"A": 5.0}, as_of=date(2026, 6, 30), keep=True)
    assert memory.rows(__file__, "budgets", version=2) == [("A", 1.0), ("A", 5.0)]


def test_of_one_key_the_newest_part_counts_and_the_rest_stays(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0, "B": 2.0})
    save(memory, {"A": 10.0}, keep=True)
    assert budgets(memory) == {"A": 10.0, "B": 2.0}


def test_a_deletion_hides_the_row_of_its_key(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0, "B": 2.0})
    save(memory, {}, gone=["B"], keep=True)
    assert budgets(memory) == {"A": 1.0}


def test_a_deleted_row_can_come_back(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {}, gone=["A"], keep=True)
    save(memory, {"A": 7.0}, keep=True)
    assert budgets(memory) == {"A": 7.0}


def test_earlier_versions_never_change(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    before = rows_of(memory, Kind.PROJECTS, version=1).to_pylist()
    save(memory, {"A": 2.0}, keep=True)
    save(memory, {"C": 3.0})
    assert rows_of(memory, Kind.PROJECTS, version=1).to_pylist() == before


def test_the_same_import_id_counts_once(memory: Database, save: Save) -> None:
    first = save(memory, {"A": 1.0}, import_id="pressed twice")
    again = save(memory, {"A": 1.0}, import_id="pressed twice")
    assert (first, first.again) == (1, False)
    assert (again, again.again) == (1, True)
    assert len(history(memory, "main")) == 1


def test_an_import_can_be_looked_up_by_its_id(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0}, import_id="known")
    assert find_import(memory, "known") == 1
    assert find_import(memory, "never arrived") is None


def test_the_same_file_is_known_while_its_rows_count(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0}, sha256="abc")
    known = already_imported(memory, "main", kind=Kind.PROJECTS, sha256="abc", mapping_sha256="m")
    assert known == 1


@pytest.mark.parametrize(
    ("portfolio", "sha256", "mapping"),
    [("main", "other", "m"), ("main", "abc", "read differently"), ("elsewhere", "abc", "m")],
)
def test_another_file_reading_or_portfolio_is_not_known(
    portfolio: str, sha256: str, mapping: str, memory: Database, save: Save
) -> None:
    save(memory, {"A": 1.0}, sha256="abc")
    assert (
        already_imported(memory, portfolio, kind=Kind.PROJECTS, sha256=sha256, mapping_sha256=mapping) is None
    )


def test_a_file_whose_load_was_undone_or_replaced_is_not_known(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0}, sha256="abc")
    step_back(memory)
    assert already_imported(memory, "main", kind=Kind.PROJECTS, sha256="abc", mapping_sha256="m") is None
    save(memory, {"A": 1.0}, sha256="abc")
    save(memory, {"B": 1.0}, sha256="def")
    assert already_imported(memory, "main", kind=Kind.PROJECTS, sha256="abc", mapping_sha256="m") is None


def test_cells_without_a_value_keep_their_reason(memory: Database) -> None:
    missing = pa.table({"row": [2], "field": ["budget"], "kind": ["withheld"], "raw": ["exempt"]})
    scores = pa.table({"row": [2], "name": ["reach"], "value": [4.0]})
    fields = [PartField("budget", "Budget £m", "million", "GBP")]
    with memory.writing() as tx:
        save_part(
            tx,
            record_of("f.csv", rows=1),
            rows=project_rows({"A": None}),
            missing=missing,
            scores=scores,
            fields=fields,
            rolling=True,
            grant=ADMIN,
        )
    with memory.connection.cursor() as cursor:
        assert cursor.execute("from missing").fetchall() == [(1, 2, "budget", "withheld", "exempt")]
        assert cursor.execute("from scores").fetchall() == [(1, 2, "reach", 4.0)]
        assert cursor.execute("from part_fields").fetchall() == [(1, "budget", "Budget £m", "million", "GBP")]
        assert cursor.execute("select rolling from project_state").fetchall() == [(True,)]


def test_two_rows_that_cannot_be_told_apart_are_refused(memory: Database) -> None:
    rows = pa.concat_tables([project_rows({"A": 1.0}), project_rows({"A": 2.0})])
    with pytest.raises(StoreError, match="cannot be told apart"), memory.writing() as tx:
        save_part(tx, record_of("f.csv", rows=2), rows=rows, grant=ADMIN)


def test_a_column_that_the_schema_does_not_have_is_refused(memory: Database) -> None:
    rows = project_rows({"A": 1.0}).append_column("budget; drop table projects", pa.array([1]))
    with pytest.raises(StoreError, match="has no column"), memory.writing() as tx:
        save_part(tx, record_of("f.csv", rows=1), rows=rows, grant=ADMIN)
    assert current(memory, "main") == {}


def test_a_name_that_looks_like_sql_is_only_a_name(memory: Database, save: Save) -> None:
    evil = "x'; drop table projects; --"
    save(memory, {evil: 1.0}, portfolio=evil, label=evil)
    assert [each.name for each in portfolios(memory)] == [evil]
    assert rows_of(memory, Kind.PROJECTS, version=1)["name"].to_pylist() == [evil]


def test_own_portfolios_come_before_the_demo(memory: Database, save: Save) -> None:
    with memory.writing() as tx:
        create_portfolio(tx, "Demo", demo=True, grant=ADMIN)
    save(memory, {"A": 1.0}, portfolio="Estates")
    assert portfolios(memory) == [Portfolio("Estates", demo=False), Portfolio("Demo", demo=True)]


def test_a_portfolio_needs_a_name(memory: Database) -> None:
    with pytest.raises(StoreError, match="needs a name"), memory.writing() as tx:
        create_portfolio(tx, "  ", demo=False, grant=ADMIN)


@pytest.mark.parametrize(
    "grant",
    [Grant("x", "viewer", frozenset()), Grant("x", "m", frozenset({"import", "undo"}), frozenset({"other"}))],
)
def test_without_the_right_nothing_is_written(grant: Grant, memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    with pytest.raises(AccessDenied, match="may not import"), memory.writing() as tx:
        save_part(tx, record_of("f.csv", rows=1), rows=project_rows({"B": 1.0}), grant=grant)
    with pytest.raises(AccessDenied, match="may not undo"), memory.writing() as tx:
        undo(tx, "main", grant=grant)
    assert budgets(memory) == {"A": 1.0}


def test_rows_of_a_version_have_every_column_of_the_schema(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    found = rows_of(memory, Kind.PROJECTS, version=1)
    assert found["as_of"].to_pylist() == [AS_OF]
    assert found["requires"].to_pylist() == [None]
    assert rows_of(memory, Kind.PROJECTS, version=9).num_rows == 0


@pytest.mark.parametrize(
    "name", ["main\u200b", "ma\nin", "main ", "ma\x1b[2Jin", "ma\u202ein", "e\u0301", "\ud800", "x" * 81]
)
def test_a_name_that_looks_like_another_one_or_breaks_a_line_is_refused(memory: Database, name: str) -> None:
    with pytest.raises(StoreError, match="cannot be the name of a portfolio"), memory.writing() as tx:
        create_portfolio(tx, name, demo=False, grant=ADMIN)
    assert portfolios(memory) == []


@pytest.mark.parametrize("name", ["Führung 2026", "東京 – Ω", "می\u200cخواهم", "👩\u200d🚀", "<b>a</b>"])
def test_a_name_in_any_language_is_taken(memory: Database, name: str) -> None:
    with memory.writing() as tx:
        create_portfolio(tx, name, demo=False, grant=ADMIN)
    assert [known.name for known in portfolios(memory)] == [name]
