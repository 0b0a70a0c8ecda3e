"""Wide tables: which headers are periods, in which year, and what a row under them can mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.reshape.scenario import Scenario, scenario, sums_up
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.days import month_named
from pmo_core.intake.values.figures import read_number
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.values.money import read_cell
from pmo_core.intake.values.period_headers import PeriodHeader, read_period_header, shared_unit
from pmo_core.intake.values.periods import Calendar
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import Choice, FieldType, Guess, Kind, Question

PERIODS: Final = 3
"""From this many headers that are periods on, a table is wide."""

YEARS: Final = range(1990, 2080)
"""Years that a title or a file name can mean."""

_YEAR: Final = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/-]\d|\d)")


@dataclass(frozen=True)
class Wide:
    """
    The headers that are periods with the text of each period, the other headers, and what is open.

    `scenarios` says of such a header whether it is an actual, a target, a forecast or a year to date; `sums`
    are headers of totals over the periods, which are no points; `unit` is the one that the headers share.
    `ratings` are the headers of a rating by the text of its period, `others` what else stands per period.
    """

    periods: dict[str, str]
    beside: tuple[str, ...]
    by_year: bool
    scenarios: Mapping[str, Scenario]
    sums: tuple[str, ...] = ()
    ratings: Mapping[str, str] = field(default_factory=dict[str, str])
    others: tuple[str, ...] = ()
    unit: str | None = None
    guess: Guess | None = None
    question: Question | None = None


def find_wide(raw: RawTable, options: Options, *, pivot: int, least: int = PERIODS) -> Wide | None:
    """
    The periods among the headers of a table; None if it is not wide.

    Args:
        raw: The table as it was read.
        options: What the user said: a year for months that name none.
        pivot: This year; years of two digits lie around it.
        least: How many periods make a table wide; parts of a year that name none are at least two.
    """
    calendar = Calendar(pivot)
    read = {header: read_period_header(header, calendar=calendar) for header in raw.headers}
    numeric = [one for header, one in read.items() if one and _over_numbers(raw, header)]
    parts = max(least, 2)
    whole = _alike([one for one in numeric if not one.part], least)
    months = _alike([one for one in numeric if one.part and not one.quarter], parts)
    quarters = _alike([one for one in numeric if one.quarter], parts)
    if whole:
        return _beside_periods(raw, _wide(raw, whole, {one.header: one.text for one in whole}), read)
    if months:
        wide = _yearless(raw, months, options, pivot=pivot, form="{year}-{part:02d}")
        return _beside_periods(raw, wide, read)
    beyond = any(
        re.fullmatch(r"[qt]\s?\d+", header.strip(), re.I) for header in raw.headers if read[header] is None
    )
    if quarters and not beyond:  # Q1 to Q7 are questions
        wide = _yearless(raw, quarters, options, pivot=pivot, form="Q{part} {year}")
        return _beside_periods(raw, wide, read)
    return None


def _beside_periods(raw: RawTable, wide: Wide, read: Mapping[str, PeriodHeader | None]) -> Wide:
    """What stands per period beside the figures belongs to its period: not to all, and no dimension."""
    texts = {one.text: period for header, period in wide.periods.items() if (one := read[header])}
    ratings: dict[str, str] = {}
    others: list[str] = []
    for header in wide.beside:
        one = read[header]
        if one is None or not any(text.strip() for text in raw.column(header)):
            continue
        if one.text not in texts:  # of a period without a figure: texts are no label of the others
            others += [header] if one.label and not _over_numbers(raw, header) else []
            continue
        means = {found.field for found in synonyms(Kind.KPIS).get(normalise(one.label), ())}
        if "rating" in means and texts[one.text] not in ratings:
            ratings[texts[one.text]] = header
        else:
            others.append(header)
    gone = {*ratings.values(), *others}
    beside = tuple(header for header in wide.beside if header not in gone)
    return replace(wide, beside=beside, ratings=ratings, others=tuple(others))


def _alike(found: Sequence[PeriodHeader], least: int) -> list[PeriodHeader]:
    """The headers with a period and nothing else, or with words of a scenario, or all with the same words."""
    labels = Counter(one.label for one in found if not scenario(one.label))
    often = [label for label, n in labels.items() if n >= least]
    if len(often) > 1 or (labels.get("") and "" not in often and often):
        return []  # several measures side by side: which is which must be asked
    common = often[0] if often else ""
    if common and any(scenario(one.label) for one in found):
        return []
    kept = [one for one in found if one.label == common or scenario(one.label)]
    return kept if len({one.text for one in kept}) >= least else []


def _wide(raw: RawTable, found: Sequence[PeriodHeader], periods: dict[str, str]) -> Wide:
    others = [header for header in raw.headers if header not in periods]
    sums = tuple(header for header in others if _is_sum(raw, header))
    return Wide(
        periods,
        tuple(header for header in others if header not in sums),
        all(one.yearly for one in found),
        {one.header: named for one in found if (named := scenario(one.label))},
        sums,
        unit=shared_unit(found),
    )


def _is_sum(raw: RawTable, header: str) -> bool:
    """A total, an average or a year to date; or a quarter without a year beside the months."""
    quarter = re.fullmatch(r"[qth]\s?[1-4]", header.strip(), re.I)
    return bool(quarter or sums_up(normalise(header))) and _over_numbers(raw, header)


def _over_numbers(raw: RawTable, header: str) -> bool:
    present = [text for text in raw.column(header) if missing_kind(text, FieldType.NUMBER) is None]
    numbers = sum(bool(read_number(text) or read_cell(text)) for text in present)
    return bool(present) and numbers * 5 >= len(present) * 4


def _yearless(
    raw: RawTable, found: Sequence[PeriodHeader], options: Options, *, pivot: int, form: str
) -> Wide:
    """Months or quarters without a year: told, named once in a title or the file name, else asked."""
    said = options.said("year")
    if said and not (said.isdecimal() and int(said) in YEARS):
        raise IntakeError(f"{said!r} is not a year.", fix=f"Answer with a year such as {pivot}.")
    texts = (*raw.source.title_lines, PurePath(raw.source.label).stem.replace("_", " "))
    named = sorted({int(year) for text in texts for year in _YEAR.findall(text) if int(year) in YEARS})
    first = found[0].text
    year = int(said) if said else named[0] if len(named) == 1 else None
    if year is None:
        wide = _wide(raw, found, {one.header: "" for one in found})
        return replace(wide, question=_year_question(first, named, options, pivot))
    why = "as you said" if said else "in the title or the file name"
    guess = Guess("year", str(year), f"{first}: {why}", (), "sure" if said else "likely")
    periods: dict[str, str] = {}
    before = 0
    for part in dict.fromkeys(one.part for one in found):
        year += part < before  # Apr … Dec, Jan … Mar: the year turns
        same = [one.header for one in found if one.part == part]
        periods |= dict.fromkeys(same, form.format(year=year, part=part))
        before = part
    return replace(_wide(raw, found, periods), guess=guess)


def _year_question(first: str, named: Sequence[int], options: Options, pivot: int) -> Question:
    told = [options.as_of.year] if options.as_of else []
    years = list(dict.fromkeys([*told, *named, pivot, pivot - 1]))
    return Question(
        "year",
        "In which year do the months of this file begin?"
        if month_named(normalise(first))
        else "Which year is it?",
        tuple(Choice(str(year), f"{first} → {first} {year}") for year in years),
        f"--answer year={years[0]}",
        f"The columns from {first} on are parts of a year, and nothing says of which.",
    )
