"""The questions about kind and columns, with what each choice would mean on the cells of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.fields import FIELDS, REQUIRED
from pmo_core.intake.mapping.candidates import Candidate
from pmo_core.intake.mapping.guard import ENOUGH, fits, unlike
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.mapping.match import Match, Samples, weighty
from pmo_core.intake.options import Options
from pmo_core.intake.values.cells import Column, examples, shown
from pmo_core.intake.values.money import read_cell
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.wording.headers import known, normalise
from pmo_core.intake.wording.shell import quoted
from pmo_core.model import Choice, FieldType, Guess, Issue, Kind, Question, Severity

SHOWN: Final = 40
"""More columns than this are no choice but a list."""

NEAR_SURE: Final = 0.88
"""From this similarity on a header is a slip of the pen; below, money is asked for."""

_NEVER_ASKED: Final = frozenset({FieldType.LIST, FieldType.TEXT, FieldType.RATING})
_ONE: Final[Mapping[Kind, str]] = {
    Kind.PROJECTS: "a project, perhaps at one date of several",
    Kind.PROJECT_COSTS: "what a project costs in one year",
    Kind.OBJECTIVES: "a strategic objective",
    Kind.ALIGNMENT: "the share of a project that serves an objective",
    Kind.KPIS: "a value of a KPI in one period",
    Kind.STAKEHOLDERS: "a person or group to be engaged",
    Kind.CONTACTS: "a meeting or message with a stakeholder",
    Kind.FEEDBACK: "an answer, or a person who answered a survey",
    Kind.MILESTONES: "a milestone with its dates",
    Kind.BENEFITS: "the benefit of a project in one period",
    Kind.LESSONS: "a lesson learned",
    Kind.NOTES: "a note, decision or action",
    Kind.SETTINGS: "a setting and its value",
}


def kind_question(kinds: Sequence[Kind], samples: Samples) -> Question:
    """Ask what a row is about, with the headers that spoke for it."""
    headers = list(samples.columns)
    familiar = [header for header in headers if known(header)]
    if familiar:
        evidence = f"{len(familiar)} of {len(headers)} headers are known: {', '.join(familiar[:8])}."
    else:
        evidence = f"None of the headers is known: {', '.join(header[:40] for header in headers[:8])}."
    choices = tuple(Choice(kind.value, f"one row is {_ONE[kind]}") for kind in kinds)
    return Question(
        "kind", "What does one row of this file describe?", choices, f"--kind {choices[0].value}", evidence
    )


def column_questions(found: Match, samples: Samples) -> list[Question]:
    """Ask for required fields without a column, for equal claims, and where a money header is only near."""
    questions: list[Question] = []
    used = {candidate.header for candidate in found.chosen.values()}
    free = [header for header in samples.columns if header not in used and samples.filled(header)]
    for group in found.lacking:
        item = field_named(found.kind, group[0])
        suited = [
            header
            for header in free
            if fits(samples.columns[header], item, kind=found.kind, strong=True, pivot=samples.pivot)
        ]
        questions.append(
            _column_question(group[0], suited or free, samples, why="No header says so clearly.")
        )
    for name, headers in found.ties.items():
        if field_named(found.kind, name).type not in _NEVER_ASKED:
            why = "Several headers say the same; answer - for none."
            questions.append(_column_question(name, headers, samples, why=why))
    for name, candidate in found.chosen.items():
        unsure = candidate.how == "near" and candidate.score < 30 * NEAR_SURE
        if unsure and (field_named(found.kind, name).type is FieldType.MONEY or _needed(found, name)):
            why = f"The header only resembles it; answer - to leave {candidate.header} out."
            questions.append(_column_question(name, [candidate.header], samples, why=why))
    return questions


def _needed(found: Match, name: str) -> bool:
    """Whether a required field rests on this column alone."""
    groups = (group for group in REQUIRED[found.kind] if name in group)
    return any(all(other == name or other not in found.chosen for other in group) for group in groups)


def value_offer(
    found: Match, samples: Samples, *, options: Options
) -> tuple[dict[str, str], Question | None]:
    """
    A column of grades named just value or score: which of the two values it is, is the user's to say.

    Returns:
        Field → header as answered by `value_field`; or the offer to say it, if there is such a column.

    Raises:
        IntakeError: If the answer is none of the choices.
    """
    used = {candidate.header for candidate in found.chosen.values()}
    fields = ("short_term_value", "long_term_value")
    if found.kind is not Kind.PROJECTS or any(name in found.chosen for name in fields):
        return {}, None
    item = field_named(found.kind, fields[0])
    for header, column in samples.columns.items():
        if header in used or normalise(header) not in header_words("value") or not samples.filled(header):
            continue
        if not fits(column, item, kind=found.kind, strong=False, pivot=samples.pivot):
            continue
        said = options.said("value_field")
        if said is None:
            return {}, _value_question(header, column)
        if said not in (*fields, "none"):
            fix = f"Answer {', '.join(fields)} or none."
            raise IntakeError(f"{said!r} is no value of a project.", fix=fix)
        return ({said: header} if said != "none" else {}), None
    return {}, None


def _value_question(header: str, column: Column) -> Question:
    shown = examples(text for text in column.texts[:200] if text.strip())
    return Question(
        "value_field",
        f"Is “{header[:80]}” what a project is worth soon, or later?",
        (
            Choice("short_term_value", f"value in the short term: {shown}"),
            Choice("long_term_value", f"value in the long term: {shown}"),
            Choice("none", "neither; the column is left out"),
        ),
        "--answer value_field=short_term_value",
        f"{header} does not say which; it is left out until then.",
        column=header,
    )


def only_column(found: Match, samples: Samples) -> list[Guess]:
    """Give the one required field of a table without any known header the one column that can hold it."""
    if len(found.lacking) != 1 or found.chosen:
        return []
    name = found.lacking[0][0]
    item = field_named(found.kind, name)
    suited = [
        header
        for header, column in samples.columns.items()
        if samples.filled(header) and fits(column, item, kind=found.kind, strong=True, pivot=samples.pivot)
    ]
    if len(suited) != 1:
        return []
    found.chosen[name] = Candidate(suited[0], name, "weak", 0.0)
    why = "the only column whose cells can be one"
    return [Guess("mapping", f"{name.replace('_', ' ')} ← {suited[0]}", why, (), "likely")]


def _column_question(name: str, headers: Iterable[str], samples: Samples, *, why: str) -> Question:
    choices = tuple(
        Choice(header, examples(t for t in samples.columns[header].texts[:200] if t.strip()) or "empty")
        for header in list(headers)[:SHOWN]
    )
    option = mapped(name, choices[0].value if choices else "COLUMN")
    return Question(
        f"map.{name}", f"Which column holds the {name.replace('_', ' ')}?", choices, option, why, field=name
    )


def _why(candidate: Candidate) -> str:
    """Why a column is taken for a field that its header does not name outright."""
    if candidate.field == "name" and normalise(candidate.header) in header_words("described"):
        return "no column holds names, and these descriptions are short"
    return "part of the header, or a near spelling"


def doubts(found: Match, samples: Samples) -> tuple[list[Guess], list[Issue]]:
    """Columns matched by part of their header or by resemblance, and columns left out by a guard."""
    guesses = [
        Guess("mapping", f"{c.field.replace('_', ' ')} ← {c.header}", _why(c), (), "likely")
        for c in found.chosen.values()
        if c.how in ("part", "near") and c.field not in found.earlier
    ]
    for name, headers in found.earlier.items():
        guesses.append(_latest(name, found.chosen[name].header, headers))
    chosen = {candidate.header for candidate in found.chosen.values()}
    left = [
        c for c in found.failed if c.how == "exact" and c.header not in chosen and c.field not in found.chosen
    ]
    return guesses, [*(_left_out(c, found.kind, samples) for c in left), *_unused_money(found, samples)]


def _latest(name: str, header: str, earlier: Sequence[str]) -> Guess:
    """A column per period: the state of a row is that of the latest one."""
    left = ", ".join(earlier[:8])
    why = f"the latest of {len(earlier) + 1} periods; not loaded: {left}"
    return Guess("mapping", f"{name.replace('_', ' ')} ← {header}", why, tuple(earlier), "likely")


def _unused_money(found: Match, samples: Samples) -> list[Issue]:
    """Columns of amounts with a currency that no field takes, while the projects have no money at all."""
    fields = {item.name for item in FIELDS[found.kind] if item.type is FieldType.MONEY}
    if found.kind is not Kind.PROJECTS or fields & found.chosen.keys():
        return []
    chosen = {candidate.header for candidate in found.chosen.values()}
    issues: list[Issue] = []
    for header, column in samples.columns.items():
        cells = [read_cell(text) for text in column.present(FieldType.MONEY)]
        money = sum(bool(cell and (cell.unit.currency or cell.unit.shared)) for cell in cells)
        if header in chosen or not money or money < ENOUGH * len(cells):
            continue
        text = examples(text for text in column.texts[:200] if text.strip())
        problem = f"The cells are amounts of money ({text}), but no field takes the column: left out."
        fix = f"If it is the budget: {mapped('budget', header)}."
        issues.append(Issue("mapping.money_unused", problem, fix, Severity.WARNING, None, header))
    return issues


def _left_out(candidate: Candidate, kind: Kind, samples: Samples) -> Issue:
    item = field_named(kind, candidate.field)
    bad = unlike(samples.columns[candidate.header], item, pivot=samples.pivot)
    cells = "; ".join(f"row {row}: “{shown(text)}”" for row, text in bad)
    name = candidate.field.replace("_", " ")
    return Issue(
        "mapping.guard",
        f"The header says {name}, but its cells say otherwise ({cells}): column left out.",
        f"Map it by hand if it is: {mapped(candidate.field, candidate.header)}.",
        Severity.WARNING if weighty(item, kind) else Severity.NOTE,
        bad[0][0] if bad else None,
        candidate.header,
        shown(bad[0][1]) if bad else None,
    )


def mapped(name: str, header: str) -> str:
    """The option that maps a column, quoted for a shell: `--map "budget=Budget 2025"`."""
    return f"--map {quoted(f'{name}={header}')}"
