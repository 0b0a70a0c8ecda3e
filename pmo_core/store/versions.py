"""Parts, versions, pointers: rows are written once, what counts is a pointer, undo moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

from pmo_core.errors import NotFound, StoreError
from pmo_core.fields import PartField
from pmo_core.limits import PORTFOLIO_CHARACTERS
from pmo_core.model import Grant, Kind
from pmo_core.store import audit
from pmo_core.store.database import Database, Reader
from pmo_core.store.history import HistoryEntry, history
from pmo_core.store.parts import ImportRecord, add_import, add_part, add_rows, add_version, check_keys, point
from pmo_core.store.snapshots import current, snapshot
from pmo_core.store.sql import rows_of_version
from pmo_core.store.transaction import Transaction

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "HistoryEntry",
    "ImportRecord",
    "Moved",
    "Portfolio",
    "SavedVersion",
    "already_imported",
    "create_portfolio",
    "current",
    "find_import",
    "history",
    "portfolios",
    "rows_of",
    "save_part",
    "snapshot",
    "undo",
]


@dataclass(frozen=True)
class Portfolio:
    """A portfolio that exists; `demo` = made by the program, not by a user."""

    name: str
    demo: bool


@dataclass(frozen=True)
class Moved:
    """What undo did to the pointer of a kind; version 0 holds nothing."""

    kind: Kind
    from_version: int
    to_version: int


class SavedVersion(int):
    """Number of a version; `again` = the import id was known, so nothing was written this time."""

    again: bool = False

    @classmethod
    def first(cls, number: int, *, again: bool) -> SavedVersion:
        """The version that the import made, now or earlier."""
        saved = cls(number)
        saved.again = again
        return saved


def portfolios(db: Reader) -> list[Portfolio]:
    """Every portfolio, own ones before demos, by name."""
    return [Portfolio(name, demo) for name, demo in db.rows(__file__, "portfolio_names")]


def create_portfolio(tx: Transaction, name: str, *, demo: bool, grant: Grant) -> None:
    """
    Make an empty portfolio; one that exists stays as it is.

    Raises:
        AccessDenied: If the grant does not cover imports into it (for a demo: the demo).
    """
    grant.allow("demo" if demo else "import", name)
    if any(known.name == name for known in portfolios(tx)):
        return
    _add_portfolio(tx, name, demo=demo, grant=grant)


def _add_portfolio(tx: Transaction, name: str, *, demo: bool, grant: Grant) -> None:
    _check_name(name)
    tx.execute("insert into portfolios values ($name, $demo, $now)", name=name, demo=demo, now=tx.moment)
    audit.record(tx, by=grant, action="create portfolio", object=name, detail={"demo": demo})


_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Categories of signs that nobody sees: controls, direction marks, breaks."""

_JOINERS: Final = "\u200c\u200d"
"""Invisible, but they belong into words of some languages."""


def _check_name(name: str) -> None:
    """Two portfolios must not look alike, and a name must fit on one line of a page or a terminal."""
    if not name.strip().strip(_JOINERS):
        raise StoreError("A portfolio needs a name.", fix="Give one with --portfolio NAME.")
    unseen = any(category(sign) in _UNSEEN for sign in name if sign not in _JOINERS)
    if unseen or name != normalize("NFC", name.strip()) or len(name) > PORTFOLIO_CHARACTERS:
        raise StoreError(
            f"{name[:PORTFOLIO_CHARACTERS]!a} cannot be the name of a portfolio.",
            fix=f"Take up to {PORTFOLIO_CHARACTERS} visible characters without blanks around them.",
        )


def find_import(db: Reader, import_id: str) -> SavedVersion | None:
    """Look up the version that an import became, or None if it never became durable."""
    found = db.rows(__file__, "import_by_id", import_id=import_id)
    return SavedVersion.first(found[0][0], again=True) if found else None


def already_imported(
    db: Reader, portfolio: str, *, kind: Kind, sha256: str, mapping_sha256: str
) -> int | None:
    """Version that loaded the same bytes, read the same way, if the current version still lists its rows."""
    found = db.rows(
        __file__,
        "import_in_version",
        portfolio=portfolio,
        kind=kind.value,
        sha256=sha256,
        mapping_sha256=mapping_sha256,
    )
    return int(found[0][0]) if found else None


def rows_of(db: Database, kind: Kind, *, version: int, columns: Sequence[str] = ()) -> pa.Table:
    """Rows of one version of a kind with some or all of their columns, the newest part counting per key."""
    return db.arrow(rows_of_version(kind, columns), version=version)


def save_part(
    tx: Transaction,
    record: ImportRecord,
    *,
    rows: pa.Table,
    missing: pa.Table | None = None,
    scores: pa.Table | None = None,
    fields: Sequence[PartField] = (),
    rolling: bool = False,
    keep: bool = False,
    grant: Grant,
) -> SavedVersion:
    """
    Write rows as one new part, and the version that lists it.

    Args:
        tx: The transaction; with an exception nothing of it remains.
        record: What is loaded; a known import id returns the first version, `again`, and writes nothing.
        rows: Columns of the kind in schema.sql without `part`: row, key, deleted and fields.
        missing: row, field, kind, raw: cells without a value.
        scores: row, name, value: own criteria of projects.
        fields: Where each field came from, with unit and currency.
        rolling: Each project's own latest state counts; else the file lists the whole portfolio per date.
        keep: The new version also lists the parts of the current one (update, append); else it replaces them.
        grant: Must cover `import` (for settings `settings`) of the portfolio.
    Raises:
        AccessDenied: If it does not.
        StoreError: If a row has no key, two rows share one, or a column is unknown.
    """
    action = "settings" if record.kind is Kind.SETTINGS else "import"
    grant.allow(action, record.portfolio)
    first = find_import(tx, record.import_id)
    if first is not None:
        return first
    check_keys(tx, rows)
    if all(known.name != record.portfolio for known in portfolios(tx)):
        _add_portfolio(tx, record.portfolio, demo=False, grant=grant)
    parent = current(tx, record.portfolio).get(record.kind, 0)
    version, part = tx.rows(__file__, "next_numbers")[0]
    add_part(tx, record, part=part, rolling=rolling, fields=fields)
    add_rows(tx, {record.kind.value: rows, "missing": missing, "scores": scores}, part=part)
    add_version(tx, record, version=version, parent=parent, part=part, keep=keep, grant=grant)
    add_import(tx, record, version=version, part=part, grant=grant)
    point(tx, record.portfolio, kind=record.kind, version=version)
    audit.record(tx, by=grant, action=action, object=record.portfolio, detail=_said(record, version=version))
    return SavedVersion.first(version, again=False)


def _said(record: ImportRecord, *, version: int) -> dict[str, object]:
    named = ("import_id", "label", "sha256", "mode", "rows_loaded")
    return {"kind": record.kind.value, "version": version, **{name: getattr(record, name) for name in named}}


def undo(
    tx: Transaction, portfolio: str, *, to: int | None = None, kind: Kind | None = None, grant: Grant
) -> Moved:
    """
    Step a kind to the parent of its current version, or the kind of `to` to that version.

    Without `kind` it is the one whose current version is the newest.

    Nothing is deleted: going forward again is the same act with the newer version.

    Raises:
        AccessDenied: If the grant does not cover undo of the portfolio.
        NotFound: If there is nothing to undo, or no such version.
    """
    grant.allow("undo", portfolio)
    present = current(tx, portfolio)
    if to is None:
        kind, target = _one_back(tx, portfolio, present, kind=kind)
    else:
        found = tx.rows(__file__, "version_by_number", portfolio=portfolio, version=to)
        if not found:
            raise NotFound(
                f"{portfolio!r} has no version {to}.", fix="Take one from: python -m pmo_core history."
            )
        kind, target = Kind(found[0][0]), to
    moved = Moved(kind, present.get(kind, 0), target)
    if moved.from_version != moved.to_version:
        point(tx, portfolio, kind=kind, version=target)
        detail = {"kind": kind.value, "from": moved.from_version, "to": target}
        audit.record(tx, by=grant, action="undo", object=portfolio, detail=detail)
    return moved


def _one_back(
    tx: Transaction, portfolio: str, present: dict[Kind, int], *, kind: Kind | None
) -> tuple[Kind, int]:
    if not present or (kind is not None and kind not in present):
        raise NotFound(f"There is nothing to undo in {portfolio!r}.", fix="Import a file first.")
    kind = kind or max(present, key=lambda each: present[each])
    parent = tx.rows(__file__, "version_by_number", portfolio=portfolio, version=present[kind])[0][1]
    return kind, int(parent)
