"""A portfolio as files: a workbook of all kinds, an archive of CSV files, or the CSV of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from pmo_core.answers.catalog import method_version
from pmo_core.errors import NotFound, StoreError
from pmo_core.export import Cell, Figure, Sheet, SheetColumn, csv_bytes, workbook_bytes, zip_bytes
from pmo_core.importing.outgoing import outgoing
from pmo_core.importing.own_sheets import (
    DICTIONARY_HEADERS,
    dictionary_rows,
    dictionary_sheet,
    kind_sheet,
    title_of,
)
from pmo_core.model import Grant, Kind, Snapshot
from pmo_core.own_form.columns import OwnColumn, mark_header
from pmo_core.own_form.rows import OwnRow, OwnTable, mark, visible
from pmo_core.store import audit
from pmo_core.store.database import Database
from pmo_core.store.history import history


@dataclass(frozen=True)
class Exported:
    """A file with what is in it: rows by kind, and how many texts a cell of a workbook had no room for."""

    content: bytes
    rows: dict[Kind, int]
    cut: int = 0


def export_csv(db: Database, snapshot: Snapshot, *, kind: Kind, grant: Grant) -> Exported:
    """
    All rows of one kind, every as-of date.

    Raises:
        AccessDenied: If the grant does not cover `export` of the portfolio.
        NotFound: If there are none.
    """
    table = _tables(db, snapshot, kinds=[kind], grant=grant)[0]
    return Exported(_csv(table), {kind: len(table.rows)})


def export_archive(db: Database, snapshot: Snapshot, *, grant: Grant) -> Exported:
    """A CSV file per kind and the data dictionary, in one archive to unpack; raises as `export_csv`."""
    tables = _tables(db, snapshot, kinds=tuple(Kind), grant=grant)
    files = {f"{table.kind.value}.csv": _csv(table) for table in tables}
    files["dictionary.csv"] = csv_bytes(DICTIONARY_HEADERS, dictionary_rows([t.kind for t in tables]))
    return Exported(zip_bytes(files), _counts(tables))


def export_workbook(db: Database, snapshot: Snapshot, *, grant: Grant, today: date) -> Exported:
    """
    A sheet per kind, between one that says what this is and the data dictionary.

    Raises:
        AccessDenied, NotFound: As `export_csv`.
        PmoError: If a kind has more rows than a sheet.
    """
    tables = _tables(db, snapshot, kinds=tuple(Kind), grant=grant)
    sheets = [
        _read_me(db, snapshot, tables, today=today),
        *(kind_sheet(table) for table in tables),
        dictionary_sheet([table.kind for table in tables]),
    ]
    content, cut = workbook_bytes(sheets, title=f"PMO Balance: {snapshot.portfolio}")
    return Exported(content, _counts(tables), cut)


def _tables(db: Database, snapshot: Snapshot, *, kinds: Sequence[Kind], grant: Grant) -> list[OwnTable]:
    grant.allow("export", snapshot.portfolio)
    tables = outgoing(db, snapshot, kinds=kinds)
    if not tables:
        what = title_of(kinds[0]).lower() if len(kinds) == 1 else "rows"
        raise NotFound(f"{snapshot.portfolio!r} has no {what} to export.", fix="Load a file first.")
    _note(db, snapshot, tables, grant=grant)
    return tables


def _note(db: Database, snapshot: Snapshot, tables: Sequence[OwnTable], *, grant: Grant) -> None:
    """Leave a row in the audit, where one can be written: what cannot be saved must still get out."""
    detail = {"state": snapshot.id, "kinds": [table.kind.value for table in tables]}
    with suppress(StoreError), db.writing() as tx:
        audit.record(tx, by=grant, action="export", object=snapshot.portfolio, detail=detail)


def _counts(tables: Sequence[OwnTable]) -> dict[Kind, int]:
    return {table.kind: len(table.rows) for table in tables}


def _csv(table: OwnTable) -> bytes:
    headers = [*(column.header for column in table.columns), mark_header(table.kind, table.units)]
    rows = ([*(_cell(row, c) for c in table.columns), mark(table, row)] for row in table.rows)
    return csv_bytes(headers, rows)


def _cell(row: OwnRow, column: OwnColumn) -> str:
    number = isinstance(row.values.get(column.header), float | int)
    return Figure(visible(row, column)) if number else visible(row, column)


def _read_me(db: Database, snapshot: Snapshot, tables: Sequence[OwnTable], *, today: date) -> Sheet:
    """What this workbook is: whose rows, when, which versions, and how they come back."""
    lines: list[Sequence[Cell]] = [
        ["Portfolio", snapshot.portfolio],
        ["Exported on", today.isoformat()],
        ["Latest as-of date", snapshot.as_of.isoformat()],
        ["State", snapshot.id],
        ["Method version", method_version()],
        ["", ""],
        ["To load it again", "Drop this file on the Data page: all sheets go in together, as they are."],
        ["If you change it", "It is read like any other file: what you changed is shown before it is saved."],
        [
            "Empty and missing",
            "A cell without a value shows what the source had, such as TBC. It counts as missing.",
        ],
        [
            "Amounts",
            "Whole units of the currency beside them. Deleted rows and older versions are not in here.",
        ],
        ["Last column", "It keeps what the cells cannot show, and a seal by which unchanged rows are known."],
        ["", ""],
        ["Kind", "Rows, version and where they came from"],
    ]
    loads = {entry.version: entry for entry in history(db, snapshot.portfolio)}
    for table in tables:
        version = snapshot.versions[table.kind]
        entry = loads.get(version)
        when = f", {entry.made_at.date().isoformat()}: {entry.label} ({entry.who})" if entry else ""
        rows = f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'}"
        lines.append([title_of(table.kind), f"{rows}, version {version}{when}"])
    columns = [SheetColumn("", 20), SheetColumn("", 100, wrap=True)]
    return Sheet("Read me", columns, lines, heading=False)


def file_stem(portfolio: str, kind: Kind | None = None) -> str:
    """The name of an export, without its ending: no path, and no date that could be taken for an as-of."""
    clear = "".join(sign for sign in portfolio if sign.isalnum() or sign in " -_").strip()[:60] or "portfolio"
    return f"{clear} {title_of(kind).lower()}" if kind else clear
