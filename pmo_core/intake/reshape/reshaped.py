"""A table as the mapping needs it: columns per period or question become rows, rows of targets a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pmo_core.errors import MappingError
from pmo_core.intake.mapping.match import Samples
from pmo_core.intake.mapping.ratings import JOINED
from pmo_core.intake.mapping.recognise import DATELESS, Recognised, recognise
from pmo_core.intake.mapping.told import column_named
from pmo_core.intake.options import Options
from pmo_core.intake.reshape.blocks_below import blocks_below
from pmo_core.intake.reshape.joined_ratings import joined_ratings
from pmo_core.intake.reshape.matrix import levels_told, shares_across, shares_question
from pmo_core.intake.reshape.scenario_rows import fold
from pmo_core.intake.reshape.survey import survey
from pmo_core.intake.reshape.two_dates import parted_dates
from pmo_core.intake.reshape.two_grades import parted_grades
from pmo_core.intake.reshape.undated import PERIOD, dated
from pmo_core.intake.reshape.unpivot import unpivot
from pmo_core.intake.reshape.wide import PERIODS
from pmo_core.intake.reshape.year_parts import joined_period
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.cells import Column
from pmo_core.intake.wording.headers import normalise
from pmo_core.intake.wording.units import currency_headers
from pmo_core.model import Kind


@dataclass(frozen=True)
class Shaped:
    """A table in its final shape, its columns, and what was recognised in it."""

    raw: RawTable
    options: Options
    columns: dict[str, Column]
    found: Recognised

    @property
    def unclear(self) -> bool:
        """Whether the kind must be asked or a required field has no column."""
        return bool(self.found.match.lacking) or any(one.id == "kind" for one in self.found.questions)


def reshaped(raw: RawTable, options: Options, *, today: date) -> Shaped:
    """
    Recognise a table and turn it to one row per thing.

    Columns that the user named and that only come into being here (a joined target) count from then on.

    Raises:
        MappingError: If a named column is neither in the file nor made of it.
        IntakeError: If an answer cannot hold.
    """
    if options.usual_currency and any(normalise(header) in currency_headers() for header in raw.headers):
        options = replace(options, usual_currency=None)  # each row names its own
    if not raw.questions:
        raw = blocks_below(raw) or raw
        raw = levels_told(raw) or parted_dates(raw, pivot=today.year) or parted_grades(raw) or raw
    if options.said("rating") == JOINED and not raw.questions:
        raw = _with_one_rating(raw, options, today=today)
    first = _recognised(raw, _present(options, raw.headers), today=today)
    shaped = _asked_as_survey(_by_period(first, today=today), today=today)
    shaped = _folded(_joined(_aligned(shaped, today=today), today=today), today=today)
    shaped = _dated(shaped, today=today)
    if shaped is first and first.options == options:
        return first
    own = replace(
        shaped.options, mapping={**shaped.options.mapping, **options.mapping}, answers=options.answers
    )
    return _recognised(shaped.raw, own, today=today)


def _with_one_rating(raw: RawTable, options: Options, *, today: date) -> RawTable:
    free = {name: text for name, text in options.mapping.items() if name != "rating"}
    seen = _recognised(raw, _present(replace(options, mapping=free), raw.headers), today=today)
    return joined_ratings(raw, seen.found, columns=seen.columns) or raw


def _recognised(raw: RawTable, options: Options, *, today: date) -> Shaped:
    columns = {h: Column(h, texts, raw.rows) for h, texts in zip(raw.headers, raw.columns, strict=True)}
    samples = Samples.of(columns.values(), repeated=raw.repeated, pivot=today.year)
    label = f"{raw.source.label} {raw.source.sheet or ''}"
    return Shaped(raw, options, columns, recognise(samples, options, label=label))


def _present(options: Options, headers: Sequence[str]) -> Options:
    """The options without the columns that are not in the file as it stands."""

    def there(field: str, text: str) -> bool:
        try:
            return text.strip() in ("", "-") or bool(column_named(text, headers, field=field))
        except MappingError:
            return False

    mapping = {name: text for name, text in options.mapping.items() if there(name, text)}
    answers = {
        name: text for name, text in options.answers.items() if name[:4] != "map." or there(name, text)
    }
    return (
        options
        if (mapping, answers) == (options.mapping, options.answers)
        else replace(options, mapping=mapping, answers=answers)
    )


def _by_period(shaped: Shaped, *, today: date) -> Shaped:
    raw, options, found = shaped.raw, shaped.options, shaped.found
    listed = found.kind is Kind.PROJECTS  # or rather a table with a column per year
    if not (shaped.unclear or listed) or raw.questions or options.said("unpivot") == "none":
        return shaped
    told = found.kind if options.kind or options.said("kind") else None
    dateless = found.kind is Kind.KPIS and ("period",) in found.match.lacking
    least = 1 if dateless else PERIODS  # a measure without a date of its own: its headers are the dates
    mostly = not shaped.unclear
    wide = unpivot(raw, told=told, options=options, pivot=today.year, mostly=mostly, least=least)
    return _recognised(wide[1], replace(options, kind=wide[0]), today=today) if wide else shaped


def _asked_as_survey(shaped: Shaped, *, today: date) -> Shaped:
    raw, options = shaped.raw, shaped.options
    told = bool(options.kind or options.said("kind"))
    if not shaped.unclear or raw.questions or options.said("unpivot") == "none":
        return shaped
    if told and shaped.found.kind is not Kind.FEEDBACK:
        return shaped
    long = survey(raw, options, told=told)
    return _recognised(long, replace(options, kind=Kind.FEEDBACK), today=today) if long else shaped


def _aligned(shaped: Shaped, *, today: date) -> Shaped:
    raw, options, found = shaped.raw, shaped.options, shaped.found
    said = options.kind or options.said("kind")
    if raw.questions or (said and not (found.kind is Kind.ALIGNMENT and found.match.lacking)):
        return shaped
    if said:
        long = shares_across(raw, found.mapping)
        return _recognised(long, replace(options, kind=Kind.ALIGNMENT), today=today) if long else shaped
    asked = found.questions or found.kind is not Kind.PROJECTS
    question = None if asked else shares_question(raw, found.mapping)
    return replace(shaped, raw=replace(raw, questions=(question,))) if question else shaped


def _joined(shaped: Shaped, *, today: date) -> Shaped:
    raw, options, found = shaped.raw, shaped.options, shaped.found
    if found.kind is not Kind.KPIS or raw.questions or "period" in options.mapping:
        return shaped
    joined = joined_period(raw, found.mapping)
    if joined is None:
        return shaped
    mapping = {**options.mapping, "period": joined[1]}
    return _recognised(joined[0], replace(options, kind=Kind.KPIS, mapping=mapping), today=today)


def _folded(shaped: Shaped, *, today: date) -> Shaped:
    raw, options, found = shaped.raw, shaped.options, shaped.found
    if found.kind is not Kind.KPIS or raw.questions or options.said("measure") == "none":
        return shaped
    folded = fold(raw, mapping=found.mapping)
    if folded is None:
        return shaped
    mapping = {**options.mapping, "target": folded[1]}
    return _recognised(folded[0], replace(options, kind=Kind.KPIS, mapping=mapping), today=today)


def _dated(shaped: Shaped, *, today: date) -> Shaped:
    """Figures of which only the period is lacking take that of the file."""
    raw, options, found = shaped.raw, shaped.options, shaped.found
    asked = raw.questions or any(one.id == "kind" for one in found.questions)
    if found.kind is not Kind.KPIS or asked or found.match.lacking != DATELESS:
        return shaped
    made = dated(raw, options, today=today)
    if made is None:
        return shaped
    if made.question:
        return replace(shaped, raw=replace(raw, questions=(made.question,)))
    mapping = {**options.mapping, "period": PERIOD}
    return _recognised(made.raw, replace(options, kind=Kind.KPIS, mapping=mapping), today=today)
