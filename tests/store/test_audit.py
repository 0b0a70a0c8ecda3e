from __future__ import annotations

import pytest

from pmo_core.store.audit import verify
from pmo_core.store.backup import backup
from pmo_core.store.database import Database
from pmo_core.store.deletion import delete_portfolio
from pmo_core.store.versions import undo
from tests.store.conftest import ADMIN, Save


def alter(db: Database, statement: str) -> None:
    with db.connection.cursor() as cursor:
        cursor.execute(statement)


def actions(db: Database) -> list[str]:
    return [action for (action,) in db.rows(__file__, "audit_actions")]


def test_an_empty_chain_holds(memory: Database) -> None:
    assert verify(memory).ok


def test_every_act_has_one_row(db: Database, save: Save) -> None:
    save(db, {"A": 1.0}, import_id="one")
    save(db, {"A": 1.0}, import_id="one")
    with db.writing() as tx:
        undo(tx, "main", grant=ADMIN)
    with db.writing() as tx:
        undo(tx, "main", to=1, grant=ADMIN)
        undo(tx, "main", to=1, grant=ADMIN)
    backup(db, grant=ADMIN)
    delete_portfolio(db, "main", grant=ADMIN)
    assert actions(db) == ["create portfolio", "import", "undo", "undo", "backup", "delete"]
    assert verify(db).ok


def test_a_load_that_failed_leaves_no_row(memory: Database, save: Save) -> None:
    with pytest.raises(RuntimeError, match="no"), memory.writing():
        raise RuntimeError("no")
    assert actions(memory) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set who = 'somebody else' where seq = 3",
        "update audit set detail = '{}' where seq = 3",
        "update audit set made_at = made_at + interval 1 second where seq = 3",
        "update audit set hash = prev_hash where seq = 3",
        "update audit set seq = seq + 1 where seq >= 3",
        "delete from audit where seq = 3",
    ],
)
def test_an_alteration_is_found_where_it_is(statement: str, memory: Database, save: Save) -> None:
    for number in range(5):
        save(memory, {f"P{number}": 1.0})
    assert verify(memory).ok
    alter(memory, statement)
    found = verify(memory)
    assert not found.ok
    assert found.broken_at == 3


def test_a_row_that_is_put_in_is_found(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    alter(
        memory,
        "insert into audit select * replace (seq + 1 as seq, hash as prev_hash) from audit where seq = 2",
    )
    assert verify(memory).broken_at == 3
