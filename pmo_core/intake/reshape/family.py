"""Parents and children in one table: only one level is read, so that nothing is counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final, Literal

from pmo_core.errors import IntakeError
from pmo_core.intake.mapping.header_words import List, header_words
from pmo_core.intake.options import Options
from pmo_core.intake.reshape.aside import rows_issue, set_aside
from pmo_core.intake.reshape.sums import adds_up
from pmo_core.intake.table import RawTable
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import Choice, Kind, Question

Level = Literal["top", "leaves"]
"""The rows without a parent, or those without children."""

_SAID: Final[Mapping[str, Level]] = {"top": "top", "leaves": "leaves"}

_NAMED_BY: Final = 8
"""Parents are named by id or name, which stand in the first columns."""

_LEVELS: Final[tuple[tuple[List, Level], ...]] = (("level", "leaves"), ("tree_level", "top"))
"""Lists of headers that hold levels, with what is usually read: tasks of plans, tops of trees."""

_CODE: Final = re.compile(r"\d{1,4}(?:\.\d{1,4})*")
_ABOVE: Final = re.compile(r"[./][^./]+$")
_FIX: Final = (
    "Nothing to do if one level is to count. Answer children={other} to load the other one, all for both."
)


@dataclass(frozen=True)
class _Family:
    """
    Which rows have children and which have a parent, the column that says so, and what is read of them.

    `over` leads from a row to the one above it, where levels or codes say so.
    """

    header: str
    parents: frozenset[int]
    children: frozenset[int]
    usual: Level
    over: Mapping[int, int] = field(default_factory=dict[int, int])


def one_level(table: RawTable, options: Options) -> RawTable:
    """
    Set aside the rows that have a parent, or in an outline those that sum others up, and name them.

    Raises:
        IntakeError: If the answer `children` is none of aside, top, leaves and all.
    """
    said = options.said("children")
    if said not in (None, "aside", "top", "leaves", "all"):
        raise IntakeError(
            f"{said!r} does not say which rows to load.", fix="Answer aside, top, leaves or all."
        )
    if said == "all" or len(table.rows) < 2:
        return table
    found = _family(table)
    if found is None:
        return table
    level = _SAID.get(said or "", found.usual)
    gone = found.children if level == "top" else found.parents
    if not gone or len(gone) == len(table.rows):
        return table
    other = "leaves" if level == "top" else "top"
    told = _child_told(found.header) if level == "top" else _summary_told(found.header)
    issue = rows_issue(table, gone, told, fix=_FIX.format(other=other), column=found.header)
    return set_aside(table, gone, issue, offer=_offer(table, found, level))


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _offer(table: RawTable, family: _Family, level: Level) -> Question:
    """Ask which rows are projects; `level` is what is read unless somebody says so."""
    whole = len(table.rows)
    choices = {
        "top": Choice("top", f"the {_rows(whole - len(family.children))} above which there is none"),
        "leaves": Choice("leaves", f"the {_rows(whole - len(family.parents))} that no other row belongs to"),
        "all": Choice("all", f"all {whole:,} rows, parents and children alike"),
    }
    other = "leaves" if level == "top" else "top"
    return Question(
        "children",
        "Rows belong to other rows. Which of them are the projects?",
        (choices[level], choices[other], choices["all"]),
        f"--answer children={other}",
        f"“{family.header}” says what belongs to what; without an answer: {choices[level].example}.",
        column=family.header,
    )


def _family(table: RawTable) -> _Family | None:
    """What the first telling column says: levels, codes such as 1.2.3, or the names of parents."""
    named: dict[str, list[str]] = {}
    for header in table.headers:
        named.setdefault(normalise(header), []).append(header)
    for list_, usual in _LEVELS:
        for header in _of(named, list_):
            if found := _by_level(header, table.column(header), usual=usual):
                return found
    for header in _of(named, "codes"):
        if found := _by_code(header, table.column(header)):
            return found
    by_parent = _by_parent(table, always=_of(named, "task_parent"), known=_of(named, "parent"))
    return _proved(table, named) or by_parent or _plain(table, named)


def _proved(table: RawTable, named: Mapping[str, Sequence[str]]) -> _Family | None:
    """Levels and codes under headers that mean other things too: only if the amounts prove them."""
    for header in _of(named, "maybe_level"):
        found = _by_level(header, table.column(header), usual="leaves")
        if found and adds_up(table, found.over):
            return found
    for header in _of(named, "maybe_codes"):
        found = _by_code(header, table.column(header))
        if found and adds_up(table, found.over):
            return found
    return None


def _plain(table: RawTable, named: Mapping[str, Sequence[str]]) -> _Family | None:
    """What ids and types say where nothing else tells."""
    ids = _of(named, "maybe_codes") if _planned(named) else []
    tried = [
        *((_by_path, header) for header in ids),
        *((_by_type, header) for header in _of(named, "row_type")),
    ]
    return next((found for by, header in tried if (found := by(header, table.column(header)))), None)


def _planned(names: Iterable[str]) -> bool:
    """Whether rows have a start and a finish: sub-goals and sub-KPIs have dotted ids too, and all count."""
    fields = {one.field for name in names for one in synonyms(Kind.PROJECTS).get(name, ())}
    return {"start", "finish"} <= fields


def _of(named: Mapping[str, Sequence[str]], list_: List) -> list[str]:
    return [header for name, headers in named.items() if name in header_words(list_) for header in headers]


def _by_level(header: str, levels: Sequence[str], *, usual: Level) -> _Family | None:
    """None unless every level is a whole number and goes down one step at a time."""
    texts = [text.strip().removesuffix(".0") for text in levels]
    if not all(text.isascii() and text.isdecimal() and len(text) < 3 for text in texts):
        return None
    depths = [int(text) for text in texts]
    steps = [below - above for above, below in pairwise(depths)]
    parents = frozenset(at for at, step in enumerate(steps) if step > 0)
    if not parents or max(steps) > 1:
        return None
    last: dict[int, int] = {}
    over: dict[int, int] = {}
    for at, depth in enumerate(depths):
        last[depth] = at
        if depth > min(depths) and depth - 1 in last:
            over[at] = last[depth - 1]
    children = frozenset(at for at, depth in enumerate(depths) if depth > min(depths))
    return _Family(header, parents, children, usual, over)


def _by_code(header: str, codes: Sequence[str]) -> _Family | None:
    """None unless every row has a code of its own such as 1.2, and what is above it has a row too."""
    texts = [text.strip().removesuffix(".") for text in codes]
    if len(set(texts)) < len(texts) or not all(map(_CODE.fullmatch, texts)):
        return None
    above = {text: text.rpartition(".")[0] for text in texts}
    places = {text: at for at, text in enumerate(texts)}
    over = {at: places[above[text]] for text, at in places.items() if above[text] in places}
    if not over or any(above[text] and above[text] not in places for text in texts):
        return None
    return _Family(header, frozenset(over.values()), frozenset(over), "leaves", over)


def _by_path(header: str, ids: Sequence[str]) -> _Family | None:
    """None unless ids with letters go on from the ids of other rows: `P2-01` and below it `P2-01.1`."""
    texts = [text.strip().casefold() for text in ids]
    places = {text: at for at, text in enumerate(texts)}
    if len(places) < len(texts) or not all(texts):
        return None
    over = {
        at: places[above]
        for text, at in places.items()
        if (above := _ABOVE.sub("", text)) != text and above in places and not _CODE.fullmatch(text)
    }
    return _Family(header, frozenset(over.values()), frozenset(over), "leaves", over) if over else None


def _by_type(header: str, types: Sequence[str]) -> _Family | None:
    """None unless the rows are phases and tasks: each phase sums up the tasks that follow it."""
    upper, lower = header_words("phase_types"), header_words("task_types")
    high = {text: normalise(text) in upper for text in set(types)}
    if not set(map(normalise, high)) <= upper | lower or not high[types[0]] or high[types[-1]]:
        return None
    phases = accumulate((at if high[text] else 0 for at, text in enumerate(types)), max)
    over = {at: phase for at, phase in enumerate(phases) if phase != at}
    return _Family(header, frozenset(over.values()), frozenset(over), "leaves", over)


def _by_parent(table: RawTable, *, always: Sequence[str], known: Sequence[str]) -> _Family | None:
    """Rows whose parent is another row; None if that would leave no row."""
    parents: set[int] = set()
    children: set[int] = set()
    telling: list[str] = []
    for header in (*always, *known):
        texts = [text.strip().casefold() for text in table.column(header)]
        if not any(texts):
            continue
        places = _places(table, beside={*always, *known})
        held = {at: places.get(text, frozenset()) - {at} for at, text in enumerate(texts) if text}
        here = {at for at, over in held.items() if over or header in always}
        parents.update(*held.values())
        children |= here
        telling += [header] if here else []
    if not children or len(children) == len(table.rows):
        return None
    return _Family(telling[0], frozenset(parents), frozenset(children), "top")


def _places(table: RawTable, *, beside: set[str]) -> dict[str, frozenset[int]]:
    """Each text of the first columns with the rows that bear it."""
    found: dict[str, set[int]] = {}
    for header, column in list(zip(table.headers, table.columns, strict=True))[:_NAMED_BY]:
        if header not in beside:
            for at, cell in enumerate(column):
                found.setdefault(cell.strip().casefold(), set()).add(at)
    return {text: frozenset(places) for text, places in found.items()}


def _child_told(header: str) -> tuple[str, str, str]:
    rest = f"by “{header}”: not loaded, so that nothing counts twice."
    return "row.child", f"belongs to another row {rest}", f"belong to other rows {rest}"


def _summary_told(header: str) -> tuple[str, str, str]:
    rest = f"of a deeper “{header}” below: not loaded, so that nothing counts twice."
    return "row.summary", f"sums up the rows {rest}", f"sum up the rows {rest}"
