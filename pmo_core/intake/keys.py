"""Which rows are the same thing: keys per kind, rows without one, rows that repeat another."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pmo_core.fields import FIELDS
from pmo_core.intake.cells import Problem
from pmo_core.intake.missing import clean
from pmo_core.model import Choice, Issue, Kind, Question, Severity

ID_FILLED: Final = 0.95
ID_UNIQUE: Final = 0.5
"""An id repeated more often than this does not tell rows apart: the name does."""

SEPARATOR: Final = " | "
Values = Mapping[str, Sequence[object]]

_NAMED: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.PROJECTS: ("project_id", "name"),
    Kind.OBJECTIVES: ("objective_id", "name"),
    Kind.STAKEHOLDERS: ("stakeholder_id", "name"),
    Kind.MILESTONES: ("milestone_id", "name"),
    Kind.LESSONS: ("lesson_id", "title"),
}
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
_BLANK: Final = Problem(
    "key.blank",
    "The row names nothing: row refused.",
    "Fill the cell and upload the bad-rows file.",
    Severity.ERROR,
)
_DUPLICATE: Final = Problem(
    "key.duplicate",
    "Another row with other values has the same key: row refused.",
    "Keep one of the two rows.",
    Severity.ERROR,
)


@dataclass
class Keyed:
    """The key of every row (None = refused), project identities, and which rows load."""

    keys: list[str | None]
    identities: list[str | None]
    kept: list[int] = field(default_factory=list[int])
    refused: int = 0
    repeated: int = 0
    issues: list[Issue] = field(default_factory=list[Issue])
    questions: list[Question] = field(default_factory=list[Question])
    by_name: bool = False


def normal_name(text: object) -> str:
    """A name for comparing: NFKC, case-folded, single spaces."""
    return clean(unicodedata.normalize("NFKC", str(text))).casefold()


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
    id_field, name_field = _NAMED[kind]
    ids, names = _column(values, id_field, count), _column(values, name_field, count)
    when = _column(values, "as_of", count)
    filled = sum(value is not None for value in ids)
    if count and filled >= ID_FILLED * count and _distinct(ids, when) >= ID_UNIQUE:
        pairs = zip(ids, names, strict=True)
        return [str(one) if one is not None else (normal_name(n) if n else None) for one, n in pairs], False
    plain = [normal_name(name) if name is not None else None for name in names]
    beside = "department" if kind is Kind.PROJECTS else "project_id"
    if beside in values and _distinct(plain, when) < 1:
        more = [normal_name(value) if value is not None else "" for value in values[beside]]
        joined = [name and f"{name}{SEPARATOR}{other}" for name, other in zip(plain, more, strict=True)]
        if kind is Kind.MILESTONES or _distinct(joined, when) == 1:
            plain = joined
    fallback = zip(plain, ids, strict=True)
    return [name if name is not None else (str(one) if one else None) for name, one in fallback], True


def _row_keys(kind: Kind, values: Values, *, count: int) -> tuple[list[str | None], list[str | None], bool]:
    if kind in _NAMED:
        found, by_name = identities(kind, values, count=count)
        when = _column(values, "as_of", count)
        dated = [
            f"{one}{SEPARATOR}{day.isoformat()}" if one and isinstance(day, date) else one
            for one, day in zip(found, when, strict=True)
        ]
        return dated, found, by_name
    if kind is Kind.KPIS:
        rows = zip(values["series"], values["period"], values["period_start"], values["grain"], strict=True)
        series = [_kpi_key(*row) for row in rows]
        return series, series, False
    parts = _PARTS.get(kind)
    if parts:
        rows = zip(*(_column(values, name, count) for name in parts), strict=True)
        keys = [
            SEPARATOR.join(map(str, row)) if all(cell is not None for cell in row) else None for row in rows
        ]
        return keys, keys, False
    keys = _log_keys(kind, values, count=count)
    return keys, keys, False


def _kpi_key(series: object, period: object, start: object, grain: object) -> str | None:
    if series is None or period is None:
        return None
    when = f"{start.isoformat()} {grain}" if isinstance(start, date) else clean(str(period))
    return f"{series}{SEPARATOR}{when}"


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


def settle(
    kind: Kind,
    values: Values,
    *,
    rows: Sequence[int],
    texts: Callable[[int], tuple[str, ...]],
    column: str,
    answer: str | None,
) -> Keyed:
    """
    Give every row its key; refuse rows without one, collapse identical rows, ask about differing ones.

    Args:
        kind: The kind of rows.
        values: Typed columns of all rows.
        rows: Row numbers in the user's file.
        texts: The cells of a row as written, by position, to tell identical rows from differing ones.
        column: Header of the key column, for the words of issues.
        answer: `first`, `last` or `none`: which of differing rows with one key loads.
    """
    keys, found, by_name = _row_keys(kind, values, count=len(rows))
    result = Keyed(keys, found, by_name=by_name)
    groups: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key is None:
            result.refused += 1
            result.issues.append(_issue(_BLANK, row=rows[at], column=column, value=None))
        else:
            groups.setdefault(key, []).append(at)
    dropped: set[int] = set()
    clashes: list[list[int]] = []
    for members in groups.values():
        if len(members) > 1:
            different = list({texts(at): at for at in reversed(members)}.values())[::-1]
            repeats = set(members) - set(different)
            dropped |= repeats
            result.repeated += len(repeats)
            result.issues.extend(_repeat(rows[at], rows[members[0]]) for at in sorted(repeats))
            if len(different) > 1:
                clashes.append(sorted(different))
    for members in clashes:
        dropped |= _resolve(result, members, rows=rows, column=column, keys=keys, answer=answer)
    if clashes and answer not in ("first", "last", "none"):
        result.questions.append(_question(clashes, rows=rows, column=column, keys=keys))
    result.kept = [at for at, key in enumerate(keys) if key is not None and at not in dropped]
    return result


def _issue(problem: Problem, *, row: int, column: str, value: str | None) -> Issue:
    return Issue(problem.code, problem.problem, problem.fix, problem.severity, row, column, value)


def _repeat(row: int, first: int) -> Issue:
    return Issue(
        "row.repeated", f"The same as row {first}; it is counted once.", "Nothing to do.", Severity.NOTE, row
    )


def _resolve(
    result: Keyed,
    members: list[int],
    *,
    rows: Sequence[int],
    column: str,
    keys: Sequence[str | None],
    answer: str | None,
) -> set[int]:
    stays = {"first": members[0], "last": members[-1]}.get(answer or "")
    out = [at for at in members if at != stays]
    for at in out:
        result.issues.append(_issue(_DUPLICATE, row=rows[at], column=column, value=str(keys[at])[:80]))
    result.refused += len(out)
    return set(out)


def _question(
    clashes: Sequence[Sequence[int]], *, rows: Sequence[int], column: str, keys: Sequence[str | None]
) -> Question:
    shown = clashes[0]
    first, last = rows[shown[0]], rows[shown[-1]]
    where = "; ".join(f"rows {', '.join(str(rows[at]) for at in members)}" for members in clashes[:5])
    return Question(
        "duplicates",
        f"{len(clashes)} keys stand in several rows with different values. Which row counts?",
        (
            Choice("first", f"row {first} loads, row {last} is refused"),
            Choice("last", f"row {last} loads, row {first} is refused"),
            Choice("none", f"rows {first} and {last} are both refused"),
        ),
        "--answer duplicates=last",
        f"“{str(keys[shown[0]])[:80]}” and others: {where}.",
        column=column,
    )
