from __future__ import annotations

import pyarrow as pa
import pytest

from pmo_core.errors import AccessDenied, NotFound
from pmo_core.model import Grant, Kind
from pmo_core.store.backup import backup, backups_of
from pmo_core.store.database import Database
from pmo_core.store.deletion import delete_portfolio
from pmo_core.store.doctor import examine
from pmo_core.store.signature import signature
from pmo_core.store.versions import current, portfolios, save_part
from tests.store.conftest import ADMIN, Save, record_of


def complaints(db: Database) -> list[str]:
    return [check.name for check in examine(db) if not check.ok]


def alter(db: Database, statement: str) -> None:
    with db.connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_sound_database_passes_every_check(db: Database, save: Save) -> None:
    save(db, {"A": 1.0})
    backup(db, grant=ADMIN)
    assert all(check.ok and not check.problem for check in examine(db))


def test_examining_changes_nothing(db: Database, save: Save) -> None:
    save(db, {"A": 1.0})
    before = signature(db)
    examine(db)
    assert signature(db) == before


def test_a_database_without_a_backup_is_told_how_to_make_one(db: Database) -> None:
    assert complaints(db) == ["The last backup can be read"]
    assert "pmo_core backup" in next(check.fix for check in examine(db) if not check.ok)


def test_a_damaged_backup_is_found(db: Database) -> None:
    made = backup(db, grant=ADMIN).path
    made.write_bytes(made.read_bytes()[:5000])
    assert complaints(db) == ["The last backup can be read"]


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("update audit set who = 'x' where seq = 1", "The audit is unaltered"),
        ("delete from audit where action = 'import'", "Every load is in the audit"),
        ("delete from parts", "Versions list parts that exist"),
        ("delete from versions", "Versions list parts that exist"),
        ("insert into projects select * from projects", "No two rows of a load share a key"),
    ],
)
def test_what_was_tampered_with_is_found(statement: str, name: str, memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    assert complaints(memory) == []
    alter(memory, statement)
    assert name in complaints(memory)


def test_a_setting_that_cannot_be_read_is_found(memory: Database) -> None:
    rows = pa.table({"row": [1], "key": ["basis"], "deleted": [False], "name": ["basis"], "value": ["gold"]})
    with memory.writing() as tx:
        save_part(tx, record_of("s", rows=1, kind=Kind.SETTINGS), rows=rows, grant=ADMIN)
    assert complaints(memory) == ["Settings can be read"]


def test_deleting_a_portfolio_leaves_no_row_of_it_and_every_row_of_the_others(
    db: Database, save: Save
) -> None:
    save(db, {"A": 1.0}, portfolio="stays")
    save(db, {"Secret": 1.0}, portfolio="goes")
    delete_portfolio(db, "goes", grant=ADMIN)
    assert [each.name for each in portfolios(db)] == ["stays"]
    assert db.rows(__file__, "budgets", version=1) == [("A", 1.0)]
    assert db.rows(__file__, "budgets", version=2) == []
    assert db.rows(__file__, "rows_per_part") == [(1,)]
    assert current(db, "goes") == {}


def test_deleting_names_the_backups_that_still_hold_it(db: Database, save: Save) -> None:
    backup(db, grant=ADMIN)
    save(db, {"A": 1.0}, portfolio="goes")
    with_it = backup(db, grant=ADMIN)
    assert delete_portfolio(db, "goes", grant=ADMIN) == [with_it]
    assert len(backups_of(db)) == 2


def test_numbers_of_deleted_versions_are_never_given_again(db: Database, save: Save) -> None:
    save(db, {"A": 1.0}, portfolio="goes")
    save(db, {"A": 2.0}, portfolio="goes")
    delete_portfolio(db, "goes", grant=ADMIN)
    assert save(db, {"B": 1.0}, portfolio="comes") == 3
    assert complaints(db) == ["The last backup can be read"]


def test_deleting_needs_the_right_and_a_portfolio(db: Database, save: Save) -> None:
    save(db, {"A": 1.0})
    with pytest.raises(AccessDenied, match="may not delete"):
        delete_portfolio(db, "main", grant=Grant("x", "manager", frozenset({"import"})))
    with pytest.raises(NotFound, match="no portfolio"):
        delete_portfolio(db, "nowhere", grant=ADMIN)
    assert [each.name for each in portfolios(db)] == ["main"]
