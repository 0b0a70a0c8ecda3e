"""The lane for regular text files gives what the stages for records give, or leaves the file to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.reading import Reading, interpret_table
from pmo_core.intake.regular import Cells
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS, IntakeLimits
from pmo_core.store.database import Database
from pmo_core.store.staging import staged_cells
from tests.intake.faults import DEMO, one_row_faults, table_of, whole_file_faults

TODAY = date(2026, 11, 23)
TOLD_NOTHING = Options()


class Lane:
    """The lane over one database; `taken` counts the files that it read by itself."""

    def __init__(self, db: Database) -> None:
        self.taken = 0
        self._cells = staged_cells(db)

    def table(
        self, content: bytes, options: Options = TOLD_NOTHING, *, limits: IntakeLimits = PAGE_LIMITS
    ) -> RawTable | None:
        """The table with the lane at hand; None where the file is refused."""
        table = _read(content, options, limits, self._cells)
        self.taken += table is not None and isinstance(table.rows, range)
        return None if table is None else replace(table, rows=tuple(table.rows))

    def agrees(self, content: bytes, options: Options = TOLD_NOTHING) -> bool:
        """Whether the file is the same table with the lane and without it."""
        return self.table(content, options) == _read(content, options, PAGE_LIMITS, None)


def _read(content: bytes, options: Options, limits: IntakeLimits, cells: Cells | None) -> RawTable | None:
    try:
        return read_table(content, "rows.csv", options, limits, cells=cells)
    except IntakeError:
        return None


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
    fast, slow = lane.table(content), _read(content, Options(), PAGE_LIMITS, None)
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


CELLS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "-",
                "n/a",
                "Total",
                "Total cost",
                "Summe",
                "#1",
                "# note",
                "Name",
                "Note: x",
                "of which",
            ),
            *(
                '"',
                'a "b" c',
                "a,b",
                "a;b",
                "a\nb",
                "a\r\nb",
                "a\rb",
                "\n",
                " x ",
                "\ufeff",
                "\u00a0",
                "\x00",
            ),
            *(
                "1",
                "1.5",
                "1,5",
                "12.500",
                "45%",
                "£3m",
                "2026-03-31",
                "31/03/2026",
                "Müller",
                "Ã©",
                "\x85",
                "日本",
            ),
        ]
    ),
    st.text(max_size=6),
)


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A table as a text file, in any dialect, its rows mostly of one width."""
    width = draw(st.integers(2, 5))
    header = draw(
        st.lists(
            st.sampled_from(["Project ID", "Name", "Budget", "Start", "Status", "x", "2026", ""]),
            min_size=width,
            max_size=width,
            unique=draw(st.booleans()),
        )
    )
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12))
    plain = (
        [[f"P{at}", f"Project {at}", *row] for at, row in enumerate(rows)] if draw(st.booleans()) else rows
    )
    names = ["Project ID", "Project name", *header] if plain is not rows else header
    buffer = io.StringIO(newline="")
    csv.writer(
        buffer,
        delimiter=draw(st.sampled_from(",;\t|")),
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    ).writerows([names, *plain])
    text = buffer.getvalue()
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(['"', ",", "\n", "\n\n", ";", "\r\n", " ", ""])) + text[at:]
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig"])), errors="surrogatepass")


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
