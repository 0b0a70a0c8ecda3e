"""Whether a table says of itself what its rows are: ids, names and free text stand in every list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from pmo_core.fields import FIELDS
from pmo_core.intake.mapping.candidates import Candidate
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.mapping.match import Match
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import FieldType, Kind

_ANYWHERE: Final = frozenset(
    {*(FieldType.ID, FieldType.NAME, FieldType.TEXT, FieldType.LIST, FieldType.CATEGORY, FieldType.PRIORITY)}
)
"""Types of fields that lists of films and of companies have too."""

_LOOSE: Final = frozenset(
    {FieldType.PERSON, FieldType.STATUS, FieldType.RATING, FieldType.ORDINAL, FieldType.DURATION}
)
"""Types that tell of a row only under a header that says so outright: confidence, risk may be anyone's."""

_UNDATED: Final = frozenset({"as_of", "date", "period", "year"})
"""Dates that anything may have, unlike a start and a finish."""

_OWN: Final[Mapping[Kind, frozenset[str]]] = {
    # the fields that hold what a row is, not what it refers to or how it is described
    Kind.PROJECTS: frozenset({"project_id", "name"}),
    Kind.PROJECT_COSTS: frozenset({"amount"}),
    Kind.OBJECTIVES: frozenset({"objective_id", "name"}),
    Kind.KPIS: frozenset({"kpi_id", "name"}),
    Kind.STAKEHOLDERS: frozenset({"stakeholder_id", "name"}),
    Kind.FEEDBACK: frozenset({"question", "answer"}),
    Kind.MILESTONES: frozenset({"milestone_id", "name"}),
    Kind.BENEFITS: frozenset({"planned", "realised"}),
    Kind.LESSONS: frozenset({"lesson_id", "title", "what_happened", "why", "what_to_do"}),
    Kind.NOTES: frozenset({"note_id", "text"}),
    Kind.SETTINGS: frozenset({"name"}),
}

_REFERRING: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.ALIGNMENT: ("project_id", "objective_id"),
    Kind.CONTACTS: ("stakeholder",),
}
"""Kinds whose rows bind other things together, and the fields that must be named, not just numbered."""

_OF_STAKEHOLDERS: Final = frozenset(
    {"power", "interest", "current_level", "desired_level", "cadence_days", "cares_about"}
)
"""Fields of stakeholders that a list of staff has not."""


def says_so(found: Match, headers: Iterable[str], *, label: str) -> bool:
    """
    Whether a table shows anything that only rows of this kind have.

    Args:
        found: The columns as the kind would take them.
        headers: All headers of the table.
        label: Name of the file and the sheet.
    """
    kind = found.kind
    if any(one.how == "told" for one in found.chosen.values()) or _named(label, kind):
        return True
    if kind in _REFERRING:
        bound = [found.chosen.get(name) for name in _REFERRING[kind]]
        return not found.lacking and all(
            one and (one.how == "exact" or _of_projects(one.header)) for one in bound
        )
    chosen = [normalise(one.header) for name, one in found.chosen.items() if name in _OWN[kind]]
    alone = kind is Kind.NOTES and len(found.chosen) == 1  # a column of notes stands beside anything
    if any(word in _distinctive(kind) for word in chosen) and not alone:
        return True
    if kind is Kind.PROJECTS and any(_of_projects(header) for header in headers):
        return True
    if kind is Kind.LESSONS:
        return False
    if kind is Kind.STAKEHOLDERS:
        return bool(_OF_STAKEHOLDERS & found.chosen.keys())
    return any(_tells(one, kind) for one in found.chosen.values()) or _template(headers, kind)


def naming(found: Match) -> frozenset[str]:
    """
    The columns that name the rows outright as those of a kind and of no other: Milestone ID, KPI name.

    One word, such as Milestone, may be a reference and does not count.
    """
    own = _OWN.get(found.kind, frozenset[str]())
    return frozenset(
        one.header
        for name, one in found.chosen.items()
        if name in own and one.how == "exact" and " " in normalise(one.header)
        if normalise(one.header) in _distinctive(found.kind)
    )


def holds(found: Match, headers: frozenset[str]) -> bool:
    """Whether a kind has a place for one of these columns, be it as a reference, or names rows of its own."""
    outright = {one.header: name for name, one in found.chosen.items() if one.how == "exact"}
    own = _OWN.get(found.kind, frozenset[str]())
    words = _distinctive(found.kind) if own else frozenset[str]()
    return bool(headers & outright.keys()) or any(
        name in own and normalise(header) in words for header, name in outright.items()
    )


def _tells(one: Candidate, kind: Kind) -> bool:
    """Whether a column tells of its rows by its form: planned dates, money, people; a stage by its name."""
    item = field_named(kind, one.field)
    if item.name == "stage":
        return one.how == "exact"
    loose = item.type in _LOOSE and one.how != "exact"
    return item.type not in _ANYWHERE and item.name not in _UNDATED and not loose


def _template(headers: Iterable[str], kind: Kind) -> bool:
    """Whether the headers are our own field names, and not ids and names alone."""
    words = {normalise(header) for header in headers}
    plain = {normalise(item.name) for item in FIELDS[kind] if item.type in (FieldType.ID, FieldType.NAME)}
    return words <= {normalise(item.name) for item in FIELDS[kind]} and bool(words - plain)


@cache
def _distinctive(kind: Kind) -> frozenset[str]:
    """Headers that name a row of this kind and of no other."""
    others = frozenset[str]().union(*(_words(other, _OWN[other]) for other in _OWN if other is not kind))
    strong = {word for word, found in synonyms(kind).items() if any(s.strong for s in found)}
    return _words(kind, _OWN[kind]) & strong - others


def _words(kind: Kind, fields: frozenset[str]) -> frozenset[str]:
    return frozenset(
        word for word, found in synonyms(kind).items() if any(one.field in fields for one in found)
    )


def _named(label: str, kind: Kind) -> bool:
    """Whether the name of the file or the sheet is that of the kind, in plural or singular."""
    text = normalise(label)
    plain = kind.value.replace("_", " ")
    words = {plain, plain.rstrip("s")}
    stems = header_words("project_stems") if kind is Kind.PROJECTS else frozenset[str]()
    return any(f" {word} " in f" {text} " for word in words) or _holds(text, stems)


def _of_projects(header: str) -> bool:
    """Whether a header has a word for projects, alone or within a compound: Projektname, sub-project."""
    text = normalise(header)
    return _holds(text, header_words("project_stems")) or bool(
        header_words("project_words") & set(text.split())
    )


def _holds(text: str, stems: Iterable[str]) -> bool:
    words = set(text.split()) - header_words("no_projects")
    return any(stem in word for stem in stems for word in words)
