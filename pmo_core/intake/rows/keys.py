"""Which rows are the same thing: the key of every row, by kind."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, cast

from pmo_core.fields import FIELDS
from pmo_core.intake.coded import coded, joined, together
from pmo_core.intake.values.missing import clean
from pmo_core.model import Kind

ID_FILLED: Final = 0.95
ID_UNIQUE: Final = 0.5
"""An id repeated more often than this does not tell rows apart: the name does."""

SEPARATOR: Final = " | "
_SOFT_WORDS: Final = frozenset(
    [
        "programme",
        "program",
        "project",
        "phase",
        "projekt",
        "programm",
        "projet",
        "proyecto",
        "projeto",
        "the",
        "and",
    ]
)
_REMARK: Final = re.compile(
    r"[(\[](?![^()\[\]]*\b(?:phase|tranche|stage|part|lot|wave|batch)\b)[^()\[\]]*[)\]]", re.I
)
"""A bracket such as an acronym or a former name; one that tells parts of a whole apart stays."""

_INVISIBLE: Final = dict.fromkeys([0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x00AD])
Values = Mapping[str, Sequence[object]]

NAMED: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.PROJECTS: ("project_id", "name"),
    Kind.OBJECTIVES: ("objective_id", "name"),
    Kind.STAKEHOLDERS: ("stakeholder_id", "name"),
    Kind.MILESTONES: ("milestone_id", "name"),
    Kind.LESSONS: ("lesson_id", "title"),
}
"""Kinds whose rows are known by an id or else by a name: the two fields."""

_PARTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    # every one of these fields must be filled; the key is made of them
    Kind.PROJECT_COSTS: ("project_id", "year"),
    Kind.ALIGNMENT: ("project_id", "objective_id"),
    Kind.BENEFITS: ("project_id", "date"),
    Kind.SETTINGS: ("name",),
}
_NEEDED: Final[Mapping[Kind, tuple[str, ...]]] = {
    # logs: these fields must be filled, the whole row is the key
    Kind.CONTACTS: ("date", "stakeholder"),
    Kind.FEEDBACK: ("question",),
    Kind.NOTES: ("text",),
}


def plain_text(text: str) -> str:
    """A cell as it looks: NFC, without marks of no width, single spaces; so equal cells compare equal."""
    return clean(unicodedata.normalize("NFC", text).translate(_INVISIBLE))


def normal_name(text: object) -> str:
    """A name for comparing: NFKC, case-folded, single spaces."""
    return clean(unicodedata.normalize("NFKC", str(text))).casefold()


def soft_name(text: object) -> str:
    """A name for proposing: without marks, remarks in brackets and words such as phase and programme."""
    text = _REMARK.sub(" ", str(text)).strip() or text
    words = re.sub(r"[^\w]+", " ", normal_name(text).replace("'", "").replace("’", "")).split()
    return " ".join(word for word in words if word not in _SOFT_WORDS)


def _column(values: Values, name: str, count: int) -> Sequence[object]:
    return values[name] if name in values else [None] * count


def _distinct(ids: Sequence[object], when: Sequence[object]) -> float:
    pairs = [(one, day) for one, day in zip(ids, when, strict=True) if one is not None]
    return len(set(pairs)) / len(pairs) if pairs else 0.0


def identities(kind: Kind, values: Values, *, count: int) -> tuple[list[str | None], bool]:
    """
    What each row is about: its id, else its normalised name (with the department where names repeat).

    Returns:
        One identity per row, None where neither is filled, and whether names were used.
    """
    id_field, name_field = NAMED[kind]
    ids, names = _column(values, id_field, count), _column(values, name_field, count)
    when = _column(values, "as_of", count)
    filled = sum(value is not None for value in ids)
    named = sum(one is not None or name is not None for one, name in zip(ids, names, strict=True))
    if filled and filled >= ID_FILLED * named and _distinct(ids, when) >= ID_UNIQUE:
        pairs = zip(ids, names, strict=True)
        return [str(one) if one is not None else (normal_name(n) if n else None) for one, n in pairs], False
    plain = [normal_name(name) if name is not None else None for name in names]
    beside = "department" if kind is Kind.PROJECTS else "project_id"
    if beside in values and (kind is Kind.MILESTONES or _distinct(plain, when) < 1):
        more = [normal_name(value) if value is not None else "" for value in values[beside]]
        joined = [name and f"{name}{SEPARATOR}{other}" for name, other in zip(plain, more, strict=True)]
        if kind is Kind.MILESTONES or _distinct(joined, when) == 1:
            plain = joined
    fallback = zip(plain, ids, strict=True)
    return [name if name is not None else (str(one) if one else None) for name, one in fallback], True


def row_keys(
    kind: Kind, values: Values, *, count: int
) -> tuple[Sequence[str | None], Sequence[str | None], bool]:
    """
    The key of every row within one version, and what the row is about.

    Returns:
        Keys and identities (None where nothing names the row), and whether names stood in for ids.
    """
    if kind in NAMED:
        found, by_name = identities(kind, values, count=count)
        when = _column(values, "as_of", count)
        dated = [
            f"{one}{SEPARATOR}{day.isoformat()}" if one and isinstance(day, date) else one
            for one, day in zip(found, when, strict=True)
        ]
        return dated, found, by_name
    if kind is Kind.KPIS:
        when = together([coded(values[name]) for name in ("period", "period_start", "grain")])
        readings = joined(
            coded(cast("Sequence[str | None]", values["series"])),
            when.map(lambda row: _when(*row)),
            by=SEPARATOR,
        )
        return readings, readings, False
    parts = _PARTS.get(kind)
    if parts:
        rows = zip(*(_column(values, name, count) for name in parts), strict=True)
        keys = [
            SEPARATOR.join(map(str, row)) if all(cell is not None for cell in row) else None for row in rows
        ]
        return keys, keys, False
    keys = _log_keys(kind, values, count=count)
    return keys, keys, False


def _when(period: object, start: object, grain: object) -> str | None:
    if period is None:
        return None
    return f"{start.isoformat()} {grain}" if isinstance(start, date) else clean(str(period))


def _log_keys(kind: Kind, values: Values, *, count: int) -> list[str | None]:
    names = [item.name for item in FIELDS[kind] if item.name in values]
    needed = [names.index(name) for name in _NEEDED[kind] if name in names]
    own_id = names.index("note_id") if "note_id" in names else None
    anonymous = kind is Kind.FEEDBACK and "respondent" not in values
    keys: list[str | None] = []
    for at, row in enumerate(zip(*(values[name] for name in names), strict=True)):
        if any(row[place] is None for place in needed):
            keys.append(None)
        elif own_id is not None and row[own_id] is not None:
            keys.append(str(row[own_id]))
        else:
            mark = f"{at}" if anonymous else ""
            keys.append(hashlib.sha256(f"{mark}{row!r}".encode()).hexdigest()[:16])
    return keys
