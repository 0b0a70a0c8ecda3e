"""What a header can mean: a known word, a known word inside it, or a near spelling of one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pmo_core.fields import FIELDS
from pmo_core.intake.mapping.bands import below_band, only_sorts
from pmo_core.intake.wording.headers import Header, Synonym, read_header, synonyms
from pmo_core.model import Kind

How = Literal["told", "exact", "weak", "part", "near"]
"""Told by the user; a strong or a weak synonym; a strong synonym inside the header; a near spelling."""

NEAR: Final = 0.75
"""Below this similarity of the sorted words two headers are different words."""

RANK_MAX: Final = 25.0
"""What a late place in its list takes off a synonym at most: never as much as a column without any value."""

NEAR_LETTERS: Final = 6
"""Shorter words resemble each other by chance: late, gate, date."""

NEAR_WORDS: Final = 5
"""Longer headers are sentences; a resemblance would be chance."""

_HEADS: Final = re.compile(r"ftes?|headcount")
_WORDS: Final[Mapping[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "header_words.toml").read_text(encoding="utf-8")
)
_NOISE: Final = frozenset(_WORDS["noise"])
_CHANGING: Final = frozenset(_WORDS["changing"])
_OTHERS: Final = tuple(_WORDS["others"])
_NO_SLIPS: Final = frozenset(_WORDS["no_slips"])
_LANGUAGES: Final = re.compile(r"\s+/\s*|/\s+")
_PLACE: Final = re.compile(r"\(?\d{1,2}[.)]\s+(?=\D)")

LETTERS_PER_SLIP: Final = 5
"""A slip of the pen makes a word longer or shorter by one of so many letters: numerator is no numero."""

HALF_OFF: Final = 2.0
"""What a synonym loses that is only one half of `Projekttitel / Project title`."""


@dataclass(frozen=True)
class Candidate:
    """A column that could hold a field, how its header says so and how strongly."""

    header: str
    field: str
    how: How
    score: float


@cache
def _compact(kind: Kind) -> Mapping[str, tuple[Synonym, ...]]:
    return {word.replace(" ", ""): found for word, found in synonyms(kind).items() if len(word) > 5}


def _exact(name: str, kind: Kind) -> tuple[Synonym, ...]:
    known = synonyms(kind)
    unnumbered = re.sub(r"\s\d{1,2}$", "", name)
    return known.get(name) or known.get(unnumbered) or _compact(kind).get(name.replace(" ", ""), ())


def _in_languages(header: str, kind: Kind) -> tuple[Header, ...]:
    """The halves of a header in two languages; none if a half that is unknown makes another thing of it."""
    halves = tuple(read_header(half) for half in _LANGUAGES.split(header) if half.strip())
    odd = any(_CHANGING & set(half.tokens) and not _exact(half.name, kind) for half in halves)
    return halves if len(halves) > 1 and not odd else ()


def _of_another(words: Iterable[str], *, kind: Kind) -> bool:
    """Whether words beside a bare "name" say whose name it is: of the beneficiary, of the category."""
    if kind in (Kind.STAKEHOLDERS, Kind.KPIS):
        return False  # which may be beneficiaries, and figures of countries
    return any(stem in word for stem in _OTHERS for word in words)


def _contained(words: tuple[str, ...], kind: Kind) -> Iterable[tuple[str, float, bool]]:
    """Fields whose strong word stands at the end or the beginning of a header, with the share it covers."""
    core = [word for word in words if word not in _NOISE]
    known = synonyms(kind)
    for size in range(len(core), 0, -1):
        for at_end, piece in ((True, core[-size:]), (False, core[:size])):
            left = core[:-size] if at_end else core[size:]
            if _CHANGING & set(left) or len(" ".join(piece)) < 3:
                continue
            whose = _of_another(left, kind=kind)
            for synonym in known.get(" ".join(piece), ()):
                if synonym.strong and not (whose and synonym.field == "name"):
                    yield synonym.field, size / len(core), at_end


def _words_near(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether every word that only one side has resembles one of the other side: `manger`, not `start`."""
    extra, lacking = set(words) - set(others), set(others) - set(words)
    if not extra or not lacking:
        return all(word in _NOISE for word in extra | lacking)
    return all(any(_slip(word, other) for other in lacking) for word in extra)


def _slip(word: str, other: str) -> bool:
    """Whether one word may be the other misspelled: the first letter is hardly ever wrong."""
    alike = word[0] == other[0] and abs(len(word) - len(other)) <= len(word) // LETTERS_PER_SLIP
    return alike and word not in _NO_SLIPS and SequenceMatcher(None, word, other).ratio() >= NEAR


def _similar(words: tuple[str, ...], kind: Kind) -> Iterable[tuple[str, float]]:
    text = " ".join(sorted(words))
    if len(text) < NEAR_LETTERS or len(words) > NEAR_WORDS:
        return
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    for word, found in synonyms(kind).items():
        others = word.split()
        matcher.set_seq1(" ".join(sorted(others)))
        if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR or matcher.ratio() < NEAR:
            continue
        if not (_CHANGING & (set(words) ^ set(others))) and _words_near(words, others):
            for synonym in found:
                yield synonym.field, matcher.ratio() - (0 if synonym.strong else 0.1)


def _below_band(header: str, kind: Kind) -> Iterable[Synonym]:
    """What the lower name of a header of two levels means, where the upper one only sorts the columns."""
    levels = below_band(header)
    if levels is not None:
        types = {item.name: item.type for item in FIELDS[kind]}
        upper, own = levels
        person = kind is Kind.STAKEHOLDERS and _names_rows(upper, kind)
        found = _exact(read_header(own).name, kind)
        yield from (s for s in found if person or only_sorts(upper, types[s.field]))


def _names_rows(upper: str, kind: Kind) -> bool:
    """Whether an upper name only says what the rows are: "Stakeholder – Role" is the role."""
    return any(one.strong and one.field == "name" for one in _exact(read_header(upper).name, kind))


@cache
def candidates(header: str, kind: Kind, *, near: bool) -> tuple[Candidate, ...]:
    """Every field of the kind that a header can mean, best first; `near` also tries similar spellings."""
    read = read_header(_PLACE.sub("", header, count=1) if _PLACE.match(header) else header)
    heads = bool(read.unit and _HEADS.fullmatch(read.unit.casefold()))
    found: dict[str, Candidate] = {}

    def add(name: str, how: How, score: float) -> None:
        if heads and name == "effort":
            return  # people at a time, not an amount of work
        if name not in found or found[name].score < score:
            found[name] = Candidate(header, name, how, score)

    halves = _in_languages(header, kind)
    whole = [(0.0, one) for one in _exact(read.name, kind)]
    for off, synonym in whole or [(HALF_OFF, one) for half in halves for one in _exact(half.name, kind)]:
        base = (100.0 if synonym.strong else 60.0) - off
        add(synonym.field, "exact" if synonym.strong else "weak", base - min(0.2 * synonym.rank, RANK_MAX))
    for synonym in () if found else _below_band(header, kind):
        add(synonym.field, "part", 80.0 if synonym.strong else 50.0)
    for part in () if found else (*halves, read):
        for name, coverage, at_end in _contained(part.tokens, kind):
            add(name, "part", 61 + 8 * coverage + at_end)
    if near and not found:
        for name, ratio in _similar(read.tokens, kind):
            add(name, "near", 30 * ratio)
    return tuple(sorted(found.values(), key=lambda candidate: -candidate.score))
