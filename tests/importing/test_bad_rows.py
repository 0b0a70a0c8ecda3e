"""Good rows load, bad rows come back as a file; mended and dropped again, they join the others."""

from __future__ import annotations

import csv
import io

from pmo_core import importing
from pmo_core.importing.bad_rows import bad_rows, continues, file_name
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.versions import current, rows_of
from tests.importing.conftest import TODAY, Put

GOOD = [f"P{n},Project {n},IT,{n}.5,2027-{n % 12 + 1:02}-15" for n in range(1, 61)]
HEAD = "Ref,Project,Department,Budget (£m),Due"
BROKEN = ["P77,Extra,IT,3,5,2027-05-05,x,y", "P78,=1+1,IT,1,1,1,1,1,1,1"]
FILE = "\n".join([HEAD, *GOOD[:10], *BROKEN, *GOOD[10:]])


def _rows(content: bytes | None) -> list[list[str]]:
    assert content is not None
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_refused_rows_come_back_with_row_problem_and_fix(put: Put) -> None:
    staged = put(FILE)
    assert (staged.reading.rows_loaded, staged.reading.rows_refused) == (60, 2)
    header, first, second = _rows(bad_rows(staged.reading))
    assert header == [*HEAD.split(","), "row", "problem", "fix"]
    assert first[:5] == ["P77", "Extra", "IT", "3", "5 | 2027-05-05 | x | y"]
    assert first[5] == "12"
    assert "8 cells, 3 more than the header" in first[6]
    assert first[7]
    assert second[1] == "'=1+1"
    assert file_name(staged.reading) == "list 2026-03-31 bad rows as of 2026-03-31.csv"


def test_a_file_without_refused_rows_gives_none(put: Put) -> None:
    assert bad_rows(put("\n".join([HEAD, *GOOD])).reading) is None


def test_mended_rows_join_those_that_were_loaded(db: Database, put: Put) -> None:
    staged = put(FILE)
    header, first, second = _rows(bad_rows(staged.reading))
    first[3:5] = ["3.5", "2027-05-05"]
    second[3:5] = ["4.5", "2027-06-05"]
    out = io.StringIO()
    csv.writer(out).writerows([header, first, second])
    mended = put(out.getvalue(), file_name(staged.reading))
    assert (mended.mode, mended.questions) == ("update", ())
    rows = rows_of(db, Kind.PROJECTS, version=current(db, "main")[Kind.PROJECTS])
    assert rows.num_rows == 62
    found = {row["project_id"]: row for row in rows.to_pylist()}
    assert found["P77"]["budget"] == 3_500_000
    assert found["P78"]["name"] == "=1+1"
    assert {row["as_of"].isoformat() for row in found.values()} == {"2026-03-31"}


def _keys(db: Database) -> dict[str | None, str]:
    rows = rows_of(db, Kind.PROJECTS, version=current(db, "main")[Kind.PROJECTS])
    return {row["name"]: row["project_key"] for row in rows.to_pylist()}


def test_mended_rows_go_by_the_name_where_the_others_do(db: Database, put: Put) -> None:
    blank = [line.replace(f"P{n},", ",", 1) if n % 3 else line for n, line in enumerate(GOOD, 1)]
    put("\n".join([HEAD, *blank]))
    mended = put(
        f"{HEAD},row,problem,fix\nP77,Extra,IT,3.5,2027-05-05,70,x,y", "list 2026-03-31 bad rows.csv"
    )
    assert (mended.mode, mended.questions) == ("update", ())
    assert (_keys(db)["Project 3"], _keys(db)["Extra"]) == ("project 3", "extra")


def test_mended_rows_go_by_the_id_where_the_others_do(db: Database, put: Put) -> None:
    put("\n".join([HEAD, *GOOD]))
    rows = ["P77,Extra,IT,3.5,2027-05-05,70,x,y", ",Other,IT,3.5,2027-05-05,71,x,y"]
    put("\n".join([f"{HEAD},row,problem,fix", *rows]), "list 2026-03-31 bad rows.csv")
    assert (_keys(db)["Extra"], _keys(db)["Other"]) == ("P77", "other")


def test_only_a_file_that_ends_with_our_columns_continues_an_import() -> None:
    assert continues(("Ref", "Project", "row", "problem", "fix"))
    assert not continues(("row", "problem", "fix"))
    assert not continues(("Ref", "row", "fix", "problem"))


def test_rows_without_a_name_or_id_come_back_too(db: Database) -> None:
    text = "\n".join([HEAD, *GOOD, ",,IT,3.5,2027-05-05"])
    staged = importing.stage(
        db,
        text.encode(),
        label="list 2026-03-31.csv",
        options=Options(),
        portfolio="main",
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    assert _rows(bad_rows(staged.reading))[1][2:6] == ["IT", "3.5", "2027-05-05", "62"]
