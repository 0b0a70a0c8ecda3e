"""Dates of stages in a list of projects: "Gate 2 planned", "Gate 2 actual" are milestones of their own."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.dates import date_share
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import FieldType, Guess, Kind

LEAST: Final = 2
"""From so many columns on they are dates of stages; a single one is left as it is."""

ENOUGH: Final = 0.8
"""Share of the filled cells that must be dates."""

ROLES: Final = ("baseline", "forecast", "actual")
_GROUPS: Final = frozenset({"stage", "status", "category"})
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class StageDates:
    """The milestones as a table with its mapping, the headers that they stood under, and what to say."""

    raw: RawTable
    mapping: dict[str, str]
    columns: tuple[str, ...]
    guess: Guess


def dates_of_stages(
    raw: RawTable, mapping: Mapping[str, str], *, free: Sequence[str], pivot: int
) -> StageDates | None:
    """
    The stages of a list of projects with their dates.

    Args:
        raw: The list.
        mapping: Field → header as found for projects.
        free: Headers that no field of a project takes.
        pivot: The year around which years of two digits lie.

    Returns:
        A milestone per project and stage with any date; None unless several columns hold dates of stages, and
        each project has one row per date.
    """
    who, dated = mapping.get("project_id") or mapping.get("name"), mapping.get("as_of")
    stages = _stages(raw, free, pivot=pivot)
    columns = tuple(header for roles in stages.values() for header in roles.values())
    if who is None or len(columns) < LEAST:
        return None
    keys = list(zip(raw.column(who), raw.column(dated) if dated else raw.column(who), strict=True))
    if not all(key.strip() for key, _ in keys) or len(set(keys)) < len(keys):
        return None
    used = [role for role in ROLES if any(role in roles for roles in stages.values())]
    fields = {"name": "Milestone", "project_id": who, **{f"{role}_date": role.title() for role in used}}
    fields |= {"as_of": dated} if dated else {}
    told = [
        (raw.rows[at], (label, keys[at][0], *dates, *keys[at][1 : 1 + bool(dated)]))
        for label, roles in stages.items()
        for at, dates in enumerate(_dates(raw, [roles.get(role) for role in used]))
        if any(missing_kind(text, FieldType.DATE) is None for text in dates)
    ]
    if not told:
        return None
    typed = (
        frozenset(role.title() for role in used) if raw.typed_dates.issuperset(columns) else frozenset[str]()
    )
    why = f"{', '.join(stages)}: the dates load as milestones of each project"
    guess = Guess("stages", "milestones", why, (), "likely")
    return StageDates(_table(raw, fields, told, typed=typed), fields, columns, guess)


def _table(
    raw: RawTable,
    fields: Mapping[str, str],
    told: Sequence[tuple[int, tuple[str, ...]]],
    *,
    typed: frozenset[str],
) -> RawTable:
    """The rows as a table of milestones; `told` are the row in the file and the cells."""
    numbers, cells = zip(*told, strict=True)
    return replace(
        raw,
        headers=tuple(fields.values()),
        columns=tuple(zip(*cells, strict=True)),
        rows=numbers,
        guesses=(),
        issues=(),
        offers=(),
        rows_read=len(cells),
        rows_skipped=0,
        rows_refused=0,
        repeated={},
        typed_dates=typed,
        refused={},
        totals=(),
    )


def _dates(raw: RawTable, headers: Sequence[str | None]) -> Iterator[tuple[str, ...]]:
    """The cells under the headers, row by row; empty ones where there is no such column."""
    nothing = [""] * len(raw.rows)
    return zip(*(nothing if header is None else raw.column(header) for header in headers), strict=True)


def _stages(raw: RawTable, free: Sequence[str], *, pivot: int) -> dict[str, dict[str, str]]:
    """Label of each stage → what its dates are worth → header."""
    found: dict[str, dict[str, str]] = {}
    labels: dict[str, str] = {}
    for header in free:
        label, role = _read(header)
        if label and _holds_dates(raw.column(header), pivot=pivot):
            found.setdefault(labels.setdefault(label.casefold(), label), {}).setdefault(role, header)
    return {
        label: roles
        for label, roles in found.items()
        if (_is_stage(label) or len(roles) > 1)
        and any(any(text.strip() for text in raw.column(header)) for header in roles.values())
    }


def _read(header: str) -> tuple[str, str]:
    """What a header names, without the words for the worth of its date, and that worth; '' = no stage."""
    tokens = list(_WORD.finditer(header))
    role = "forecast"
    while tokens:
        ends = [at for at in (-1, 0) if _word(tokens[at].group()) in _words()]
        if not ends:
            break
        kind = _words()[_word(tokens.pop(ends[0]).group())]
        role = kind if kind in ROLES else role
    if not tokens or _word(tokens[0].group()) in _list("moving"):
        return "", role
    label = header[tokens[0].start() : tokens[-1].end()]
    fields = {one.field for one in synonyms(Kind.PROJECTS).get(normalise(label), ())}
    # "Go-live" may be a finish, and beside one it is a stage; "Project phase" is never one
    return ("" if fields and (fields & _GROUPS or not _is_stage(label)) else label), role


def _is_stage(label: str) -> bool:
    words = [_word(found.group()) for found in _WORD.finditer(label)]
    return bool(_list("named") & set(words)) or (len(words) > 1 and bool(_list("stage") & set(words)))


def _holds_dates(texts: Sequence[str], *, pivot: int) -> bool:
    """Whether the filled cells are dates; a column without any may be of a stage that nobody reached."""
    counts = coded(texts).counts()
    filled = {text: n for text, n in counts.items() if missing_kind(text, FieldType.DATE) is None}
    return date_share(filled, pivot=pivot) >= ENOUGH


def _word(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def _words() -> Mapping[str, str]:
    """Words that say what a date is worth → the role, or `date`, which says nothing."""
    return {word: name for name in (*ROLES, "date") for word in _list(name)}


@cache
def _list(name: str) -> frozenset[str]:
    text = (Path(__file__).parent / "stage_words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name])
