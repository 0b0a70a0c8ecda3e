"""Tools whose exports give usual headers a meaning of their own: signature, mapping and rules per tool."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pmo_core.intake.mapping.guard import fits
from pmo_core.intake.mapping.match import Samples
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Kind

_FOLDER: Final = Path(__file__).parent / "tools"
_SUMS: Final = ("Σ", "∑")
"""Before a header of Jira: with the sub-tasks added up."""


@dataclass(frozen=True)
class Preset:
    """
    What is known of the exports of a tool. All headers are in comparable form.

    An export is the tool's if each group of `signature` has a header in it and, where `only` names a column,
    all its filled cells are among the words given there. `fields` leads from a field to the headers that may
    hold it, best first; columns in `leave` hold no field, whatever their header says. `archived` and `item`
    are columns that tell rows to leave out (true, or without an item id), `milestone` the column that tells
    milestones (a duration of 0, or true). An export of exactly `cap` rows may be cut off there.
    `effort_unit` is that of plain numbers in its estimates (hour).
    """

    name: str
    kind: Kind
    signature: tuple[frozenset[str], ...]
    fields: Mapping[str, tuple[str, ...]]
    leave: frozenset[str]
    only: Mapping[str, frozenset[str]]
    archived: frozenset[str]
    item: frozenset[str]
    milestone: frozenset[str]
    cap: int | None
    effort_unit: str | None


@dataclass(frozen=True)
class Proposal:
    """The preset of a file, the column of each field that passes its guard, and the columns left aside."""

    preset: Preset
    mapping: Mapping[str, str]
    left: frozenset[str]


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normalise, words))


def _preset(raw: Mapping[str, Any]) -> Preset:
    fields = {name: tuple(dict.fromkeys(map(normalise, words))) for name, words in raw["map"].items()}
    signature = [
        frozenset(header for name in group.split("|") for header in fields[name])
        if isinstance(group, str)
        else _forms(group)
        for group in raw["signature"]
    ]
    return Preset(
        name=raw["name"],
        kind=Kind(raw.get("kind", "projects")),
        signature=tuple(signature),
        fields=fields,
        leave=_forms(raw["leave"]),
        only={normalise(header): _forms(words) for header, words in raw.get("only", {}).items()},
        archived=_forms(raw.get("archived", ())),
        item=_forms(raw.get("item", ())),
        milestone=_forms(raw.get("milestone", ())),
        cap=raw.get("cap"),
        effort_unit=raw.get("effort_unit"),
    )


@cache
def presets() -> tuple[Preset, ...]:
    """Every preset; those that ask for more come first, so that the closest one is found."""
    files = sorted(_FOLDER.glob("*.toml"))
    raw = [entry for file in files for entry in tomllib.loads(file.read_text(encoding="utf-8"))["preset"]]
    found = [_preset(entry) for entry in raw]
    return tuple(sorted(found, key=lambda preset: (-len(preset.only), -len(preset.signature))))


def tool(
    headers: Sequence[str], columns: Sequence[Sequence[str]], *, kind: Kind | None = None
) -> Preset | None:
    """
    The preset whose signature a table bears.

    Args:
        headers: Headers as written.
        columns: The cells below each of them, or a sample.
        kind: What the user says the rows are: it then needs no cells that say so.
    """
    named: dict[str, Sequence[str]] = {}
    for header, cells in zip(headers, columns, strict=True):
        named.setdefault(normalise(header), cells)
    for preset in presets():
        if all(group & named.keys() for group in preset.signature) and kind in (None, preset.kind):
            told = kind is not None and preset.kind is kind
            if told or all(_all_in(named.get(h), words) for h, words in preset.only.items() if h in named):
                return preset
    return None


def _all_in(cells: Sequence[str] | None, words: frozenset[str]) -> bool:
    """Whether every cell is one of the words; a blank one is none."""
    said = {normalise(cell) if cell.strip() else "" for cell in cells or ()}
    return bool(said) and said <= words


def preset_of(samples: Samples, *, kind: Kind | None) -> Proposal | None:
    """The preset of a file with the columns that pass the guard; `kind` is what the user says rows are."""
    columns = samples.columns.values()
    found = tool([column.header for column in columns], [column.texts for column in columns], kind=kind)
    if found is None:
        return None
    by_name: dict[str, list[Column]] = {}
    for column in columns:
        by_name.setdefault(normalise(column.header), []).append(column)
    mapping: dict[str, str] = {}
    for name, words in found.fields.items():
        free = [c for word in words for c in by_name.get(word, ()) if c.header not in mapping.values()]
        item = field_named(found.kind, name)
        suited = [c for c in free if fits(c, item, kind=found.kind, strong=True, pivot=samples.pivot)]
        suited.sort(key=lambda column: (not samples.filled(column.header), column.header[:1] in _SUMS))
        if suited:
            mapping[name] = suited[0].header
    left = {c.header for word in found.leave for c in by_name.get(word, ())} - set(mapping.values())
    return Proposal(found, mapping, frozenset(left))
