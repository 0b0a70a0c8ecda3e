"""From one line per project to one row per project and reporting date: dates, money, progress, ratings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from story.benefits import benefit_so_far
from story.clock import DATES, Dice
from story.gaps import (
    COMMENTS,
    EXCLUSIVE,
    FOLLOWS_BUDGET,
    HOLES,
    KEY_COMMENTS,
    REACHED,
    RENAMES,
    REQUIRES,
    WATERMELONS,
)
from story.people import project_owner, sponsor
from story.plan import budget_at, finish_at, planned_finish, start_of
from story.portfolio import DEPARTMENTS, PROJECTS, Project

Row = dict[str, object]

RATINGS = {"G": "Green", "g": "Amber/Green", "A": "Amber", "r": "Amber/Red", "R": "Red"}
STEPS = "GgArR"
COST_OF_PROGRESS = {"G": 101, "g": 104, "A": 109, "r": 117, "R": 126, "?": 106, "H": 108}
RISK = {"G": 2, "g": 2, "A": 3, "r": 4, "R": 5, "?": 3, "H": 3}


def project_rows() -> list[Row]:
    """Give the whole report, by reporting date and project."""
    rows = [row for project in PROJECTS for row in _history(project)]
    return sorted(rows, key=lambda row: (str(row["as_of"]), str(row["project_id"])))


def _history(project: Project) -> Iterator[Row]:
    spent, progress = 0, 0
    for quarter, letter in enumerate(project.path):
        if letter == ".":
            continue
        row = _plan(project, quarter)
        progress = max(progress, _progress(project, quarter))
        spent = max(spent, _spent(project, quarter, progress))
        row |= _judgement(project, quarter, progress) | _money(project, quarter, progress, spent)
        yield _with_gaps(row, project.project_id, quarter)


def _plan(project: Project, quarter: int) -> Row:
    number, as_of = project.project_id, DATES[quarter]
    renamed, old_name = RENAMES.get(number, (0, ""))
    finish = finish_at(project, quarter)
    return {
        "project_id": number,
        "name": old_name if quarter < renamed else project.name,
        "aliases": old_name if quarter >= renamed else "",
        "as_of": as_of,
        "department": DEPARTMENTS[project.department],
        "category": project.category,
        "owner": project_owner(project, quarter),
        "sponsor": sponsor(project),
        "horizon": project.horizon,
        "start": start_of(project),
        "finish": finish,
        "baseline_finish": planned_finish(project),
        "done": finish if project.path[quarter] == "D" else "",
        "requires": REQUIRES.get(number, ""),
        "exclusive_group": EXCLUSIVE.get(number, ""),
    }


def _elapsed(project: Project, quarter: int, finish: date) -> int:
    """Share of the time from start to finish that has passed, in 1/1000, clipped."""
    start = start_of(project)
    passed = (DATES[quarter] - start).days
    return min(1000, max(0, 1000 * passed // max(1, (finish - start).days)))


def _progress(project: Project, quarter: int) -> int:
    """Per cent complete; work that is not declared done stays below 97."""
    letter = project.path[quarter]
    if letter == "D":
        return 100
    if letter in "CH":  # stopped or held: what had been reached stays
        return REACHED.get(project.project_id, 0)
    return min(96, _elapsed(project, quarter, finish_at(project, quarter)) // 10)


def _last_letter(project: Project, quarter: int) -> str:
    """The rating letter in force: the last one given before a project was finished, stopped or held."""
    given = [letter for letter in project.path[: quarter + 1] if letter in STEPS or letter == "?"]
    return given[-1] if given else "?"


def _spent(project: Project, quarter: int, progress: int) -> int:
    if project.path[quarter] == "C":
        return 0
    factor = COST_OF_PROGRESS[_last_letter(project, quarter)] + Dice(project.project_id, "cost").roll(9) - 5
    if project.project_id in WATERMELONS and quarter >= 3:
        factor = 10_000 // WATERMELONS[project.project_id][0]
    cost = budget_at(project, quarter) * progress * factor // 10_000
    return cost // 1000 * 1000


def _judgement(project: Project, quarter: int, progress: int) -> Row:
    letter, last = project.path[quarter], _last_letter(project, quarter)
    dice = Dice(project.project_id, "judgement")
    urgency = min(5, max(1, project.short_term_value // 2 + dice.roll(2)))
    return {
        "stage": _stage(project, quarter, progress),
        "status": _status(project, quarter),
        "rating": RATINGS.get(last, ""),
        "second_rating": _assurance(project, quarter),
        "percent_complete": progress,
        "short_term_value": project.short_term_value,
        "long_term_value": project.long_term_value,
        "risk": min(5, max(1, RISK[letter if letter in RISK else last] + dice.roll(3) - 1)),
        "urgency": urgency,
        "effort": 40 + project.budget // 40_000 + dice.roll(90),
        "priority": ("Low", "Low", "Medium", "Medium", "High", "High")[urgency],
        "commentary": _comment(project, quarter),
    }


def _status(project: Project, quarter: int) -> str:
    fixed = {"D": "Completed", "C": "Cancelled", "H": "On hold"}
    waiting = start_of(project) > DATES[quarter]
    return fixed.get(project.path[quarter], "Not started" if waiting else "In progress")


def _stage(project: Project, quarter: int, progress: int) -> str:
    letter = project.path[quarter]
    if letter in "DC":
        return {"D": "Closed", "C": "Stopped"}[letter]
    borders = ((1, "Business case"), (15, "Design"), (85, "Delivery"))
    return next((stage for border, stage in borders if progress < border), "Closing")


def _assurance(project: Project, quarter: int) -> str:
    """The independent view: only on large projects, a quarter old, often one step darker."""
    last = _last_letter(project, quarter)
    if project.project_id in WATERMELONS and quarter >= 5:
        return WATERMELONS[project.project_id][1]
    if project.budget < 9_000_000 or last == "?" or project.path[quarter] in "DC":
        return ""
    darker = int(Dice(project.project_id, "assurance").chance(35))
    return RATINGS[STEPS[min(4, STEPS.index(last) + darker)]]


def _comment(project: Project, quarter: int) -> str:
    written = KEY_COMMENTS.get((project.project_id, quarter))
    if written is not None:
        return written
    choices = COMMENTS.get(project.path[quarter], ("",))
    return Dice(project.project_id, "comment", quarter).pick(choices)


def _money(project: Project, quarter: int, progress: int, spent: int) -> Row:
    budget = budget_at(project, quarter)
    closed = project.path[quarter] in "DC"
    earned = max(1, budget * progress // 100)
    at_this_pace = spent + (budget - earned) * max(100, 100 * spent // earned) // 100
    planned = budget * _elapsed(project, quarter, planned_finish(project)) // 1000
    running = 110 + Dice(project.project_id, "running").roll(70)
    return {
        "budget": budget,
        "actual_cost": spent,
        "forecast_cost": spent if closed else at_this_pace // 10_000 * 10_000,
        "whole_life_cost": budget * running // 100 // 10_000 * 10_000,
        "planned_value": planned // 1000 * 1000,
    } | benefit_so_far(project, quarter)


def _with_gaps(row: Row, number: str, quarter: int) -> Row:
    for (project_id, field), (since, text) in HOLES.items():
        if project_id == number and quarter >= since and field in ("done", *row):
            row[field] = text
            if field == "budget":
                row |= dict.fromkeys(FOLLOWS_BUDGET, text)
    return row
