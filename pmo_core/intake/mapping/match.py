"""Columns to fields: every field takes the column with the best claim whose cells look like it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Final

from pmo_core.fields import FIELDS, JUDGED_BY, REQUIRED
from pmo_core.intake.mapping.candidates import Candidate, How, candidates
from pmo_core.intake.mapping.guard import ENOUGH, HALF, NAME_DISTINCT, few_words, fits, sample, share_reading
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.period_headers import PeriodHeader, read_period_header
from pmo_core.intake.values.periods import Calendar
from pmo_core.intake.values.standard import standard
from pmo_core.intake.wording.headers import normalise, read_header
from pmo_core.model import Field, FieldType, Kind

POINTS: Final[Mapping[How, float]] = {"told": 5, "exact": 3, "weak": 1, "part": 1.5, "near": 1}
"""What a matched column adds to the case for a kind; a column without any value half of it."""

_EMPTY: Final = 30.0
NAME_CHARACTERS: Final = 120
"""Descriptions that are longer in the middle tell about a row and do not name it."""

_ASKED_PER_PERIOD: Final = frozenset({FieldType.MONEY, FieldType.NUMBER, FieldType.DURATION, FieldType.DATE})
"""Of columns per period of these types no one is the state of today, so which counts must be asked."""


@dataclass
class Match:
    """
    The columns found for a kind, equal claims to ask about, and the columns that failed their guard.

    `earlier` are, by field, the columns of earlier periods beside the one of the latest period.
    """

    kind: Kind
    chosen: dict[str, Candidate] = field(default_factory=dict[str, Candidate])
    ties: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    failed: list[Candidate] = field(default_factory=list[Candidate])
    earlier: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    points: float = 0.0

    @property
    def lacking(self) -> tuple[tuple[str, ...], ...]:
        """The required groups of fields of which none has a column."""
        return tuple(group for group in REQUIRED[self.kind] if not any(name in self.chosen for name in group))


@dataclass(frozen=True)
class Samples:
    """The columns of a file, sampled once for all kinds; repeats of a header stand for their group."""

    columns: Mapping[str, Column]
    repeated: Mapping[str, tuple[str, ...]]
    pivot: int

    @classmethod
    def of(cls, columns: Iterable[Column], *, repeated: Mapping[str, tuple[str, ...]], pivot: int) -> Samples:
        """Sample every column that is the first of its repeats."""
        later = {header for group in repeated.values() for header in group[1:]}
        taken = {column.header: sample(column) for column in columns if column.header not in later}
        return cls(taken, repeated, pivot)

    @property
    def headers(self) -> list[str]:
        """Every header of the file, repeats too."""
        later = [header for group in self.repeated.values() for header in group[1:]]
        return [*self.columns, *later]

    def without(self, headers: Collection[str]) -> Samples:
        """The samples but for some columns."""
        kept = {header: column for header, column in self.columns.items() if header not in headers}
        return replace(self, columns=kept)

    def filled(self, header: str) -> bool:
        """Whether a column, or one of its repeats, holds any value."""
        return any(text.strip() for text in self.columns[header].texts)

    def dated(self, kind: Kind) -> list[Column]:
        """Columns that may hold the as-of date of a row of this kind."""
        names = {"as_of", "period", "year", "date"} & {item.name for item in FIELDS[kind]}
        return [
            column
            for header, column in self.columns.items()
            if any(
                c.field in names and c.how in ("exact", "weak") for c in candidates(header, kind, near=False)
            )
        ]


def match(
    samples: Samples, kind: Kind, *, told: Mapping[str, str], skipped: frozenset[str], near: bool
) -> Match:
    """
    Give every field of a kind its column.

    Args:
        samples: The sampled columns.
        kind: What the rows are taken to be.
        told: Field → header as the user said; not guarded.
        skipped: Fields that the user wants left without a column.
        near: Whether similar spellings are tried for headers that nothing else fits.
    """
    result = Match(kind)
    fields = {item.name: item for item in FIELDS[kind]}
    for name, header in told.items():
        result.chosen[name] = Candidate(header, name, "told", 200.0)
        result.points += POINTS["told"] if name in fields else 0
    taken = set(told.values())
    open_ = [
        candidate
        for header in samples.columns
        if header not in taken
        for candidate in _weighed(samples, header, kind, near=near)
        if candidate.field not in told and candidate.field not in skipped
    ]
    order = {header: place for place, header in enumerate(sorted(samples.columns))}
    open_.sort(key=lambda candidate: (-candidate.score, order[candidate.header]))
    beside = samples.dated(kind)
    for candidate in open_:
        _consider(result, candidate, fields[candidate.field], samples=samples, beside=beside)
    _retrieve(result, fields, samples=samples)
    if "status" not in skipped:
        _stage_as_status(result, samples)
    if "name" not in skipped:
        _described(result, samples)
    _drop_own_years(result, samples)
    return result


def _drop_own_years(result: Match, samples: Samples) -> None:
    """Leave out a bare "Year" that only repeats the year of each row's start or finish: it dates no list."""
    dated = result.chosen.get("as_of")
    if dated is None or dated.how == "told" or normalise(dated.header) not in header_words("years"):
        return
    years = samples.columns[dated.header].texts
    for name in ("start", "finish", "done"):
        other = result.chosen.get(name)
        texts = samples.columns[other.header].texts if other and other.header in samples.columns else ()
        pairs = [(year.strip(), text) for year, text in zip(years, texts, strict=False) if year and text]
        if len({year for year, _ in pairs}) > 1 and all(year in text for year, text in pairs):
            del result.chosen["as_of"]
            return


def _stage_as_status(result: Match, samples: Samples) -> None:
    """Take a column of stages for the status where there is no other and its words are statuses."""
    stage = result.chosen.get("stage")
    if result.kind is not Kind.PROJECTS or stage is None or stage.how == "told" or "status" in result.chosen:
        return
    present = samples.columns[stage.header].present(FieldType.STATUS)
    known = sum(n for text, n in present.items() if standard(text, "status"))
    if len(present) > 1 and known >= ENOUGH * sum(present.values()):
        result.chosen["status"] = replace(stage, field="status")
        del result.chosen["stage"]


def _retrieve(result: Match, fields: Mapping[str, Field], *, samples: Samples) -> None:
    """Take columns that fail their guard but are named outright: better half of the dates than none."""
    for candidate in list(result.failed):
        item = fields[candidate.field]
        used = {chosen.header for chosen in result.chosen.values()}
        free = item.name not in result.chosen and candidate.header not in used
        named = candidate.how == "exact" and weighty(item, result.kind)
        column = samples.columns[candidate.header]
        half = named and share_reading(column, item, pivot=samples.pivot) >= HALF
        if free and (half or (item.type is FieldType.HORIZON and few_words(column))):
            result.chosen[item.name] = candidate
            result.failed.remove(candidate)
            result.points += POINTS[candidate.how] / 2


def _described(result: Match, samples: Samples) -> None:
    """Take short descriptions for the names of rows that bear an id and no name."""
    own = {Kind.PROJECTS: "project_id", Kind.MILESTONES: "milestone_id"}.get(result.kind)
    if own not in result.chosen or "name" in result.chosen:
        return
    for header in samples.columns:
        texts = [text for text in samples.columns[header].texts if text.strip()]
        if normalise(header) not in header_words("described") or not texts:
            continue
        if median(map(len, texts)) > NAME_CHARACTERS or len(set(texts)) < NAME_DISTINCT * len(texts):
            continue
        for name in [name for name, one in result.chosen.items() if one.header == header]:
            del result.chosen[name]
        result.chosen["name"] = Candidate(header, "name", "part", 60.0)
        result.points += POINTS["weak"]
        return


def weighty(item: Field, kind: Kind) -> bool:
    """Whether a field is money, a date, a required measure or judged by: it changes figures."""
    needed = {name for group in REQUIRED[kind] for name in group} | JUDGED_BY.get(kind, frozenset())
    typed = item.type not in (FieldType.ID, FieldType.NAME, FieldType.TEXT)
    return item.type in (FieldType.MONEY, FieldType.DATE) or (item.name in needed and typed)


def _weighed(samples: Samples, header: str, kind: Kind, *, near: bool) -> Iterable[Candidate]:
    filled = samples.filled(header)
    penalty = 0.0 if filled else _EMPTY
    for candidate in candidates(header, kind, near=near):
        if not filled and candidate.how != "exact":
            continue  # an empty column belongs to a field only if its header says so outright
        yield Candidate(header, candidate.field, candidate.how, candidate.score - penalty)


def _consider(
    result: Match, candidate: Candidate, item: Field, *, samples: Samples, beside: Sequence[Column]
) -> None:
    used = {chosen.header for chosen in result.chosen.values()}
    if candidate.header in used:
        return
    column = samples.columns[candidate.header]
    others = [other for other in beside if other.header != candidate.header]
    strong = candidate.how == "exact"
    if not fits(column, item, kind=result.kind, strong=strong, pivot=samples.pivot, beside=others):
        result.failed.append(candidate)
        return
    present = result.chosen.get(item.name)
    if present is None:
        result.chosen[item.name] = candidate
        half = 1.0 if samples.filled(candidate.header) else 0.5
        result.points += POINTS[candidate.how] * half
    elif present.how == candidate.how and samples.filled(candidate.header):
        _settle_tie(result, present, candidate, item=item, pivot=samples.pivot)


def _settle_tie(result: Match, present: Candidate, candidate: Candidate, *, item: Field, pivot: int) -> None:
    """Two columns with the same words: of two periods the later one counts, else which one does is asked."""
    one, other = (_worded(header, pivot) for header in (present.header, candidate.header))
    if one.label != other.label and read_header(present.header).name != read_header(candidate.header).name:
        return
    ordered = len(one.begins) == len(other.begins) and one.begins != other.begins
    if not ordered or item.type in _ASKED_PER_PERIOD or item.name in result.ties:
        result.ties[item.name] = (*result.ties.get(item.name, (present.header,)), candidate.header)
        return
    before = present if one.begins < other.begins else candidate
    result.chosen[item.name] = candidate if before is present else present
    result.earlier[item.name] = (*result.earlier.get(item.name, ()), before.header)


def _worded(header: str, pivot: int) -> PeriodHeader:
    """A header taken apart: its period if it names one, and the other words."""
    plain = PeriodHeader(header, "", label=read_header(header).name)
    return read_period_header(header, calendar=Calendar(pivot)) or plain
