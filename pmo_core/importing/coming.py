"""The rows of a staged file as they would be written, and those that they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from pyarrow.compute import call_function

from pmo_core.importing.before import Before
from pmo_core.importing.carried import Content
from pmo_core.importing.commit import settled
from pmo_core.importing.compare import CRITERION, Places, places
from pmo_core.importing.stage import Staged
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database


@dataclass(frozen=True, eq=False)
class Coming:
    """
    Rows of one kind before and in a file.

    before: the current version. held: its rows. own: rows of the file as they would be written; `part` is the
    place of their content in `contents`, counted −1, −2 … replaces: whether `held` would no longer count.
    mapped: fields that the file has a column for. parts: the file and what it holds beside, as `contents`.
    """

    kind: Kind
    before: Before
    held: pa.Table
    own: pa.Table
    replaces: bool
    mapped: frozenset[str]
    parts: tuple[Staged, ...]
    contents: tuple[Content, ...]

    def reasons(self, db: Database, rows: pa.Table, chosen: Sequence[int]) -> Mapping[tuple[int, str], str]:
        """Why cells of chosen rows of a table hold no value: (place in the table, field) → kind."""
        numbers = {
            (rows["part"][at].as_py(), rows["row"][at].as_py()): at for at in dict.fromkeys(map(int, chosen))
        }
        if not numbers:
            return {}
        wanted = sorted({row for _, row in numbers})
        found: list[tuple[int, int, str, str]] = list(
            db.rows(__file__, "why_missing", version=self.before.version, rows=wanted)
        )
        for part in {part for part, _ in numbers if part < 0}:
            missing = self.contents[-part - 1].missing
            if missing is not None:
                few = missing.filter(call_function("is_valid", [places(missing["row"], among=_int(wanted))]))
                columns = (few[name].to_pylist() for name in ("row", "field", "kind"))
                found += [(part, *cell) for cell in zip(*columns, strict=True)]
        return {
            (numbers[part, row], field): kind for part, row, field, kind in found if (part, row) in numbers
        }


def _int(values: Sequence[int]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values, pa.int32())])


def coming(db: Database, staged: Staged) -> tuple[Coming, ...]:
    """What a file brings and meets, by kind; its own kind first."""
    whole = [each for each in (*staged.beside, staged) if not each.already_imported]
    kinds = dict.fromkeys((staged.reading.kind, *(each.reading.kind for each in whole)))
    current = versions.current(db, staged.portfolio)
    return tuple(
        _of_kind(
            Before(db, kind, current.get(kind, 0)), tuple(each for each in whole if each.reading.kind is kind)
        )
        for kind in kinds
    )


def _of_kind(before: Before, parts: tuple[Staged, ...]) -> Coming:
    held = before.rows
    contents = tuple(settled(each, before) for each in parts)
    if before.kind is Kind.PROJECTS:
        held = _with_scores(held, before.scores, by="key")
    own = _numbered(contents[0], held.schema, part=-1)
    for at, content in enumerate(contents[1:], start=2):
        rows = _numbered(content, held.schema, part=-at)
        own = pa.concat_tables([without(own, rows, by="key"), rows], promote_options="default")
    return Coming(
        before.kind,
        before,
        held,
        own,
        replaces=any(each.mode == "replace" for each in parts),
        mapped=frozenset(part.field for each in parts for part in each.reading.fields),
        parts=parts,
        contents=contents,
    )


def _numbered(content: Content, schema: pa.Schema, *, part: int) -> pa.Table:
    """Rows of a content in the types of the store, with its number and its own criteria as columns."""
    rows = content.rows.append_column("part", pa.array(np.full(content.rows.num_rows, part), pa.int64()))
    named = [name for name in rows.column_names if name in schema.names]
    rows = rows.select(named).cast(pa.schema([schema.field(name) for name in named]))
    return rows if content.scores is None else _with_scores(rows, content.scores, by="row")


def _with_scores(rows: pa.Table, scores: pa.Table, *, by: str) -> pa.Table:
    """One column more per own criterion."""
    for name in scores["name"].unique().to_pylist():
        some = scores.filter(call_function("equal", [scores["name"], name]))
        place = places(rows[by], among=some[by].cast(rows.schema.field(by).type))
        rows = rows.append_column(f"{CRITERION}{name}", some["value"].cast(pa.float64()).take(place))
    return rows


def without(rows: pa.Table, others: pa.Table, *, by: str) -> pa.Table:
    """Rows whose identity another table does not have."""
    return rows.filter(call_function("is_null", [places(rows[by], among=others[by])]))


def picked(rows: pa.Table, chosen: Places) -> pa.Table:
    """Some rows of a table, by their places."""
    return rows.take(pa.array(chosen))
