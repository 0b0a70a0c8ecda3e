"""Load what was staged: one transaction, all or nothing, once per import id."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
from pyarrow.compute import SetLookupOptions, call_function

from pmo_core.errors import AnswerNeeded
from pmo_core.importing.recipe import Recipe
from pmo_core.importing.stage import Staged
from pmo_core.intake.mapping.fingerprint import fingerprint
from pmo_core.limits import ISSUES_SHOWN
from pmo_core.model import Grant
from pmo_core.store import mappings, versions
from pmo_core.store.database import Database
from pmo_core.store.mappings import Remembered
from pmo_core.store.transaction import Transaction
from pmo_core.store.versions import ImportRecord, SavedVersion


@dataclass(frozen=True)
class Loaded:
    """What a commit did. With `already_imported` nothing changed, and `version` is the one that holds it."""

    version: int
    mode: str
    already_imported: bool


def commit(db: Database, staged: Staged, *, grant: Grant) -> Loaded:
    """
    Load a staged file as one new version of its kind.

    Raises:
        AnswerNeeded: If a question about the file is still open.
        AccessDenied: If the grant does not cover imports into the portfolio.
        StoreError: If it could not be written; then nothing was changed.
    """
    grant.allow("import", staged.portfolio)
    if staged.rows is None or staged.mode is None:
        raise AnswerNeeded("The file has open questions.", fix="Answer them first; nothing was loaded.")
    if staged.already_imported:
        return Loaded(staged.already_imported, staged.mode, already_imported=True)
    parts = [(each, *_settled(db, each)) for each in (*staged.beside, staged) if not each.already_imported]
    with db.writing() as tx:
        saved = [_save(tx, each, rows=rows, missing=missing, grant=grant) for each, rows, missing in parts]
        version = saved[-1]
        if not version.again:
            mappings.remember(tx, staged.portfolio, shape_of(staged), grant=grant)
    return Loaded(version, staged.mode, already_imported=version.again)


def _settled(db: Database, staged: Staged) -> tuple[pa.Table, pa.Table | None]:
    """The rows to write; those of an update take over what they leave blank."""
    assert staged.rows is not None
    if staged.mode == "update":
        return _completed(db, staged, rows=staged.rows)
    return staged.rows, staged.reading.missing


def _save(
    tx: Transaction, staged: Staged, *, rows: pa.Table, missing: pa.Table | None, grant: Grant
) -> SavedVersion:
    reading = staged.reading
    return versions.save_part(
        tx,
        _record(staged),
        rows=rows,
        missing=missing,
        scores=reading.scores,
        fields=reading.fields,
        rolling=reading.rolling,
        keep=staged.mode != "replace",
        grant=grant,
    )


def shape_of(staged: Staged) -> Remembered:
    """What is to be remembered of a file: its headers, and how they were read."""
    reading = staged.reading
    recipe = Recipe.of(reading, staged.options).to_json()
    return Remembered(
        "", reading.kind, reading.source.label, fingerprint(staged.headers), staged.headers, recipe
    )


def _record(staged: Staged) -> ImportRecord:
    reading = staged.reading
    return ImportRecord(
        import_id=staged.import_id,
        portfolio=staged.portfolio,
        kind=reading.kind,
        label=reading.source.label,
        sha256=reading.source.sha256,
        mapping_sha256=staged.mapping_sha256,
        mode=staged.mode or "",
        rows_read=reading.rows_read,
        rows_loaded=reading.rows_loaded,
        rows_refused=reading.rows_refused,
        rows_skipped=reading.rows_skipped,
        report=json.dumps(_report(staged), ensure_ascii=False, default=str),
    )


def _report(staged: Staged) -> dict[str, Any]:
    reading = staged.reading
    return {
        "mapping": reading.mapping,
        "unmapped": reading.unmapped,
        "as_of": [d.isoformat() for d in reading.as_of],
        "guesses": [asdict(g) for g in reading.guesses],
        "issues": [asdict(i) for i in staged.issues[: ISSUES_SHOWN * 10]],
        "issues_total": len(staged.issues),
    }


def _completed(db: Database, staged: Staged, *, rows: pa.Table) -> tuple[pa.Table, pa.Table | None]:
    """
    Fill blank and absent cells from the current version, so that the newest row counts whole.

    A blank cell of an update never erases a value (docs/decisions.md); what was filled is no longer missing.
    """
    kind = staged.reading.kind
    version = versions.current(db, staged.portfolio).get(kind, 0)
    before = versions.rows_of(db, kind, version=version)
    place = call_function(
        "index_in", [rows["key"]], SetLookupOptions(value_set=before["key"].combine_chunks())
    )
    filled: set[tuple[int, str]] = set()
    numbers = rows["row"].to_pylist()
    for name in (n for n in before.column_names if n not in _OWN_COLUMNS):
        old = before[name].take(place)
        if name not in rows.column_names:
            rows = rows.append_column(name, old)
            continue
        taken = call_function("and", [rows[name].is_null(), old.is_valid()]).to_pylist()
        filled |= {(number, name) for number, was in zip(numbers, taken, strict=True) if was}
        rows = rows.set_column(
            rows.schema.get_field_index(name),
            name,
            call_function("coalesce", [rows[name], old.cast(rows[name].type)]),
        )
    return rows, _still_missing(staged.reading.missing, filled)


_OWN_COLUMNS = frozenset(
    {"part", "row", "key", "deleted", "project_key", "series", "version", "rolling", "newest"}
)


def _still_missing(missing: pa.Table | None, filled: set[tuple[int, str]]) -> pa.Table | None:
    if missing is None or not filled:
        return missing
    cells = zip(missing["row"].to_pylist(), missing["field"].to_pylist(), strict=True)
    return missing.filter(pa.array([cell not in filled for cell in cells], pa.bool_()))
