"""Run commands as a user does, in this process, and check every document against its schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pmo_core.commands.cli import main

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with `--json` on a database of this test; give its exit code and document."""

    def call(name: str, *args: str, db: Path | None = None) -> tuple[int, dict[str, Any]]:
        words = [*name.split(), *args, "--db", str(db or tmp_path / "test.duckdb"), "--json"]
        capsys.readouterr()
        with pytest.raises(SystemExit, match=r"^[0-3]$") as left:
            main(words)
        document = json.loads(capsys.readouterr().out)
        schema = json.loads((SCHEMAS / f"{name.replace(' ', '_')}.json").read_text(encoding="utf-8"))
        faults = [e.message for e in Draft202012Validator(schema).iter_errors(document)]
        assert faults == [], faults
        return int(left.value.code or 0), document

    return call


SMALL = """Project ID,Project,Department,Status,RAG,Start,Finish,Budget (£m)
1,Portal,IT,In progress,Green,2025-01-01,2026-06-30,40
2,Campus,Estates,In progress,Amber,2025-01-01,2026-09-30,20
3,Archive,IT,Done,Green,2024-01-01,2026-01-31,5
4,Skills,HR,In progress,Red,2025-06-01,2028-12-31,15
5,Network,IT,In progress,,2025-06-01,2030-12-31,TBC
6,Old kiosk,HR,In progress,Amber,2023-01-01,2025-12-31,10
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Six projects: short 70 (one of them overdue), medium 15, one finished, one without an amount."""
    file = tmp_path / "portfolio 2026-03-31.csv"
    file.write_text(SMALL, encoding="utf-8")
    return file
