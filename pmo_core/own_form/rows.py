"""Rows of such a file, sealed on the way out and looked at on the way in."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, cast

from pmo_core.model import FieldType, Kind, Missing
from pmo_core.own_form.cells import (
    NUMBERS,
    SHARES,
    in_workbook,
    plain,
    printable,
    shown,
    survives,
    understood,
)
from pmo_core.own_form.columns import OwnColumn, Units, mark_header

DERIVED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PROJECTS: ("key", "project_key", "status_standard"),
    Kind.KPIS: ("key", "series", "dimensions", "period_start", "period_end", "grain"),
}
"""Columns of the schema that the mark keeps; of kinds that are not named, the key alone."""

_SEAL: Final = "seal"
_SEAL_LENGTH: Final = 12
_DIGITS: Final = 1e-13
"""So near a number of a workbook comes to the one that was written."""

_DELIMITERS: Final = {"|": "\\u007c", ";": "\\u003b"}
"""Signs that may part cells: as they stand in every row, a file could be cut at them."""

Lacking = tuple[Missing, str]
"""Why a cell holds no value, and what stood there."""


@dataclass(frozen=True)
class OwnRow:
    """
    One row: values by header, what derives from them, and why cells lack a value, by header.

    A cell may have a value and a record of what it lacked in its source.
    """

    values: Mapping[str, object]
    derived: Mapping[str, object]
    missing: Mapping[str, Lacking] = field(default_factory=dict[str, Lacking])
    rolling: bool = False


@dataclass(frozen=True)
class OwnTable:
    """Rows of one kind under their columns, with the units of the sources."""

    kind: Kind
    columns: tuple[OwnColumn, ...]
    rows: tuple[OwnRow, ...]
    units: Units


def derived_names(kind: Kind) -> tuple[str, ...]:
    """The columns of the schema that the mark keeps."""
    return DERIVED.get(kind, ("key",))


def visible(row: OwnRow, column: OwnColumn) -> str:
    """The text of a cell: the value, else what stood in the source."""
    value = row.values.get(column.header)
    if value is None:
        return printable(row.missing[column.header][1]) if column.header in row.missing else ""
    return printable(shown(value, column.type))


def mark(table: OwnTable, row: OwnRow) -> str:
    """What the last column keeps of a row, with its seal."""
    kept: dict[str, Any] = {
        name: _plain_json(value) for name, value in row.derived.items() if value is not None
    }
    both = [header for header in row.missing if row.values.get(header) is not None]
    blank = [header for header, lacking in row.missing.items() if lacking == (Missing.BLANK, "")]
    unsure = [header for header, (_, raw) in row.missing.items() if header in both or not survives(raw)]
    named = {
        "rolling": row.rolling,
        "exact": {c.header: value for c in table.columns if (value := _beyond(row, c)) is not None},
        "blank": blank,
        "missing": {h: kind.value for h, (kind, _) in row.missing.items() if h not in blank},
        "raw": {h: row.missing[h][1] for h in unsure if h not in blank},
        "valued": both,
    }
    kept |= {name: content for name, content in named.items() if content}
    kept[_SEAL] = _seal(table, row, kept)
    text = json.dumps(kept, ensure_ascii=True, separators=(",", ":"))
    for sign, code in _DELIMITERS.items():
        text = text.replace(sign, code)
    return text


def _plain_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _beyond(row: OwnRow, column: OwnColumn) -> object:
    """The value where its cell cannot show it exactly in every kind of file."""
    value = row.values.get(column.header)
    if value is None:
        return None
    text = shown(value, column.type)
    fits = understood(text, column.type) == value and survives(text)
    if isinstance(value, float):
        return None if fits and in_workbook(value) == value else repr(value)
    return None if fits else value


def _seal(table: OwnTable, row: OwnRow, kept: Mapping[str, Any]) -> str:
    """A short hash over what a row shows and keeps; white space apart."""
    cells = sorted((c.header, plain(visible(row, c))) for c in table.columns)
    rest = {name: content for name, content in kept.items() if name != _SEAL}
    whole = [mark_header(table.kind, table.units), [cell for cell in cells if cell[1]], rest]
    said = json.dumps(whole, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:_SEAL_LENGTH]


def sealed_row(table: OwnTable, cells: Mapping[str, str], kept_text: str) -> OwnRow:
    """
    Take a row back.

    Args:
        table: Kind, columns and units; its rows do not count.
        cells: Text by header, one for every column.
        kept_text: The text under the mark.
    Raises:
        ValueError: If it is not as this form writes it, or was edited since.
    """
    kept: Any = json.loads(kept_text)
    try:
        row = _taken(table, cells, kept)
    except (AttributeError, KeyError, TypeError) as problem:
        raise ValueError("no mark of ours") from problem
    if _seal(table, row, kept) != kept.get(_SEAL):
        raise ValueError("edited")
    return row


def _taken(table: OwnTable, cells: Mapping[str, str], kept: Any) -> OwnRow:  # noqa: ANN401 — JSON
    raw, valued = kept.get("raw", {}), kept.get("valued", [])
    missing: dict[str, Lacking] = {header: (Missing.BLANK, "") for header in kept.get("blank", [])}
    for header, kind in kept.get("missing", {}).items():
        missing[header] = (Missing(kind), _text(raw.get(header, cells[header])))
    values: dict[str, object] = {}
    for column in table.columns:
        text, exact = cells[column.header], kept.get("exact", {}).get(column.header)
        if column.header in missing and column.header not in valued:
            if plain(missing[column.header][1]) != plain(text):
                raise ValueError("edited")
        elif exact is not None:
            values[column.header] = _exact(exact, text, column.type)
        elif text:
            values[column.header] = understood(text, column.type)
    derived = {name: _derived(name, kept.get(name)) for name in derived_names(table.kind)}
    if not derived["key"]:
        raise ValueError("no key")
    return OwnRow(values, derived, missing, kept.get("rolling") is True)


def _exact(exact: object, text: str, type_: FieldType) -> object:
    """An exact value, if the cell still shows it."""
    if type_ in NUMBERS | SHARES:
        value = float(_text(exact))
        there = understood(text, type_)
        if not isinstance(there, float) or not math.isclose(there, value, rel_tol=_DIGITS):
            raise ValueError("edited")
        return value
    listed = (
        [_text(part) for part in cast("list[object]", exact)] if type_ is FieldType.LIST else _text(exact)
    )
    if plain(shown(listed, type_)) != plain(text):
        raise ValueError("edited")
    return listed


def _derived(name: str, value: object) -> object:
    if value is None:
        return None
    return date.fromisoformat(_text(value)) if name.startswith("period_") else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value
