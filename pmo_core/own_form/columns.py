"""Which columns such a file has: fields, currency, scores, dimensions, and the mark that ends it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pmo_core.fields import FIELDS
from pmo_core.model import FieldType, Kind
from pmo_core.own_form.cells import plain

NAME: Final = "PMO Balance"
DICTIONARY: Final = "PMO Balance dictionary"
"""First header of the data dictionary, which explains and holds no rows."""

CURRENCY: Final = "currency"
SCORE: Final = "score."
DIMENSION: Final = "dimension."
MONEYED: Final = frozenset(k for k, items in FIELDS.items() if any(i.type is FieldType.MONEY for i in items))
"""Kinds whose rows have a currency."""

Units = Mapping[str, tuple[str | None, str | None]]
"""Field → unit and currency of the source that its amounts came from."""

_HEADER: Final = re.compile(rf"{NAME} ([a-z_]+)((?: [a-z_]+=[^ /]*/[^ /]*)*)")


@dataclass(frozen=True)
class OwnColumn:
    """A column of such a file; `name` is the field, or the name of the score or dimension."""

    header: str
    name: str
    type: FieldType
    role: Literal["field", "currency", "score", "dimension"]


def mark_header(kind: Kind, units: Units | None = None) -> str:
    """The header of the last column: whose file it is, its kind, and the units of the sources."""
    told = [
        f" {name}={unit or ''}/{currency or ''}"
        for name, (unit, currency) in sorted((units or {}).items())
        if unit or currency
    ]
    return f"{NAME} {kind.value}{''.join(told)}"


def read_mark_header(text: str) -> tuple[Kind, Units] | None:
    """Kind and units of a mark; None if the header is none."""
    found = _HEADER.fullmatch(text.strip())
    if found is None or found[1] not in {kind.value for kind in Kind}:
        return None
    parts = (part.partition("=") for part in found[2].split())
    pairs = ((name, told.partition("/")) for name, _, told in parts)
    return Kind(found[1]), {name: (unit or None, currency or None) for name, (unit, _, currency) in pairs}


def own_column(kind: Kind, header: str) -> OwnColumn | None:
    """What a header of such a file stands for; None if no such file has it."""
    known = {item.name: item.type for item in FIELDS[kind]}
    if header in known:
        return OwnColumn(header, header, known[header], "field")
    if header == CURRENCY and kind in MONEYED:
        return OwnColumn(header, header, FieldType.TEXT, "currency")
    if kind is Kind.PROJECTS and header.startswith(SCORE):
        return OwnColumn(header, header.removeprefix(SCORE), FieldType.NUMBER, "score")
    if kind is Kind.KPIS:
        return OwnColumn(header, header.removeprefix(DIMENSION), FieldType.TEXT, "dimension")
    return None


def dimension_header(name: str) -> str:
    """The header of a dimension: its name, unless it could be taken for something else."""
    column = own_column(Kind.KPIS, name)
    clear = column is not None and column.role == "dimension" and column.name == name == plain(name)
    return name if clear and read_mark_header(name) is None else DIMENSION + name
