"""The lane for regular text files gives what the stages for records give, or leaves the file to them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret_table
from pmo_core.limits import PAGE_LIMITS
from pmo_core.store.database import Database
from tests.importing.lanes import Lane, read, written
from tests.intake.faults import DEMO, one_row_faults, table_of, whole_file_faults

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Generator[Database, None, None]:
    with closing(Database.open(tmp_path_factory.mktemp("lane") / "store.duckdb")) as store:
        yield store


@pytest.fixture
def lane(db: Database) -> Lane:
    return Lane(db)


def _same(one: Reading, other: Reading) -> bool:
    tables = all(
        (a is None and b is None) or (a is not None and b is not None and a.equals(b))
        for a, b in ((one.table, other.table), (one.missing, other.missing), (one.scores, other.scores))
    )
    bare = {"table": None, "missing": None, "scores": None, "beside": ()}
    return tables and replace(one, **bare, raw=other.raw) == replace(other, **bare)


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_every_demo_table_is_read_alike_in_both_lanes(path: Path, lane: Lane) -> None:
    content = path.read_bytes()
    fast, slow = lane.table(content), read(content, Options(), PAGE_LIMITS, None)
    assert fast == slow
    assert lane.taken == 1
    assert fast is not None
    assert slow is not None
    readings = [interpret_table(table, Options(), today=TODAY) for table in (fast, slow)]
    assert _same(*readings)


@cache
def _broken() -> list[tuple[str, bytes]]:
    found = []
    for path in DEMO:
        header, body = table_of(path)
        for fault in whole_file_faults(header, body):
            found.append((f"{path.stem}: {fault.name}", fault.content))
        for fault in one_row_faults(header, body[:12]):
            found.append((f"{path.stem}: {fault.name}", fault.content))
    return found


def test_broken_files_are_read_alike_in_both_lanes(lane: Lane) -> None:
    unlike = [name for name, content in _broken() if not lane.agrees(content)]
    assert unlike == []
    assert 0 < lane.taken < len(_broken())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=written())
def test_any_table_is_read_alike_in_both_lanes(lane: Lane, content: bytes) -> None:
    assert lane.agrees(content)


def test_the_order_and_the_numbers_of_rows_are_those_of_the_file(lane: Lane) -> None:
    lines = [f"P{at},Project {at},{at % 7}" for at in range(250_000)]
    table = lane.table("\n".join(["Project ID,Project name,Budget", *lines]).encode())
    assert lane.taken == 1
    assert table is not None
    assert table.rows == tuple(range(2, 250_002))
    assert table.column("Project ID") == [f"P{at}" for at in range(250_000)]


QUOTED = (
    b"Project ID,Project name,Note\r\n"
    b'P1,Alpha,"a, b"\r\nP2,Beta,"two\nlines"\r\nP3,Gamma,""\r\nP4,Delta,x\r\n'
)


def test_quoted_delimiters_and_line_breaks_stay_in_the_lane(lane: Lane) -> None:
    table = lane.table(QUOTED)
    assert lane.taken == 1
    assert table is not None
    assert table.column("Note") == ["a, b", "two\nlines", "", "x"]


@pytest.mark.parametrize(
    ("why", "content"),
    {
        "a quote inside a cell": QUOTED.replace(b"a, b", b'a ""b""'),
        "a quote left open": QUOTED.replace(b'""', b'"'),
        "a blank line": QUOTED.replace(b"P3", b"\r\nP3"),
        "a longer row": QUOTED.replace(b"Gamma", b"Gamma,x"),
        "a shorter row": QUOTED.replace(b"P3,Gamma", b"P3"),
        "a total": QUOTED + b"Total,,3\r\n",
        "a note": QUOTED + b"Source: the office,,\r\n",
        "a comment": QUOTED + b"# made by hand,,\r\n",
        "a heading": QUOTED.replace(b"P3", b"Second half,,\r\nP3"),
        "the header again": QUOTED + QUOTED,
        "a bare return": QUOTED.replace(b"Beta", b"Be\rta"),
        "no UTF-8": QUOTED.replace(b"Beta", b"B\xe9ta"),
        "padding": QUOTED + b"\x1a",
        "a column without a name": QUOTED.replace(b",Note", b","),
        "a directive": b"sep=,\r\n" + QUOTED,
    }.items(),
)
def test_at_the_first_doubt_the_lane_steps_aside(why: str, content: bytes, lane: Lane) -> None:
    assert lane.agrees(content), why
    assert lane.taken == 0, why


def test_the_limits_are_those_of_the_other_lane(lane: Lane) -> None:
    assert lane.table(QUOTED, limits=replace(PAGE_LIMITS, records=3)) is None
    assert lane.table(QUOTED, limits=replace(PAGE_LIMITS, cell_characters=8)) is not None
    assert lane.taken == 0


def test_nothing_of_the_file_stays_behind(lane: Lane, db: Database) -> None:
    lane.table(QUOTED)
    lane.table(QUOTED + b"x")
    assert db.folders is not None
    assert list(db.folders.staging.iterdir()) == []


def test_a_store_that_has_no_staging_folder_leaves_the_file_to_the_other_lane() -> None:
    with closing(Database.memory()) as memory:
        lane = Lane(memory)
        assert lane.agrees(QUOTED)
        assert lane.taken == 0
