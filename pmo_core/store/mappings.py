"""What a portfolio remembers about files of one shape; nothing is overwritten, the newest row counts."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pmo_core.errors import NotFound
from pmo_core.model import Grant, Kind
from pmo_core.store import audit
from pmo_core.store.database import Reader
from pmo_core.store.transaction import Transaction

NAME_CHARACTERS = 80


@dataclass(frozen=True)
class Remembered:
    """One shape of file: its headers as written, and the recipe (JSON object) that read it last."""

    mapping_id: str
    kind: Kind
    name: str
    fingerprint: str
    headers: tuple[str, ...]
    recipe: Mapping[str, Any]
    who: str = ""
    made_at: datetime | None = None


def remembered(db: Reader, portfolio: str) -> list[Remembered]:
    """Every shape that the portfolio remembers, the one used last first."""
    return [
        Remembered(number, Kind(kind), name, fingerprint, tuple(headers), json.loads(recipe), who, made_at)
        for number, kind, name, fingerprint, headers, recipe, who, made_at in db.rows(
            __file__, "mapping_rows", portfolio=portfolio
        )
    ]


def remember(tx: Transaction, portfolio: str, shape: Remembered, *, grant: Grant) -> None:
    """
    Keep how a file was read; a shape known under the same kind and fingerprint takes the new recipe.

    Raises:
        AccessDenied: If the grant does not cover `import` of the portfolio.
    """
    grant.allow("import", portfolio)
    for known in remembered(tx, portfolio):
        if (known.kind, known.fingerprint) == (shape.kind, shape.fingerprint):
            shape = replace(shape, mapping_id=known.mapping_id, name=known.name)
            if (known.recipe, known.headers) == (shape.recipe, shape.headers):
                return
    shape = replace(shape, mapping_id=shape.mapping_id or uuid.uuid4().hex[:12])
    _write(tx, portfolio, shape, deleted=False, grant=grant)


def rename(tx: Transaction, portfolio: str, mapping_id: str, *, name: str, grant: Grant) -> Remembered:
    """
    Give a remembered shape another name.

    Raises:
        AccessDenied: If the grant does not cover `mappings` of the portfolio.
        NotFound: If there is no such shape, or the name is blank.
    """
    grant.allow("mappings", portfolio)
    shown = " ".join(name.split())[:NAME_CHARACTERS]
    if not shown:
        raise NotFound("A mapping needs a name.", fix="Give it one that tells you where the files come from.")
    shape = replace(one(tx, portfolio, mapping_id), name=shown)
    _write(tx, portfolio, shape, deleted=False, grant=grant)
    _record(tx, portfolio, shape, action="rename mapping", grant=grant)
    return shape


def forget(tx: Transaction, portfolio: str, mapping_id: str, *, grant: Grant) -> Remembered:
    """
    Forget a shape: the next file like it is read afresh.

    Raises:
        AccessDenied: If the grant does not cover `mappings` of the portfolio.
        NotFound: If there is no such shape.
    """
    grant.allow("mappings", portfolio)
    shape = one(tx, portfolio, mapping_id)
    _write(tx, portfolio, shape, deleted=True, grant=grant)
    _record(tx, portfolio, shape, action="forget mapping", grant=grant)
    return shape


def one(db: Reader, portfolio: str, mapping_id: str) -> Remembered:
    """
    Look up a shape by its id.

    Raises:
        NotFound: If the portfolio remembers no such shape.
    """
    for shape in remembered(db, portfolio):
        if shape.mapping_id == mapping_id:
            return shape
    raise NotFound(
        f"{portfolio!r} remembers no mapping {mapping_id!r}.",
        fix="Take an id from: python -m pmo_core mappings list.",
    )


def _record(tx: Transaction, portfolio: str, shape: Remembered, *, action: str, grant: Grant) -> None:
    detail = {"mapping_id": shape.mapping_id, "kind": shape.kind.value, "name": shape.name}
    audit.record(tx, by=grant, action=action, object=portfolio, detail=detail)


def _write(tx: Transaction, portfolio: str, shape: Remembered, *, deleted: bool, grant: Grant) -> None:
    tx.execute(
        "insert into mappings values ($seq, $mapping_id, $portfolio, $kind, $name, $fingerprint, $headers, "
        "$recipe, $deleted, $who, $now)",
        seq=tx.rows(__file__, "mapping_next")[0][0],
        mapping_id=shape.mapping_id,
        portfolio=portfolio,
        kind=shape.kind.value,
        name=shape.name,
        fingerprint=shape.fingerprint,
        headers=list(shape.headers),
        recipe=json.dumps(dict(shape.recipe), ensure_ascii=False, sort_keys=True),
        deleted=deleted,
        who=grant.who,
        now=tx.moment,
    )
