"""What the projects promise and what has landed, and how their money falls on the years."""

from __future__ import annotations

from datetime import date
from functools import cache

from story.clock import DATES, LAST, Dice
from story.gaps import HOLES
from story.plan import budget_at, finish_at, planned_finish, start_of
from story.portfolio import PROJECTS, Project

Row = dict[str, object]

# Per horizon: number of dated benefits, months between them, total in per cent of the first budget.
RHYTHM = {"Short": (4, 3, 90), "Medium": (4, 6, 170), "Long": (6, 12, 260), "": (4, 3, 80)}
PROMISE_NOTHING = frozenset({"P125", "P155", "P163", "P164", "P165", "P401", "P402", "P403"})
NEVER_MEASURED = frozenset({"P109", "P112", "P118", "P126", "P131"})
"""Delivered, but nobody has counted what they brought: blank, which is not zero."""


def benefit_rows() -> list[Row]:
    """Give planned and realised benefits, by project and date."""
    return [row for project in PROJECTS for row in _benefits(project)]


@cache
def _benefits(project: Project) -> tuple[Row, ...]:
    if project.project_id in PROMISE_NOTHING:
        return ()
    count, step, per_cent = RHYTHM[project.horizon]
    dice = Dice(project.project_id, "benefit")
    total = project.budget * (per_cent + dice.roll(60) - 20) // 100
    planned = total // count // 1000 * 1000
    dates = [_month_end(planned_finish(project), step * (number + 1)) for number in range(count)]
    return tuple(
        {"project_id": project.project_id, "date": day, "planned": planned,
         "realised": _realised(project, day, planned, share=72 + dice.roll(42))}
        for day in dates
    )  # fmt: skip


def _realised(project: Project, day: date, planned: int, *, share: int) -> int | str:
    """Give the counted benefit, or blank while the project runs or where nobody counts."""
    delivered = [DATES[quarter] for quarter, letter in enumerate(project.path) if letter == "D"]
    if project.project_id in NEVER_MEASURED or not delivered or not delivered[0] <= day <= LAST:
        return ""
    return planned * share // 100 // 1000 * 1000


def benefit_so_far(project: Project, quarter: int) -> Row:
    """Sum up what the report of a quarter says about a project's benefit; blank where nothing is known."""
    rows, as_of = _benefits(project), str(DATES[quarter])
    landed = [row["realised"] for row in rows if str(row["date"]) <= as_of and row["realised"] != ""]
    promised = [row["planned"] for row in rows]
    return {
        "planned_benefit": sum(map(_whole, promised)) if promised else "",
        "realised_benefit": sum(map(_whole, landed)) if landed else "",
    }


def _whole(cell: object) -> int:
    return int(str(cell))


def _month_end(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months + 1
    return date.fromordinal(date(index // 12, index % 12 + 1, 1).toordinal() - 1)


def cost_rows() -> list[Row]:
    """Give the last budget of each open project by calendar year; the years add up to the budget."""
    rows: list[Row] = []
    for project in PROJECTS:
        unknown = {(project.project_id, field) for field in ("budget", "finish")} & set(HOLES)
        if project.path[-1] not in "DC." and not unknown:
            rows += _years(project)
    return rows


def _years(project: Project) -> list[Row]:
    start, finish = start_of(project), finish_at(project, len(DATES) - 1)
    years = range(start.year, min(finish.year, start.year + 9) + 1)
    days = {year: (min(finish, date(year, 12, 31)) - max(start, date(year, 1, 1))).days + 1 for year in years}
    budget, rest = budget_at(project, len(DATES) - 1), sum(days.values())
    rows: list[Row] = []
    for year, count in days.items():
        amount = budget * count // rest if year != years[-1] else budget
        amount = amount // 10_000 * 10_000 if year != years[-1] else amount
        rows.append({"project_id": project.project_id, "year": year, "amount": amount})
        budget, rest = budget - amount, rest - count
    return rows
