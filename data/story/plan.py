"""When a project starts and finishes and what it may cost, as the report of each quarter saw it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from story.clock import DATES, Dice, day_in, later
from story.gaps import OVERDUE
from story.portfolio import BUDGETS, PROJECTS, Project, pounds

SLIP_WEIGHT = {"G": 0, "g": 1, "A": 3, "r": 5, "R": 6, "?": 1, "H": 2}


def budget_at(project: Project, quarter: int) -> int:
    """Give the budget in pounds that the report of a quarter shows."""
    changes = BUDGETS.get(project.project_id, {})
    since = [number for number in changes if number <= quarter]
    return pounds(changes[max(since)]) if since else project.budget


def finish_at(project: Project, quarter: int) -> date:
    """Give the finish as forecast then: it moves from baseline to last known, mostly in bad quarters."""
    dice = Dice(project.project_id, "finish")
    baseline, last = planned_finish(project), day_in(project.finish, dice)
    letters = [(i, letter) for i, letter in enumerate(project.path) if letter in SLIP_WEIGHT]
    if all(
        letter == "G" for _, letter in letters
    ):  # green all the way: whatever slips, slips unseen and evenly
        letters = [(i, "g") for i, _ in letters]
    weights = [(i, SLIP_WEIGHT[letter]) for i, letter in letters]
    total = sum(weight for _, weight in weights)
    if project.path[quarter] == "D":
        return last
    moved = sum(weight for i, weight in weights if i <= quarter)
    finish = later(baseline, (last - baseline).days * moved // total)
    open_still = project.project_id not in OVERDUE and finish <= DATES[quarter]
    return later(DATES[quarter], 20 + dice.roll(40)) if open_still else finish


def planned_finish(project: Project) -> date:
    """Give the finish in the plan of record."""
    if project.baseline == project.finish:
        return day_in(project.finish, Dice(project.project_id, "finish"))
    return day_in(project.baseline, Dice(project.project_id, "baseline"))


def start_of(project: Project) -> date:
    """Give the day on which a project started or will start."""
    return day_in(project.start, Dice(project.project_id, "start"))


def check_story() -> None:
    """Stop when a line of the table contradicts itself, before anything is written."""
    for project in PROJECTS:
        if len(project.path) != len(DATES):
            raise ValueError(f"{project.project_id}: a letter per reporting date, please")
        for quarter, (before, letter) in enumerate(pairwise(project.path), start=1):
            landed = finish_at(project, quarter)
            if letter == "D" != before and not DATES[quarter - 1] < landed <= DATES[quarter]:
                raise ValueError(f"{project.project_id}: done on {landed}, not in quarter {quarter}")
