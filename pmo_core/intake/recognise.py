"""What kind of rows a file holds, and which column is which field: told, by preset, by name, or asked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from pmo_core.errors import IntakeError, MappingError
from pmo_core.fields import FIELDS
from pmo_core.intake.candidates import Candidate
from pmo_core.intake.cells import examples
from pmo_core.intake.guard import fits
from pmo_core.intake.headers import known, normalise
from pmo_core.intake.match import Match, Samples, match
from pmo_core.intake.options import Options
from pmo_core.intake.shared import field_named
from pmo_core.model import Choice, FieldType, Guess, Issue, Kind, Question, Severity

LEAD: Final = 1.0
LEAD_SHARE: Final = 0.12
"""The best kind must lead the second by this many points and this share, else it is asked."""

LABEL_POINTS: Final = 2.0
SHARE_LACKING: Final = 0.25
"""What remains of the case for a kind whose required fields have no column."""


@dataclass
class Recognised:
    """The kind and the column of each field, or the questions that must be answered first."""

    kind: Kind
    match: Match
    guesses: list[Guess] = field(default_factory=list[Guess])
    issues: list[Issue] = field(default_factory=list[Issue])
    questions: list[Question] = field(default_factory=list[Question])

    @property
    def mapping(self) -> dict[str, str]:
        """Field → header, in the order of the fields."""
        names = [item.name for item in FIELDS[self.kind]]
        own = [name for name in self.match.chosen if name.startswith("score.")]
        return {n: self.match.chosen[n].header for n in [*names, *own] if n in self.match.chosen}


@cache
def _presets() -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "presets.toml").read_text(encoding="utf-8")
    presets: list[dict[str, Any]] = tomllib.loads(text)["preset"]
    return presets


def column_named(text: str, headers: Sequence[str], *, field: str) -> str:
    """
    The header that a user means: as written, else regardless of case and marks.

    Raises:
        MappingError: If there is no such column.
    """
    wanted = text.strip()
    for same in (str.strip, str.casefold, normalise):
        found = [header for header in headers if same(header) == same(wanted)]
        if found:
            return found[0]
    raise MappingError(field, tried=[text], found=headers)


def told_mapping(
    options: Options, kind: Kind, headers: Sequence[str]
) -> tuple[dict[str, str], frozenset[str]]:
    """
    Field → header as the user said, by option or answer, and the fields to leave without a column.

    Raises:
        MappingError: If a column is not in the file.
        IntakeError: If a field is unknown.
    """
    names = {item.name for item in FIELDS[kind]}
    answers = {key.removeprefix("map."): v for key, v in options.answers.items() if key.startswith("map.")}
    told: dict[str, str] = {}
    skipped: set[str] = set()
    for name, text in {**answers, **options.mapping}.items():
        if name not in names and not (kind is Kind.PROJECTS and name.startswith("score.") and name[6:]):
            raise IntakeError(
                f"There is no field {name!r} in {kind.value}.", fix=f"Use one of {', '.join(sorted(names))}."
            )
        if text.strip() in ("", "-"):
            skipped.add(name)
        else:
            told[name] = column_named(text, headers, field=name)
    return told, frozenset(skipped)


def _preset(samples: Samples) -> tuple[str, dict[str, str]] | None:
    """The first preset whose signature is present, with the columns that pass the guard."""
    by_name: dict[str, str] = {}
    for header in samples.columns:
        by_name.setdefault(normalise(header), header)
    for preset in _presets():
        if not all(normalise(word) in by_name for word in preset["signature"]):
            continue
        found: dict[str, str] = {}
        for name, word in preset["map"].items():
            header = by_name.get(normalise(word))
            item = field_named(Kind.PROJECTS, name)
            if header and fits(
                samples.columns[header], item, kind=Kind.PROJECTS, strong=True, pivot=samples.pivot
            ):
                found[name] = header
        return str(preset["name"]), found
    return None


def recognise(samples: Samples, options: Options, *, label: str) -> Recognised:
    """
    Decide kind and mapping of a file.

    Args:
        samples: The sampled columns.
        options: What the user said.
        label: File and sheet name; they count a little.

    Raises:
        MappingError: If a told column is not in the file.
        IntakeError: If a told kind or field is unknown.
    """
    preset = _preset(samples)
    kind = _told_kind(options)
    guesses: list[Guess] = []
    questions: list[Question] = []
    if kind is None:
        kind, guesses, questions = _best_kind(samples, options, label=label, preset=preset)
    told, skipped = told_mapping(options, kind, list(samples.columns))
    proposed = preset[1] if preset and kind is Kind.PROJECTS else {}
    proposed = {
        n: h for n, h in proposed.items() if n not in told and n not in skipped and h not in told.values()
    }
    found = match(samples, kind, told={**proposed, **told}, skipped=skipped, near=True)
    for name, header in proposed.items():
        found.chosen[name] = Candidate(header, name, "exact", 150.0)
    result = Recognised(kind, found, guesses, questions=questions)
    if preset and kind is Kind.PROJECTS:
        result.guesses.append(Guess("preset", preset[0], "its usual headers are all there"))
    if not questions:
        _ask_for_columns(result, samples)
    _note_doubts(result)
    return result


def _told_kind(options: Options) -> Kind | None:
    text = options.kind or options.said("kind")
    if text is None:
        return None
    try:
        return Kind(str(text).strip().casefold().replace(" ", "_"))
    except ValueError:
        raise IntakeError(
            f"{text!r} is no kind of rows.", fix=f"Use one of {', '.join(kind.value for kind in Kind)}."
        ) from None


def _points(samples: Samples, kind: Kind, options: Options, *, label: str) -> float:
    told = {
        n: h
        for n, h in options.mapping.items()
        if n in {f.name for f in FIELDS[kind]} and h in samples.columns
    }
    found = match(samples, kind, told=told, skipped=frozenset(), near=False)
    if not any(samples.filled(candidate.header) for candidate in found.chosen.values()):
        return 0.0
    words = {kind.value.replace("_", " "), kind.value.rstrip("s").replace("_", " ")}
    named = LABEL_POINTS if any(word in normalise(label) for word in words) else 0.0
    return (found.points + named) * (SHARE_LACKING if found.lacking else 1.0)


def _best_kind(
    samples: Samples, options: Options, *, label: str, preset: tuple[str, dict[str, str]] | None
) -> tuple[Kind, list[Guess], list[Question]]:
    if preset:
        return Kind.PROJECTS, [Guess("kind", Kind.PROJECTS.value, f"headers of {preset[0]}")], []
    points = {kind: _points(samples, kind, options, label=label) for kind in Kind}
    ranked = sorted(Kind, key=lambda kind: -points[kind])
    best, second = ranked[0], ranked[1]
    lead = points[best] - points[second]
    alternatives = tuple(kind.value for kind in ranked[1:4] if points[kind] > 0)
    clear = points[best] >= 2 and lead >= max(LEAD, LEAD_SHARE * points[best])
    if not clear and points[best] > 0:
        complete = [k for k in ranked if points[k] > 0 and not _lacking(samples, k)]
        clear = len(complete) == 1 and complete[0] is best
    if clear:
        evidence = f"{points[best]:g} points, {second.value} has {points[second]:g}"
        return best, [Guess("kind", best.value, evidence, alternatives, "sure")], []
    likely = [kind for kind in ranked if points[kind] > 0.5 * points[best]] if points[best] else []
    return best, [], [_kind_question(likely or list(Kind), samples)]


def _lacking(samples: Samples, kind: Kind) -> bool:
    return bool(match(samples, kind, told={}, skipped=frozenset(), near=False).lacking)


def _kind_question(kinds: Sequence[Kind], samples: Samples) -> Question:
    headers = list(samples.columns)
    familiar = [header for header in headers if known(header)]
    if familiar:
        evidence = f"{len(familiar)} of {len(headers)} headers are known: {', '.join(familiar[:8])}."
    else:
        evidence = f"None of the headers is known: {', '.join(header[:40] for header in headers[:8])}."
    choices = tuple(Choice(kind.value, f"one row is one of {kind.value.replace('_', ' ')}") for kind in kinds)
    return Question(
        "kind", "What does one row of this file describe?", choices, f"--kind {choices[0].value}", evidence
    )


def _ask_for_columns(result: Recognised, samples: Samples) -> None:
    """Ask for the column of every required field that has none, and where two columns have equal claims."""
    used = {candidate.header for candidate in result.match.chosen.values()}
    free = [header for header in samples.columns if header not in used and samples.filled(header)]
    for group in result.match.lacking:
        item = field_named(result.kind, group[0])
        suited = [
            header
            for header in free
            if fits(samples.columns[header], item, kind=result.kind, strong=True, pivot=samples.pivot)
        ]
        result.questions.append(_column_question(group[0], suited or free, samples))
    for name, headers in result.match.ties.items():
        item = field_named(result.kind, name)
        if item.type not in (FieldType.LIST, FieldType.TEXT, FieldType.RATING):
            result.questions.append(_column_question(name, headers, samples))


def _column_question(name: str, headers: Iterable[str], samples: Samples) -> Question:
    choices = tuple(
        Choice(header, examples(t for t in samples.columns[header].texts[:200] if t.strip()) or "empty")
        for header in list(headers)[:40]
    )
    option = f"--map {name}={choices[0].value}" if choices else f"--map {name}=COLUMN"
    return Question(
        f"map.{name}",
        f"Which column holds the {name.replace('_', ' ')}?",
        choices,
        option,
        "No header says so clearly." if len(choices) != 2 else "Two headers say the same.",
        field=name,
    )


def _note_doubts(result: Recognised) -> None:
    for candidate in result.match.chosen.values():
        if candidate.how in ("part", "near"):
            why = f"the header contains or resembles {candidate.field.replace('_', ' ')}"
            value = f"{candidate.field} ← {candidate.header}"
            result.guesses.append(Guess("mapping", value, why, (), "likely"))
    chosen = {candidate.header for candidate in result.match.chosen.values()}
    told = set(result.match.chosen)
    for candidate in result.match.failed:
        if candidate.how == "exact" and candidate.header not in chosen and candidate.field not in told:
            result.issues.append(
                Issue(
                    "mapping.guard",
                    f"The header says {candidate.field.replace('_', ' ')}, but its cells say otherwise: "
                    "column left out.",
                    f"Map it by hand if it is: {candidate.field}.",
                    Severity.NOTE,
                    column=candidate.header,
                )
            )
