"""Which way is better, for many KPIs at once: every reading says so, and nothing else moves."""

from __future__ import annotations

import pytest

from pmo_core import importing
from pmo_core.errors import AccessDenied, IntakeError
from pmo_core.importing.adding import series_now
from pmo_core.importing.directions import set_directions
from pmo_core.model import Kind
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put

LIST = "KPI,Unit,Period,Value,Target\n" + "".join(
    f"{name},%,2026-0{month},{month + 40},50\n" for name in ("On time", "Basket") for month in range(1, 7)
)


def told(db: Database) -> list[dict[str, object]]:
    version = versions.current(db, "main")[Kind.KPIS]
    columns = ["series", "period", "value", "target", "direction"]
    return versions.rows_of(db, Kind.KPIS, version=version, columns=columns).to_pylist()


def test_every_reading_says_the_direction_and_nothing_else_moves(db: Database, put: Put) -> None:
    put(LIST, "kpis.csv", kind=Kind.KPIS)
    before = told(db)
    keys = [one.key for one in series_now(db, "main")]
    made = set_directions(
        db, "main", better=dict(zip(keys, ("lower", "higher"), strict=True)), grant=ADMIN, today=TODAY
    )
    assert made is not None
    assert (made.label, made.rows) == ("Entered: better direction of 2 KPIs", 2)
    expected = dict(zip(keys, ("lower", "higher"), strict=True))
    assert sorted(map(str, told(db))) == sorted(
        str({**row, "direction": expected[str(row["series"])]}) for row in before
    )
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert sorted(map(str, told(db))) == sorted(map(str, before))


def test_a_direction_that_is_there_already_saves_nothing(db: Database, put: Put) -> None:
    put(LIST, "kpis.csv", kind=Kind.KPIS)
    key = series_now(db, "main")[0].key
    assert set_directions(db, "main", better={key: "lower"}, grant=ADMIN, today=TODAY) is not None
    assert set_directions(db, "main", better={key: "lower"}, grant=ADMIN, today=TODAY) is None


def test_a_series_that_left_and_a_word_that_is_no_direction_are_refused(db: Database, put: Put) -> None:
    put(LIST, "kpis.csv", kind=Kind.KPIS)
    key = series_now(db, "main")[0].key
    with pytest.raises(IntakeError, match="1 KPI of the table is not there any more"):
        set_directions(db, "main", better={"gone": "lower"}, grant=ADMIN, today=TODAY)
    with pytest.raises(IntakeError, match="sideways"):
        set_directions(db, "main", better={key: "sideways"}, grant=ADMIN, today=TODAY)


def test_who_may_not_import_may_not_set_directions(db: Database, put: Put) -> None:
    put(LIST, "kpis.csv", kind=Kind.KPIS)
    key = series_now(db, "main")[0].key
    with pytest.raises(AccessDenied, match="may not import"):
        set_directions(
            db, "main", better={key: "lower"}, grant=grant_of(Role.VIEWER, who="reader"), today=TODAY
        )


def test_years_and_quarters_of_a_kpi_are_told_apart(db: Database, put: Put) -> None:
    put("Name,Period,Value\nSpeed,2025,4\nSpeed,2026-Q1,5\n", "kpis.csv", kind=Kind.KPIS)
    key = next(one.key for one in series_now(db, "main") if one.grain == "year")
    set_directions(db, "main", better={key: "lower"}, grant=ADMIN, today=TODAY)
    assert {str(row["period"]): row["direction"] for row in told(db)} == {"2025": "lower", "2026-Q1": None}
