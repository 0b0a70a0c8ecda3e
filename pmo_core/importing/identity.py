"""Which project of the portfolio is this? By id first, then by name; what is not certain is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

import pyarrow as pa

from pmo_core.importing.doubtful import Doubt, asked, named
from pmo_core.intake.rows.keys import NAMED, normal_name, soft_name
from pmo_core.model import Issue, Kind, Question, Severity

SHOWN: Final = 5
"""So many changed names are spelled out."""


@dataclass(frozen=True)
class Known:
    """One state of a project that the portfolio has: its key, id, name, further names and date."""

    key: str
    id: str | None
    name: str | None
    aliases: Sequence[str] | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Settled:
    """Rows with the identity that the portfolio knows them by, and what was found on the way."""

    rows: pa.Table | None
    issues: list[Issue]
    questions: list[Question]


@dataclass(frozen=True)
class _Index:
    by_id: Mapping[str, str]
    latest: Mapping[str, Known]
    names: Mapping[str, Sequence[str]]

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        return self._by(normal_name)

    @cached_property
    def by_soft_name(self) -> Mapping[str, str]:
        return self._by(soft_name)

    def _by(self, form: Callable[[str], str]) -> Mapping[str, str]:
        """Only where an id does not decide: key by a form of the name that no other one has."""
        found: dict[str, set[str]] = {}
        for key, names in self.names.items():
            for name in names:
                found.setdefault(form(name), set()).add(key)
        return {name: next(iter(keys)) for name, keys in found.items() if name and len(keys) == 1}


def _index(known: Sequence[Known]) -> _Index:
    names: dict[str, list[str]] = {}
    for one in known:
        own = names.setdefault(one.key, [])
        own += [
            text for text in (*(one.aliases or ()), *((one.name,) if one.name else ())) if text not in own
        ]
    return _Index({one.id: one.key for one in known if one.id}, {one.key: one for one in known}, names)


KINDS: Final = frozenset({Kind.PROJECTS, Kind.OBJECTIVES, Kind.STAKEHOLDERS, Kind.LESSONS})
"""Kinds whose rows are one thing each, known by an id or a name alone."""


def recognise(
    rows: pa.Table,
    *,
    known: Sequence[Known],
    said: Callable[[str], str | None],
    kind: Kind = Kind.PROJECTS,
) -> Settled:
    """
    Give rows of projects (objectives, stakeholders, lessons) the identity that the portfolio knows them by.

    An id decides. Where the file or the portfolio has no id for a project, an equal name decides, if
    only one project bears it. A known name under another id, and a name that only resembles a known one,
    are asked. A project that changed its name keeps the earlier one as an alias.

    Args:
        rows: Checked rows as `Reading.table` has them.
        known: What the portfolio's current version has of this kind, the latest state last.
        said: The answer to a question by its id; see `doubtful.asked`.
        kind: One of `KINDS`.

    Raises:
        IntakeError: If an answer is neither same nor new.
    """
    if not known:
        return Settled(rows, [], [])
    index = _index(known)
    key_field = "project_key" if kind is Kind.PROJECTS else "key"
    columns = [rows[name].to_pylist() for name in (key_field, *NAMED[kind])]
    things = dict.fromkeys(zip(*columns, strict=True))
    by_id = {own: index.by_id[one] for own, one, _ in things if one in index.by_id}
    often = Counter(by_id.values())
    settled = {own: key for own, key in by_id.items() if often[key] == 1}  # else an id tells nothing apart
    places = dict(zip(columns[0], rows["row"].to_pylist(), strict=True))
    doubts = _by_name(things, index, settled=settled, places=places)
    days = rows["as_of"].to_pylist() if "as_of" in rows.column_names else [None] * len(columns[0])
    dates = dict(zip(columns[0], days, strict=True))
    doubts = [replace(doubt, on=dates.get(doubt.own)) for doubt in doubts]
    claims = Counter(doubt.known.key for doubt in doubts)
    clear = [doubt for doubt in doubts if claims[doubt.known.key] == 1]
    same, questions = asked(clear, said=said, noun=kind.value.removesuffix("s"))
    settled |= {doubt.own: doubt.known.key for doubt in same}
    issues = [named(doubt) for doubt in clear] if questions else []
    issues += [_several(doubt) for doubt in doubts if claims[doubt.known.key] > 1]
    rows = with_keys(rows, settled, kind=kind)
    if kind is not Kind.PROJECTS:
        return Settled(rows, issues, questions)
    rows = _renamed(rows, {one.key: one.name for one in known if one.name})
    rows, changed = _aliased(rows, index)
    return Settled(rows, [*changed, *issues], questions)


def _by_name(
    projects: Iterable[tuple[str, str | None, str | None]],
    index: _Index,
    *,
    settled: dict[str, str],
    places: Mapping[str, int],
) -> list[Doubt]:
    """Settle what an equal name settles; name what must be asked: another id, or a name merely alike."""
    ids = {one.casefold() for _, one, _ in projects if one}
    taken = set(settled.values())
    doubts: list[Doubt] = []
    for own, identifier, name in projects:
        if not name or (identifier or "") in index.by_id:
            continue
        exact = index.by_name.get(normal_name(name))
        key = exact or index.by_soft_name.get(soft_name(name))
        if key is None or key == own or key in taken:
            continue
        there = index.latest[key]
        if identifier and there.id and identifier.casefold() != there.id.casefold():
            if there.id.casefold() not in ids:  # else both are in the file, so they are two
                doubts.append(Doubt(own, identifier, name, places[own], there, renumbered=exact is not None))
        elif exact:
            settled[own] = key
            taken.add(key)
        else:
            doubts.append(Doubt(own, identifier, name, places[own], there, renumbered=False))
    return doubts


def _several(doubt: Doubt) -> Issue:
    known = f"“{(doubt.known.name or doubt.known.key)[:80]}”"
    return Issue(
        "key.several",
        f"Several rows could be the known {known}; this one counts as a new one.",
        "If it is the known one, give it the id that the portfolio knows.",
        Severity.WARNING,
        doubt.row,
        value=doubt.name[:80],
    )


def _aliased(rows: pa.Table, index: _Index) -> tuple[pa.Table, list[Issue]]:
    """Keep the names that a project had before beside the one that it has now."""
    keys, now, given = (rows[n].to_pylist() for n in ("project_key", "name", "aliases"))
    found: list[Sequence[str] | None] = []
    changed: dict[str, str] = {}
    for key, name, own in zip(keys, now, given, strict=True):
        taken = {normal_name(text) for text in (name, *(own or ())) if text}
        before = [text for text in index.names.get(key, ()) if normal_name(text) not in taken]
        found.append([*(own or ()), *before] if before else own)
        last = index.latest[key].name if before else None
        if last and normal_name(last) != normal_name(name or ""):
            changed[key] = f"“{name}” was “{last}”"
    rows = rows.set_column(
        rows.schema.get_field_index("aliases"), "aliases", pa.array(found, rows["aliases"].type)
    )
    if not changed:
        return rows, []
    shown = "; ".join([text[:160] for text in changed.values()][:SHOWN])
    more = f"; and {len(changed) - SHOWN} more" if len(changed) > SHOWN else ""
    told = "1 project has a new name" if len(changed) == 1 else f"{len(changed)} projects have a new name"
    problem = f"{told}, and the earlier one stays known as an alias: {shown}{more}."
    return rows, [
        Issue(
            "name.changed",
            problem,
            "Nothing to do, unless an id was given to another project.",
            Severity.NOTE,
        )
    ]


def _renamed(rows: pa.Table, names: Mapping[str, str]) -> pa.Table:
    """A row without a name goes by its id; a project that has one keeps it."""
    columns = [rows[name].to_pylist() for name in ("project_key", "project_id", "name")]
    kept = [
        names.get(key, name) if name is None or name == identifier else name
        for key, identifier, name in zip(*columns, strict=True)
    ]
    return rows.set_column(rows.schema.get_field_index("name"), "name", pa.array(kept, pa.string()))


def with_keys(rows: pa.Table, settled: Mapping[str, str], *, kind: Kind) -> pa.Table:
    """Rows under the keys that they are known by; those that are not named keep their own."""
    if kind is not Kind.PROJECTS:
        keys = pa.array([settled.get(key, key) for key in rows["key"].to_pylist()], pa.string())
        return rows.set_column(rows.schema.get_field_index("key"), "key", keys)
    own = rows["project_key"].to_pylist()
    keys = rows["key"].to_pylist()
    new = [settled.get(key, key) for key in own]
    # a row's key begins with its project_key and goes on with its date
    whole = [n + k[len(o) :] for n, k, o in zip(new, keys, own, strict=True)]
    rows = rows.set_column(
        rows.schema.get_field_index("project_key"), "project_key", pa.array(new, pa.string())
    )
    return rows.set_column(rows.schema.get_field_index("key"), "key", pa.array(whole, pa.string()))
