"""Which project of the portfolio is this? By id first, then by name; never by guessing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pmo_core.intake.rows.keys import normal_name
from pmo_core.model import Issue, Severity

Known = Sequence[tuple[str, str | None, str | None]]
"""(project_key, project_id, name) of every project that the portfolio has."""


@dataclass(frozen=True)
class _Index:
    by_id: Mapping[str, str]
    by_name: Mapping[str, str]
    has_id: frozenset[str]


def _index(known: Known) -> _Index:
    by_id = {identifier: key for key, identifier, _ in known if identifier}
    names: dict[str, set[str]] = {}
    for key, _, name in known:
        if name:
            names.setdefault(normal_name(name), set()).add(key)
    by_name = {name: next(iter(keys)) for name, keys in names.items() if len(keys) == 1}
    return _Index(by_id, by_name, frozenset(key for key, identifier, _ in known if identifier))


def recognise(rows: pa.Table, *, known: Known) -> tuple[pa.Table, list[Issue]]:
    """
    Give rows of projects the identity that the portfolio already knows them by.

    An id decides. Where the file or the portfolio has no id for a project, an equal name decides, if
    only one project bears it. A known name under another id stays another project, and says so.

    Args:
        rows: Checked rows of kind projects, with `key`, `project_key`, `project_id`, `name`.
        known: The projects of the portfolio's current version.
    Returns:
        The rows with `key`, `project_key` and, where the file has none, the known `name` settled, and a
        note per name that appears under a new id.
    """
    if not known:
        return rows, []
    index = _index(known)
    issues: list[Issue] = []
    columns = [rows[name].to_pylist() for name in ("project_key", "project_id", "name")]
    projects = dict.fromkeys(zip(*columns, strict=True))
    settled = {own: index.by_id[identifier] for own, identifier, _ in projects if identifier in index.by_id}
    taken = set(settled.values())
    for own, identifier, name in projects:
        named = index.by_name.get(normal_name(name)) if name and own not in settled else None
        if named is None or named == own:
            continue
        if identifier and named in index.has_id:
            issues.append(_renumbered(name, identifier=identifier))
        elif named not in taken:
            settled[own] = named
            taken.add(named)
    return _renamed(_rekeyed(rows, settled), {key: name for key, _, name in known if name}), issues


def _renumbered(name: str, *, identifier: str) -> Issue:
    return Issue(
        code="key.renumbered",
        problem=f"The portfolio has this name under another id; {identifier} counts as a new project.",
        fix="If it is the same project, keep its id in the file.",
        severity=Severity.WARNING,
        value=name[:80],
    )


def _renamed(rows: pa.Table, names: Mapping[str, str]) -> pa.Table:
    """A row without a name goes by its id; a project that has one keeps it."""
    columns = [rows[name].to_pylist() for name in ("project_key", "project_id", "name")]
    kept = [
        names.get(key, name) if name is None or name == identifier else name
        for key, identifier, name in zip(*columns, strict=True)
    ]
    return rows.set_column(rows.schema.get_field_index("name"), "name", pa.array(kept, pa.string()))


def _rekeyed(rows: pa.Table, settled: Mapping[str, str]) -> pa.Table:
    own = rows["project_key"].to_pylist()
    keys = rows["key"].to_pylist()
    new = [settled.get(key, key) for key in own]
    # a row's key begins with its project_key and goes on with its date
    whole = [n + k[len(o) :] for n, k, o in zip(new, keys, own, strict=True)]
    rows = rows.set_column(
        rows.schema.get_field_index("project_key"), "project_key", pa.array(new, pa.string())
    )
    return rows.set_column(rows.schema.get_field_index("key"), "key", pa.array(whole, pa.string()))
