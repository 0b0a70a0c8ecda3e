from __future__ import annotations

import json
from datetime import date

import pyarrow as pa
import pytest

from pmo_core.errors import ScenarioError
from pmo_core.model import Basis, Horizon, Kind
from pmo_core.scenario import COMPONENTS, HorizonRule, PortfolioSettings
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.store.snapshots import snapshot
from pmo_core.store.versions import save_part, undo
from tests.store.conftest import ADMIN, Save, record_of


def declare(db: Database, **values: object) -> None:
    declare_text(db, **{name: json.dumps(value) for name, value in values.items()})


def declare_text(db: Database, **values: str) -> None:
    rows = pa.table(
        {
            "row": pa.array(range(1, len(values) + 1), pa.int32()),
            "key": list(values),
            "deleted": [False] * len(values),
            "name": list(values),
            "value": list(values.values()),
        }
    )
    with db.writing() as tx:
        save_part(tx, record_of("settings", rows=1, kind=Kind.SETTINGS), rows=rows, keep=True, grant=ADMIN)


def held(db: Database) -> PortfolioSettings:
    return read_settings(db, snapshot(db, "main"))


def test_what_nobody_declared_stays_open(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    assert held(memory) == PortfolioSettings()


def test_every_setting_is_read_as_it_was_declared(memory: Database) -> None:
    declare(
        memory,
        target={"short": 0.5, "medium": 0.3, "long": 0.2},
        target_set_on="2026-03-31",
        horizon_rule={"short_months": 6, "medium_months": 24},
        basis="effort",
        weights={"mix": 2},
    )
    assert held(memory) == PortfolioSettings(
        target={Horizon.SHORT: 0.5, Horizon.MEDIUM: 0.3, Horizon.LONG: 0.2},
        target_set_on=date(2026, 3, 31),
        rule=HorizonRule(6, 24),
        basis=Basis.EFFORT,
        weights={**dict.fromkeys(COMPONENTS, 1.0), "mix": 2.0},
    )


def test_one_setting_changes_and_the_others_stay(memory: Database) -> None:
    declare(memory, basis="count", target={"short": 0.7, "medium": 0.2, "long": 0.1})
    declare(memory, basis="budget")
    assert held(memory).basis is Basis.BUDGET
    assert held(memory).target is not None


def test_a_declaration_can_be_undone(memory: Database) -> None:
    declare(memory, basis="count")
    with memory.writing() as tx:
        undo(tx, "main", grant=ADMIN)
    assert held(memory).basis is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("target", "not JSON"),
        ("target", '"short"'),
        ("target", '{"short": 0.7, "medium": 0.2}'),
        ("target", '{"soon": 1}'),
        ("basis", '"gold"'),
        ("horizon_rule", '{"months": 3}'),
        ("horizon_rule", '{"short_months": 36, "medium_months": 12}'),
        ("target_set_on", '"yesterday"'),
        ("weights", '{"mix": "heavy"}'),
        ("weights", f'{{"mix": 1{"0" * 400}}}'),
        ("budget", "1" + "0" * 400),
        ("budget", "1e300"),
        ("rules", "[" * 100_000),
    ],
)
def test_a_setting_that_cannot_hold_is_never_guessed(name: str, value: str, memory: Database) -> None:
    declare_text(memory, **{name: value})
    with pytest.raises(ScenarioError, match=r"cannot be read|add up to 100 %|cannot hold"):
        held(memory)
