"""The portfolio as it would be after saving: the same questions, asked of a database in memory."""

from __future__ import annotations

import uuid
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Final

import pyarrow as pa
from pyarrow.compute import call_function

from pmo_core.answers.balance import facts
from pmo_core.answers.balance.judgement import Judgement, judge
from pmo_core.importing.before import Before
from pmo_core.importing.coming import Coming
from pmo_core.importing.commit import save
from pmo_core.importing.compare import places
from pmo_core.importing.stage import Staged
from pmo_core.model import Basis, Grant, Kind
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database, Reader
from pmo_core.store.scratch import scratch
from pmo_core.store.standing import settings_in_force
from pmo_core.store.transaction import Transaction
from pmo_core.store.versions import ImportRecord

JUDGED: Final = (Kind.SETTINGS, Kind.PROJECTS)
"""Kinds that the verdict on the balance rests on."""

_OF_THE_VIEW: Final = frozenset({"part", "version", "rolling", "newest"})


def moves_the_balance(staged: Staged) -> bool:
    """Whether a file, with what it holds beside, can change the verdict on the balance."""
    return any(each.reading.kind in JUDGED for each in (*staged.beside, staged))


@contextmanager
def preview(db: Database, brought: Sequence[Coming], *, grant: Grant) -> Generator[Transaction, None, None]:
    """
    Give a store in memory with the kinds of `JUDGED` as they would be after saving.

    Nothing is written into `db`, and other kinds are left out.

    Raises:
        AccessDenied: If the grant does not cover `import` and `settings` of the portfolio.
    """
    portfolio = brought[0].parts[0].portfolio
    current = versions.current(db, portfolio)
    found = {each.kind: each for each in brought}
    with scratch() as after:
        for kind in JUDGED:
            coming = found.get(kind)
            if kind in current and not (coming and coming.replaces):
                before = coming.before if coming else Before(db, kind, current[kind])
                _copy(after, before, portfolio, grant=grant)
            if coming:
                for part, content in zip(coming.parts, coming.contents, strict=True):
                    save(after, part, content, grant=grant)
        yield after


def judged(db: Reader, portfolio: str, *, basis: Basis | None = None) -> Judgement:
    """
    The balance of a portfolio as it is in a store, under its own target, rule and basis.

    Args:
        db: A store: the real one, or a preview.
        portfolio: One of its portfolios.
        basis: Taken instead of the portfolio's, to compare with another state.
    Raises:
        NotFound: If there is no such portfolio.
        ScenarioError: If a declared setting cannot be read.
    """
    snapshot = snapshots.snapshot(db, portfolio)
    return judge(
        facts.positions(db, snapshot),
        as_of=snapshot.as_of,
        settings=settings_in_force(db, snapshot),
        missing=facts.missing_cells(db, snapshot),
        basis=basis,
    )


def _copy(tx: Transaction, before: Before, portfolio: str, *, grant: Grant) -> None:
    """Write the rows that count now: one part of full lists and one of rolling rows, whatever their parts."""
    held, kind = before.rows, before.kind
    numbers = pa.array(range(1, held.num_rows + 1), pa.int32())
    held = held.set_column(held.schema.get_field_index("row"), "row", numbers)
    missing = _why_missing(before.missing, held) if kind is Kind.PROJECTS else None
    for rolling in (False, True):
        rows = _of_source(held, rolling=rolling)
        if rows.num_rows:
            record = ImportRecord(uuid.uuid4().hex, portfolio, kind, "", "", "", "update", 0, 0, 0, 0, "{}")
            versions.save_part(
                tx,
                record,
                rows=rows.select([name for name in rows.column_names if name not in _OF_THE_VIEW]),
                missing=missing if missing is None else _of_rows(missing, rows["row"]),
                rolling=rolling,
                keep=True,
                grant=grant,
            )


def _of_source(held: pa.Table, *, rolling: bool) -> pa.Table:
    if "rolling" not in held.column_names:
        return held.slice(0, 0) if rolling else held
    return held.filter(call_function("equal", [held["rolling"], pa.scalar(rolling)]))


def _why_missing(cells: pa.Table, held: pa.Table) -> pa.Table:
    """Why cells hold no value, under the row numbers of the copy."""
    place = places(cells["key"], among=held["key"])
    return cells.append_column("row", held["row"].take(place)).drop_columns(["key"])


def _of_rows(missing: pa.Table, rows: pa.ChunkedArray) -> pa.Table:
    return missing.filter(places(missing["row"], among=rows).is_valid())
