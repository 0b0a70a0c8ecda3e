"""What the rows of a wide table are: readings of measures, costs of projects, or projects themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pmo_core.intake.reshape.wide import Wide
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.money import read_cell
from pmo_core.intake.values.period_headers import read_period_header
from pmo_core.intake.values.periods import Calendar
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import Choice, FieldType, Kind, Question

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
    measured = _fields(wide.beside, Kind.KPIS) - {"name", "kpi_id"} or wide.scenarios or wide.ratings
    return (Kind.KPIS,) if measured else (Kind.KPIS, Kind.PROJECTS)  # names beside months: staff, perhaps


def money_named(wide: Wide, *, pivot: int) -> str | None:
    """The field of money whose name all headers of periods share: budget; None if there is none."""
    read = [read_period_header(header, calendar=Calendar(pivot)) for header in wide.periods]
    labels = {one.label for one in read if one}
    found = synonyms(Kind.PROJECTS).get(normalise(labels.pop()), ()) if len(labels) == 1 else ()
    money = (one.field for one in found if field_named(Kind.PROJECTS, one.field).type is FieldType.MONEY)
    return next(money, None)


def _fields(headers: Iterable[str], kind: Kind) -> set[str]:
    """The fields of a kind that headers name outright."""
    found = (synonyms(kind).get(normalise(header), ()) for header in headers)
    return {synonym.field for several in found for synonym in several if synonym.strong}


def _in_money(wide: Wide, raw: RawTable) -> bool:
    texts = (text for header in wide.periods for text in raw.column(header))
    cells = (read_cell(text) for text in texts if not text.isdecimal())
    return any(cell and (cell.unit.currency or cell.unit.shared) for cell in cells)


def kind_question(wide: Wide, kinds: Sequence[Kind], *, pivot: int) -> Question:
    """Ask what a wide table with the headers of projects holds."""
    first, *_, last = wide.periods
    beside = wide.by_year and money_named(wide, pivot=pivot)
    kept = "load as its costs per year" if beside else "are left out"
    says = {
        Kind.PROJECTS: f"each row is a project; {first} to {last} {kept}",
        Kind.PROJECT_COSTS: f"each row and year is a cost of a project, {first} to {last}",
        Kind.KPIS: f"each row and period is a reading of a measure, {first} to {last}",
    }
    others = ", ".join(header[:40] for header in wide.beside[:8])
    return Question(
        "kind",
        "What do the columns with a period each hold?",
        tuple(Choice(kind.value, says[kind]) for kind in kinds),
        f"--kind {kinds[0].value}",
        f"{first} to {last} stand beside {others}.",
    )
