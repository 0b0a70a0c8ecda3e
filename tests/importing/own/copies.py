"""Send a portfolio out and back in, and compare what counts in both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pmo_core import importing
from pmo_core.answers.overview.export import balance_document, summary_document
from pmo_core.importing import Staged
from pmo_core.importing.exports import export_archive, export_csv, export_workbook
from pmo_core.importing.outgoing import outgoing
from pmo_core.intake.options import Options
from pmo_core.limits import COMMAND_LINE_LIMITS
from pmo_core.model import Kind, Snapshot
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN

KEYED = frozenset(Kind) - {Kind.KPIS, Kind.FEEDBACK, Kind.PROJECT_COSTS, Kind.BENEFITS, Kind.ALIGNMENT}
"""Kinds whose rows have a number each; others may share one: a file with a column per question or month."""
LATER = date(2031, 5, 6)
"""Another day than the file was made on: no date may come from the clock."""

HARD = """Project ID,Project,Department,Status,RAG,Start,Finish,Budget (£m),Effort (weeks),Value,Owner,Notes
0001,=SUM(A1),IT,In progress,Green,2025-01-01,2026-06-30,40,12,7,Ann,"two
lines"
0002,'=quoted,Estates,Waiting for Godot,Amber/Red,2025-01-01,2026-09-30,c. 5,,,TBC,
0003,"Total, of sorts",IT,Done,Green,2024-01-01,2026-01-31,Exempt under Section 43,3,2.5,,-5
0004,Skills; people,HR,In progress,Red,2025-06-01,31/02/26,15.333333333333333,n/a,0.1,Bo; Cy,@home
0005,Null,IT,In progress,,2025-06-01,2030-12-31,TBC,1,9,None,+1
0006,Old kiosk,HR,In progress,Amber,2023-01-01,2025-12-31,-10,,?,Ann,' quoted
"""
"""Formulas, quotes, exempt, unreadable and negative amounts, days that never were."""


def now(db: Database, portfolio: str) -> Snapshot:
    return snapshots.snapshot(db, portfolio)


def staged(db: Database, content: bytes, label: str, *, portfolio: str, **said: Any) -> Staged:
    return importing.stage(
        db,
        content,
        label=label,
        options=Options(**said),
        portfolio=portfolio,
        limits=COMMAND_LINE_LIMITS,
        today=LATER,
    )


def taken(db: Database, content: bytes, label: str, *, portfolio: str) -> Staged:
    """Load an export; it asks nothing and says nothing."""
    made = staged(db, content, label, portfolio=portfolio)
    parts = [made, *made.beside]
    assert all(part.reading.raw.own for part in parts)
    assert [part.questions for part in parts] == [()] * len(parts)
    assert [part.issues for part in parts] == [()] * len(parts)
    importing.commit(db, made, grant=ADMIN)
    return made


def by_csv(db: Database, portfolio: str, copy: str) -> None:
    for table in outgoing(db, now(db, portfolio)):
        file = export_csv(db, now(db, portfolio), kind=table.kind, grant=ADMIN)
        taken(db, file.content, f"{table.kind.value}.csv", portfolio=copy)


def by_workbook(db: Database, portfolio: str, copy: str) -> None:
    file = export_workbook(db, now(db, portfolio), grant=ADMIN, today=LATER)
    assert file.cut == 0
    taken(db, file.content, "export.xlsx", portfolio=copy)


def content(db: Database, portfolio: str) -> Mapping[Kind, Any]:
    """Rows, reasons, scores and units by kind; without the numbers that depend on when it was loaded."""
    found: dict[Kind, Any] = {}
    for kind, version in versions.current(db, portfolio).items():
        rows = versions.rows_of(db, kind, version=version).to_pylist()
        keys = {(row["part"], row["row"]): row["key"] for row in rows}
        own = ("part", "row", "version", "newest")
        found[kind] = (
            sorted(
                ({k: v for k, v in row.items() if k not in own} for row in rows), key=lambda row: row["key"]
            ),
            _beside(db, "missing_of_version", version, keys if kind in KEYED else dict.fromkeys(keys, "")),
            _beside(db, "scores_of_version", version, keys),
            [
                row
                for row in db.rows(importing.exports.__file__, "fields_of_version", version=version)
                if any(row[1:])
            ],
        )
    return found


def _beside(db: Database, query: str, version: int, keys: Mapping[tuple[int, int], str]) -> list[Any]:
    rows = db.rows(importing.exports.__file__, query, version=version)
    return sorted((keys[part, row], *rest) for part, row, *rest in rows if (part, row) in keys)


def same(db: Database, one: str, other: str) -> None:
    """Both hold the same, answer the same, and go out as the same bytes."""
    assert content(db, one).keys() == content(db, other).keys()
    for kind, parts in content(db, one).items():
        for there, here in zip(parts, content(db, other)[kind], strict=True):
            assert there == here
    for document in (summary_document, balance_document):
        assert _answer(document, db, one) == _answer(document, db, other)
    first, second = (export_archive(db, now(db, name), grant=ADMIN).content for name in (one, other))
    assert first == second


def _answer(document: Any, db: Database, portfolio: str) -> dict[str, Any]:
    return {k: v for k, v in document(db, now(db, portfolio)).items() if k not in ("portfolio", "data")}
