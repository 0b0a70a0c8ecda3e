"""The rows behind a version: written once inside an open transaction, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmo_core.errors import StoreError
from pmo_core.fields import PartField
from pmo_core.model import Grant, Kind
from pmo_core.store.snapshots import remember
from pmo_core.store.transaction import Transaction

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class ImportRecord:
    """What an import or an edit says about itself. `import_id` is made when the preview is shown."""

    import_id: str
    portfolio: str
    kind: Kind
    label: str
    sha256: str
    mapping_sha256: str
    mode: str
    rows_read: int
    rows_loaded: int
    rows_refused: int
    rows_skipped: int
    report: str


def check_keys(tx: Transaction, rows: pa.Table) -> None:
    """
    Make sure that no row of a part could hide another.

    Raises:
        StoreError: If a row has no key or two share one.
    """
    lacking = {"row", "key", "deleted"} - set(rows.column_names)
    if lacking:
        raise StoreError(f"The rows lack {', '.join(sorted(lacking))}.", fix="Give them to every row.")
    if rows["key"].null_count or tx.distinct_keys(rows) != rows.num_rows:
        raise StoreError(
            "Two rows of the file cannot be told apart.", fix="Give each its own id, or remove one of them."
        )


def add_part(
    tx: Transaction, record: ImportRecord, *, part: int, rolling: bool, fields: Sequence[PartField]
) -> None:
    """Write the part itself and where each of its fields came from."""
    tx.execute(
        "insert into parts values ($part, $portfolio, $kind, $import_id, $rolling, $now)",
        part=part,
        portfolio=record.portfolio,
        kind=record.kind.value,
        import_id=record.import_id,
        rolling=rolling,
        now=tx.moment,
    )
    if fields:
        names = ("field", "column", "unit", "currency")
        tx.execute(
            "insert into part_fields "
            "select $part, unnest($field), unnest($column), unnest($unit), unnest($currency)",
            part=part,
            **{name: [getattr(field, name) for field in fields] for name in names},
        )


def add_rows(tx: Transaction, tables: Mapping[str, pa.Table | None], *, part: int) -> None:
    """Write the rows of a part: table of schema.sql → its rows, None or empty for nothing."""
    for table, rows in tables.items():
        if rows is not None and rows.num_rows:
            tx.insert(table, rows, part=part)


def add_version(
    tx: Transaction, record: ImportRecord, *, version: int, parent: int, part: int, keep: bool, grant: Grant
) -> None:
    """Write the version: with `keep` the parts of its parent, then the new one."""
    tx.execute(
        "insert into versions values ($version, $portfolio, $kind, $parent, $action, $who, $now)",
        version=version,
        portfolio=record.portfolio,
        kind=record.kind.value,
        parent=parent,
        action=record.mode,
        who=grant.who,
        now=tx.moment,
    )
    if keep:
        tx.execute(
            "insert into version_parts "
            "select $version, position, part from version_parts where version = $parent",
            version=version,
            parent=parent,
        )
    tx.execute(
        "insert into version_parts select $version, coalesce(max(position), 0) + 1, $part "
        "from version_parts where version = $version",
        version=version,
        part=part,
    )


def add_import(tx: Transaction, record: ImportRecord, *, version: int, part: int, grant: Grant) -> None:
    """Write what was loaded, by whom, with the report that was shown."""
    tx.execute(
        "insert into imports values ($import_id, $portfolio, $kind, $label, $sha256, $mapping_sha256, $mode, "
        "$who, $now, $version, $part, $rows_read, $rows_loaded, $rows_refused, $rows_skipped, $report)",
        **{**vars(record), "kind": record.kind.value},
        who=grant.who,
        now=tx.moment,
        version=version,
        part=part,
    )


def point(tx: Transaction, portfolio: str, *, kind: Kind, version: int) -> None:
    """Make a version the current one of its kind, and remember the snapshot that this makes."""
    tx.execute(
        "insert into pointers "
        "select coalesce(max(seq), 0) + 1, $portfolio, $kind, $version, $now from pointers",
        portfolio=portfolio,
        kind=kind.value,
        version=version,
        now=tx.moment,
    )
    remember(tx, portfolio)
