"""What kind of rows a file holds, and which column is which field: told, by preset, by name, or asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pmo_core.fields import FIELDS
from pmo_core.intake.mapping.asking import column_questions, doubts, kind_question, only_column, value_offer
from pmo_core.intake.mapping.candidates import Candidate
from pmo_core.intake.mapping.evidence import holds, naming, says_so
from pmo_core.intake.mapping.guard import ENOUGH, share_reading
from pmo_core.intake.mapping.match import Match, Samples, match
from pmo_core.intake.mapping.presets import Proposal, preset_of
from pmo_core.intake.mapping.told import told_mapping
from pmo_core.intake.options import Options
from pmo_core.intake.values.period_headers import read_period_header
from pmo_core.intake.values.periods import Calendar
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Guess, Issue, Kind, Question

OWN_SCORE: Final = "score."
LEAD: Final = 1.0
LEAD_SHARE: Final = 0.12
"""The best kind must lead the second by this many points and this share, else it is asked."""

LABEL_POINTS: Final = 2.0
TEMPLATE_POINTS: Final = 3.0
"""A file whose headers are all our own field names of a kind is one of its templates."""

SHARE_UNREPEATED: Final = 0.8
"""Costs per year repeat their projects; where none repeats (and the year is one), the rows are projects."""

SHARE_LACKING: Final = 0.25
"""What remains of the case for a kind whose required fields have no column."""


DATELESS: Final = (("period",),)
"""What figures lack that are all of one period: the title or the name of the file may say it."""


@dataclass
class Recognised:
    """The kind and the column of each field, or the questions that must be answered first."""

    kind: Kind
    match: Match
    guesses: list[Guess] = field(default_factory=list[Guess])
    issues: list[Issue] = field(default_factory=list[Issue])
    questions: list[Question] = field(default_factory=list[Question])
    offers: list[Question] = field(default_factory=list[Question])
    effort_unit: str | None = None

    @property
    def mapping(self) -> dict[str, str]:
        """Field → header, in the order of the fields."""
        names = [item.name for item in FIELDS[self.kind]]
        own = [name for name in self.match.chosen if name.startswith("score.")]
        return {n: self.match.chosen[n].header for n in [*names, *own] if n in self.match.chosen}


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
    kind = options.chosen_kind
    preset = preset_of(samples, kind=kind)
    guesses: list[Guess] = []
    questions: list[Question] = []
    if kind is None:
        kind, guesses, questions = _best_kind(samples, options, label=label, preset=preset)
    told, skipped = told_mapping(options, kind, headers=samples.headers)
    proposed: dict[str, str] = {}
    if preset:
        guesses.append(Guess("preset", preset.preset.name, "its usual headers are all there"))
        proposed = {
            n: h
            for n, h in preset.mapping.items()
            if n not in told and n not in skipped and h not in told.values()
        }
        samples = samples.without(preset.left - set(told.values()))
    ours = kind is Kind.PROJECTS
    told = {**_own_scores(samples, taken={*told, *skipped, *told.values()}), **told} if ours else told
    found = match(samples, kind, told={**proposed, **told}, skipped=skipped, near=True)
    for name, header in proposed.items():
        found.chosen[name] = Candidate(header, name, "exact", 150.0)
    result = Recognised(kind, found, guesses, questions=questions)
    result.effort_unit = preset.preset.effort_unit if preset else None
    if not questions:
        if options.chosen_kind:
            result.guesses += only_column(found, samples)
        result.questions += column_questions(found, samples)
    taken, offer = value_offer(found, samples, options=options)
    for name, header in taken.items():
        found.chosen[name] = Candidate(header, name, "told", 200.0)
    result.offers += [offer] if offer else []
    unsure, result.issues = doubts(found, samples)
    result.guesses += unsure
    return result


def _own_scores(samples: Samples, *, taken: set[str]) -> dict[str, str]:
    """Columns of numbers that are named as a criterion of one's own, as in our exports: `score.fit`."""
    found: dict[str, str] = {}
    for header, column in samples.columns.items():
        name = f"score.{header.strip()[len(OWN_SCORE) :].strip()}"
        named = header.strip().casefold().startswith(OWN_SCORE) and name != OWN_SCORE
        if not named or {header, name} & taken or name in found:
            continue
        if share_reading(column, field_named(Kind.PROJECTS, name), pivot=samples.pivot) >= ENOUGH:
            found[name] = header
    return found


def _match(samples: Samples, kind: Kind, options: Options) -> Match:
    """The columns as a kind would take them, with what the user said of its fields."""
    told = {
        n: h
        for n, h in options.mapping.items()
        if n in {f.name for f in FIELDS[kind]} and h in samples.columns
    }
    return match(samples, kind, told=told, skipped=frozenset(), near=False)


def _points(samples: Samples, found: Match, *, label: str) -> float:
    kind = found.kind
    if not any(samples.filled(candidate.header) for candidate in found.chosen.values()):
        return 0.0
    words = {kind.value.replace("_", " "), kind.value.rstrip("s").replace("_", " ")}
    named = LABEL_POINTS if any(word in normalise(label) for word in words) else 0.0
    dateless = found.lacking == DATELESS and holds(found, frozenset()) and not _dated_headers(samples)
    share = SHARE_LACKING if found.lacking and not dateless else 1.0
    if not says_so(found, samples.headers, label=label):
        share *= SHARE_LACKING
    if kind is Kind.PROJECT_COSTS and _distinct(samples, found.chosen.get("project_id")) == 1:
        share *= SHARE_UNREPEATED * (0.5 + 0.5 * (_distinct(samples, found.chosen.get("year")) > 0))
    own = {normalise(item.name) for item in FIELDS[kind]}
    template = TEMPLATE_POINTS if all(normalise(header) in own for header in samples.columns) else 0.0
    return (found.points + named + template) * share


def _dated_headers(samples: Samples) -> bool:
    """Whether a header names a period; without any, all figures may be of one period, that of the file."""
    calendar = Calendar(samples.pivot)
    return any(read_period_header(header, calendar=calendar) for header in samples.columns)


def _distinct(samples: Samples, candidate: Candidate | None) -> float:
    """0 if a column holds one text throughout, 1 if no text repeats."""
    texts = samples.columns[candidate.header].texts if candidate else ()
    return (len(set(texts)) - 1) / (len(texts) - 1) if len(texts) > 1 else 0.0


def _logged(found: Mapping[Kind, Match]) -> bool:
    """Whether rows have the id of an issue, a risk or a change, refer to projects by id, and name none."""
    projects, notes = found[Kind.PROJECTS].chosen, found[Kind.NOTES].chosen
    refers, own = projects.get("project_id"), notes.get("note_id")
    named = "name" in projects and projects["name"].how != "part"
    return bool(refers and own and refers.header != own.header) and not named


def _best_kind(
    samples: Samples, options: Options, *, label: str, preset: Proposal | None
) -> tuple[Kind, list[Guess], list[Question]]:
    if preset:
        kind = preset.preset.kind
        return kind, [Guess("kind", kind.value, f"headers of {preset.preset.name}")], []
    found = {kind: _match(samples, kind, options) for kind in Kind}
    points = {kind: _points(samples, found[kind], label=label) for kind in Kind}
    says = {kind: says_so(found[kind], samples.headers, label=label) for kind in Kind}
    named = {kind: headers for kind in Kind if (headers := naming(found[kind]))}
    if outright := frozenset[str]().union(*named.values()):
        share = {kind: 1.0 if holds(found[kind], outright) else SHARE_LACKING for kind in Kind}
        points = {kind: points[kind] * share[kind] for kind in Kind}
    if _logged(found):
        points[Kind.PROJECTS] *= SHARE_LACKING
    ranked = sorted(Kind, key=lambda kind: -points[kind])
    best, second = ranked[0], ranked[1]
    lead = points[best] - points[second]
    alternatives = tuple(kind.value for kind in ranked[1:4] if points[kind] > 0)
    clear = points[best] >= 2 and lead >= max(LEAD, LEAD_SHARE * points[best])
    if not clear and points[best] > 0:
        complete = [k for k in ranked if points[k] > 0 and says[k] and not found[k].lacking]
        clear = len(complete) == 1 and complete[0] is best
    lacking = len(found[best].lacking)
    clear = clear or (list(named) == [best] and lacking < 2)
    if clear and says[best] and lacking < 2:
        runner_up = f", {second.value.replace('_', ' ')} second best" if points[second] > 0 else ""
        evidence = f"the columns fit {best.value.replace('_', ' ')} best{runner_up}"
        return best, [Guess("kind", best.value, evidence, alternatives, "sure")], []
    likely = [kind for kind in ranked if points[kind] > 0.5 * points[best]] if points[best] else []
    others = [kind for kind in ranked if kind not in likely]
    return best, [], [kind_question([*likely, *others] if len(likely) < 2 else likely, samples)]
