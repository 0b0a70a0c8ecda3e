"""Wide tables: which headers are periods, in which year, and what a row under them can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.days import month_named
from pmo_core.intake.values.figures import read_number
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.values.money import read_cell
from pmo_core.intake.values.periods import Calendar, read_period
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import Choice, FieldType, Guess, Kind, Question

PERIODS: Final = 3
"""From this many headers that are periods on, a table is wide."""

YEARS: Final = range(1990, 2080)
"""Years that a title or a file name can mean."""

_QUARTER: Final = re.compile(r"[qt]\s?([1-4])", re.I)
_YEAR: Final = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/-]\d|\d)")
_OF_PROJECTS: Final = frozenset(
    {
        *(
            "start",
            "finish",
            "baseline_finish",
            "done",
            "status",
            "stage",
            "owner",
            "sponsor",
            "rating",
            "risk",
        ),
        *("percent_complete", "budget", "actual_cost", "forecast_cost", "whole_life_cost", "effort"),
        *("priority", "planned_benefit", "realised_benefit"),
    }
)
"""Fields whose words beside the periods say that a row may be a project."""


@dataclass(frozen=True)
class Wide:
    """The headers that are periods with the text of each period, the other headers, and what is open."""

    periods: dict[str, str]
    beside: tuple[str, ...]
    by_year: bool
    guess: Guess | None = None
    question: Question | None = None


def find_wide(raw: RawTable, options: Options, *, pivot: int) -> Wide | None:
    """
    The periods among the headers of a table; None if it is not wide.

    Args:
        raw: The table as it was read.
        options: What the user said: a year for months that name none.
        pivot: This year; years of two digits lie around it.
    """
    calendar = Calendar(pivot)
    numeric = [header for header in raw.headers if _over_numbers(raw, header)]
    spans = {header: span for header in numeric if (span := read_period(header.strip(), calendar=calendar))}
    if len(spans) >= PERIODS:
        beside = tuple(header for header in raw.headers if header not in spans)
        by_year = all(span.grain in ("year", "fiscal_year") for span in spans.values())
        return Wide({header: header.strip() for header in spans}, beside, by_year)
    months = {header: month for header in numeric if (month := month_named(normalise(header)))}
    quarters = {header: int(found[1]) for header in numeric if (found := _QUARTER.fullmatch(header.strip()))}
    if len(months) >= PERIODS:
        return _yearless(raw, months, options, pivot=pivot, form="{year}-{part:02d}")
    return (
        _yearless(raw, quarters, options, pivot=pivot, form="Q{part} {year}")
        if len(quarters) >= PERIODS
        else None
    )


def _over_numbers(raw: RawTable, header: str) -> bool:
    present = [text for text in raw.column(header) if missing_kind(text, FieldType.NUMBER) is None]
    numbers = sum(bool(read_number(text) or read_cell(text)) for text in present)
    return bool(present) and numbers * 5 >= len(present) * 4


def _yearless(raw: RawTable, parts: dict[str, int], options: Options, *, pivot: int, form: str) -> Wide:
    """Months or quarters without a year: told, named once in a title or the file name, else asked."""
    beside = tuple(header for header in raw.headers if header not in parts)
    said = options.said("year")
    if said and not (said.isdecimal() and int(said) in YEARS):
        raise IntakeError(f"{said!r} is not a year.", fix=f"Answer with a year such as {pivot}.")
    texts = (*raw.source.title_lines, PurePath(raw.source.label).stem.replace("_", " "))
    named = sorted({int(year) for text in texts for year in _YEAR.findall(text) if int(year) in YEARS})
    first = next(iter(parts))
    year = int(said) if said else named[0] if len(named) == 1 else None
    if year is None:
        return Wide(
            dict.fromkeys(parts, ""), beside, False, question=_year_question(first, named, options, pivot)
        )
    why = "as you said" if said else "in the title or the file name"
    guess = Guess("year", str(year), f"{first}: {why}", (), "sure" if said else "likely")
    periods: dict[str, str] = {}
    before = 0
    for header, part in parts.items():
        year += part < before  # Apr … Dec, Jan … Mar: the year turns
        periods[header] = form.format(year=year, part=part)
        before = part
    return Wide(periods, beside, False, guess=guess)


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


def meant(wide: Wide, raw: RawTable) -> tuple[Kind, ...]:
    """The kinds that a wide table can be: one if its other headers say so, several if it must be asked."""
    own = [header for header in wide.beside if normalise(header) not in synonyms(Kind.PROJECTS)]
    kpi = _fields(own, Kind.KPIS) & {"name", "kpi_id"}
    project = bool(_fields(wide.beside, Kind.PROJECT_COSTS) & {"project_id"})
    more = bool(_fields(wide.beside, Kind.PROJECTS) & _OF_PROJECTS)
    if kpi:
        return (Kind.KPIS,)
    if project and wide.by_year and not more:
        return (Kind.PROJECT_COSTS,)
    if project or more or _in_money(wide, raw):
        costs = (Kind.PROJECT_COSTS,) if wide.by_year else ()
        return (Kind.PROJECTS, *costs, Kind.KPIS)
    return (Kind.KPIS,)


def _fields(headers: Iterable[str], kind: Kind) -> set[str]:
    """The fields of a kind that headers name outright."""
    found = (synonyms(kind).get(normalise(header), ()) for header in headers)
    return {synonym.field for several in found for synonym in several if synonym.strong}


def _in_money(wide: Wide, raw: RawTable) -> bool:
    texts = (text for header in wide.periods for text in raw.column(header))
    cells = (read_cell(text) for text in texts if not text.isdecimal())
    return any(cell and (cell.unit.currency or cell.unit.shared) for cell in cells)


def kind_question(wide: Wide, kinds: Sequence[Kind]) -> Question:
    """Ask what a wide table with the headers of projects holds."""
    first, *_, last = wide.periods
    says = {
        Kind.PROJECTS: f"each row is a project; {first} to {last} are left out",
        Kind.PROJECT_COSTS: f"each row and year is a cost of a project, {first} to {last}",
        Kind.KPIS: f"each row and period is a reading of a measure, {first} to {last}",
    }
    beside = ", ".join(header[:40] for header in wide.beside[:8])
    return Question(
        "kind",
        "What do the columns with a period each hold?",
        tuple(Choice(kind.value, says[kind]) for kind in kinds),
        f"--kind {kinds[0].value}",
        f"{first} to {last} stand beside {beside}.",
    )
