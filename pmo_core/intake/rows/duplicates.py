"""Rows without a key, rows that repeat another, rows that contradict another: none is lost silently."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_core.intake.coded import Coded, coded
from pmo_core.intake.files.grid import listed
from pmo_core.intake.rows.keys import NAMED, SEPARATOR, Values, normal_name, row_keys
from pmo_core.intake.values.cells import Problem
from pmo_core.model import Choice, Issue, Kind, Question, Severity

_BLANK: Final = Problem(
    "key.blank",
    "The row names nothing: row refused.",
    "Fill the cell and upload the bad-rows file.",
    Severity.ERROR,
)
_DUPLICATE: Final = Problem(
    "key.duplicate",
    "Another row with other values has the same key; this one is left out, as you said.",
    "Keep one of the two rows in the file.",
    Severity.WARNING,
)


CLASHES_SHOWN: Final = 5


@dataclass
class Keyed:
    """The key of every row (None = refused), project identities, and which rows load."""

    keys: Sequence[str | None]
    identities: Sequence[str | None]
    kept: Sequence[int] = ()
    refused: int = 0
    repeated: int = 0
    issues: list[Issue] = field(default_factory=list[Issue])
    questions: list[Question] = field(default_factory=list[Question])
    by_name: bool = False


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
        answer: `first`, `last` or `none`: which of differing rows with one key loads; `names`: all of them.
    """
    made, found, by_name = row_keys(kind, values, count=len(rows))
    keys = coded(made)
    result = Keyed(keys, found, by_name=by_name)
    blank = keys.lacking()
    result.refused = len(blank)
    result.issues += [_issue(_BLANK, row=rows[at], column=column, value=None) for at in blank]
    dropped, clashes = _collapsed(result, keys, rows=rows, texts=texts)
    named = _names_apart(kind, values, clashes)
    answers = ("first", "last", "none", *(("names",) if named else ()))
    if clashes and answer not in answers:
        result.questions.append(
            _question(
                clashes,
                rows=rows,
                column=column,
                keys=_shown_keys(kind, values, result, column=column),
                names=named,
                said=_said(kind, values, clashes),
            )
        )
        clashes = []
    if answer == "names":
        _by_names(result, clashes, names=named)
        clashes = []
    for members in clashes:
        dropped |= _resolve(result, members, rows=rows, column=column, keys=keys, answer=answer)
    out = dropped | set(blank)
    result.kept = [at for at in range(len(rows)) if at not in out] if out else range(len(rows))
    return result


def _collapsed(
    result: Keyed, keys: Coded[str | None], *, rows: Sequence[int], texts: Callable[[int], tuple[str, ...]]
) -> tuple[set[int], list[list[int]]]:
    """The places of rows that repeat another one, each named, and of those that share a key but differ."""
    dropped: set[int] = set()
    clashes: list[list[int]] = []
    for members in keys.repeated():
        different = list({texts(at): at for at in reversed(members)}.values())[::-1]
        repeats = set(members) - set(different)
        dropped |= repeats
        result.repeated += len(repeats)
        result.issues.extend(_repeat(rows[at], rows[members[0]]) for at in sorted(repeats))
        if len(different) > 1:
            clashes.append(sorted(different))
    return dropped, clashes


def _names_apart(kind: Kind, values: Values, clashes: Sequence[Sequence[int]]) -> Mapping[int, str]:
    """The names of clashing rows by place, if rows of one id all bear different names; else nothing."""
    field_name = NAMED[kind][1] if kind in NAMED else ""
    if field_name not in values or NAMED[kind][0] not in values:
        return {}
    texts = values[field_name]
    found = {
        at: normal_name(text) for members in clashes for at in members if (text := texts[at]) is not None
    }
    apart = all(len({found.get(at) for at in members} - {None}) == len(members) for members in clashes)
    return found if apart else {}


def _by_names(result: Keyed, clashes: Sequence[Sequence[int]], *, names: Mapping[int, str]) -> None:
    """Let rows that share an id be things of their own: the name joins the id in their keys."""
    keys, found = list(result.keys), list(result.identities)
    for at in (at for members in clashes for at in members):
        key, own = keys[at] or "", found[at] or ""
        joined = f"{own}{SEPARATOR}{names[at]}"
        keys[at], found[at] = joined + key[len(own) :], joined
    result.keys, result.identities = coded(keys), coded(found)


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
    result.repeated += len(out)  # left out by choice, so no sign that the file is unfit
    return set(out)


def _keys(count: int) -> str:
    told = "1 key stands" if count == 1 else f"{count} keys stand"
    return f"{told} in several rows with different values"


def _readings(count: int) -> str:
    told = "One KPI has" if count == 1 else f"{count} times a KPI has"
    return f"{told} several values for the same period"


def _shown_keys(kind: Kind, values: Values, found: Keyed, *, column: str) -> Sequence[str]:
    """The keys as people know them: ids under their header, no date where all rows have the same."""
    days = coded(values["as_of"]).used() if kind in NAMED and "as_of" in values else ()
    keys = found.identities if kind in NAMED and len(set(days)) < 2 else found.keys
    before = "" if found.by_name else f"{column} "
    return [f"{before}“{(key or '').replace(SEPARATOR, ', ')[:80]}”" for key in keys]


def _said(kind: Kind, values: Values, clashes: Sequence[Sequence[int]]) -> str | None:
    """A KPI reading in words: its name, what tells it apart, and the period; None for other kinds."""
    if kind is not Kind.KPIS or not clashes:
        return None
    at = clashes[0][0]
    apart: dict[str, str] = json.loads(str(values["dimensions"][at] or "{}"))
    parts = [str(values["name"][at]), *(f"{name} {text}" for name, text in apart.items())]
    return ", ".join([*parts, str(values["period"][at])])[:160]


def _evidence(
    clashes: Sequence[Sequence[int]], *, rows: Sequence[int], keys: Sequence[str], said: str | None
) -> str:
    """Where the rows with one key stand; a reading of a KPI is said in words, anything else by its key."""
    where = [f"rows {listed(rows[at] for at in members)}" for members in clashes[:CLASHES_SHOWN]]
    if said:
        return f"“{said}”{'' if len(clashes) == 1 else ' and others'}: {'; '.join(where)}."
    told = [f"{keys[at[0]]} stands in {place}" for at, place in zip(clashes, where, strict=False)]
    more = f"; and {len(clashes) - CLASHES_SHOWN:,} more" if len(clashes) > CLASHES_SHOWN else ""
    return f"{'; '.join(told)}{more}."


def _question(
    clashes: Sequence[Sequence[int]],
    *,
    rows: Sequence[int],
    column: str,
    keys: Sequence[str],
    names: Mapping[int, str],
    said: str | None,
) -> Question:
    shown = clashes[0]
    first, last = rows[shown[0]], rows[shown[-1]]
    apart = Choice("names", f"rows {first} and {last} both load, told apart by their names")
    return Question(
        "duplicates",
        f"{_readings(len(clashes)) if said else _keys(len(clashes))}. Which row counts?",
        (
            Choice("first", f"row {first} loads, row {last} is left out"),
            Choice("last", f"row {last} loads, row {first} is left out"),
            Choice("none", f"rows {first} and {last} are both left out"),
            *((apart,) if names else ()),
        ),
        "--answer duplicates=last",
        _evidence(clashes, rows=rows, keys=keys, said=said),
        column=column,
    )
