from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.house.sources import CORE, ROOT, queries, shown

PARAMETER = re.compile(r"\$(\w+)")
SAMPLES = {"as_of": date(2026, 3, 31), "since": date(2025, 12, 31), "version": 1, "table": "projects"}
"""Parameters whose type or value decides how a statement binds; the others bind as null."""
NOT_PORTABLE = {
    r"\bqualify\b": "a window in a subquery",
    r"\bgroup\s+by\s+all\b": "the columns by name",
    r"\bselect\s+\*\s+exclude\b": "the columns by name",
    r"\bavg\(\s*\d": "cast(1 as double): other engines average decimals",
    r"\d\.\d+\s*(end|\))": "cast(… as double) for a literal that is averaged",
}


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    con = duckdb.connect()
    con.execute((CORE / "store" / "schema.sql").read_text(encoding="utf-8"))
    yield con
    con.close()


def head(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.startswith("--"))


def body(text: str) -> str:
    return re.sub(r"--[^\n]*", "", text)


@pytest.mark.parametrize("path", queries(), ids=shown)
def test_a_query_says_what_it_means_and_returns(path: Path) -> None:
    first, second = path.read_text(encoding="utf-8").splitlines()[:2]
    assert re.match(rf"-- {path.stem}: \S", first), "line 1: -- name: meaning"
    assert re.match(r"-- grain: \S", second), "line 2: -- grain: … params: … returns: …"
    assert "params:" in head(path.read_text(encoding="utf-8"))
    assert "returns:" in head(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", queries(), ids=shown)
def test_a_query_lists_the_parameters_that_it_takes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(PARAMETER.findall(head(text))) == set(PARAMETER.findall(body(text)))


@pytest.mark.parametrize("path", queries(), ids=shown)
def test_a_query_binds_against_the_empty_schema(path: Path, empty: duckdb.DuckDBPyConnection) -> None:
    text = path.read_text(encoding="utf-8")
    values = {name: SAMPLES.get(name) for name in PARAMETER.findall(body(text))}
    empty.execute(f"explain {text}", values).fetchall()


@pytest.mark.parametrize("path", queries(), ids=shown)
def test_a_query_stays_portable(path: Path) -> None:
    text = body(path.read_text(encoding="utf-8")).lower()
    found = [
        f"{pattern}: use {instead}" for pattern, instead in NOT_PORTABLE.items() if re.search(pattern, text)
    ]
    assert not found or path.parent.name == "store"


def test_business_tables_have_no_key_unique_check_or_enum() -> None:
    text = body((CORE / "store" / "schema.sql").read_text(encoding="utf-8")).lower()
    assert not re.search(
        r"primary key|\bunique\b|\bcheck\s*\(|create type|\benum\b|create (unique )?index", text
    )


def test_every_query_is_asked_for_by_its_name() -> None:
    """An orphan is a query that nobody reviews any more."""
    python = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pmo_core").rglob("*.py"))
    orphans = [shown(path) for path in queries() if f'"{path.stem}"' not in python]
    assert orphans == []
