"""Scenarios that a portfolio keeps: saved, renamed, deleted, or adopted as its new base."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pmo_core.errors import NotFound, ScenarioError
from pmo_core.importing.adding import new_note
from pmo_core.importing.before import Before
from pmo_core.importing.commit import save, settled
from pmo_core.importing.entry import Entered
from pmo_core.importing.settings import Declared, part_of, save_part_of, save_settings
from pmo_core.importing.typed import Row
from pmo_core.limits import SCENARIOS_OF_A_PORTFOLIO
from pmo_core.look import plural
from pmo_core.model import Grant, Kind
from pmo_core.plan import Criterion, Plan, SavedPlan
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import read_settings


def scenarios(db: Database, portfolio: str) -> dict[str, SavedPlan]:
    """The scenarios that a portfolio keeps now, by name."""
    held = read_settings(db, snapshots.snapshot(db, portfolio)).scenarios
    return {saved.name: saved for saved in held}


def save_scenario(db: Database, portfolio: str, *, saved: SavedPlan, grant: Grant, today: date) -> int:
    """
    Keep a plan under its name; one that is there under it is replaced. Returns the version.

    Raises:
        ScenarioError: If the name cannot hold, or there are SCENARIOS_OF_A_PORTFOLIO of other names.
    """
    declared = Kind.SETTINGS in versions.current(db, portfolio)  # else the portfolio may be new
    others = len(scenarios(db, portfolio).keys() - {saved.name}) if declared else 0
    if others >= SCENARIOS_OF_A_PORTFOLIO:
        raise ScenarioError(
            f"{portfolio!r} keeps {plural(others, 'scenario')} already.", fix="Delete one that nobody needs."
        )
    return _declare(db, portfolio, {saved.name: saved}, grant=grant, today=today)


def rename_scenario(db: Database, portfolio: str, *, name: str, to: str, grant: Grant, today: date) -> int:
    """
    Give a scenario another name, in one version.

    Raises:
        NotFound: If there is none of that name.
        ScenarioError: If the new name is taken or cannot hold.
    """
    held = scenarios(db, portfolio)
    saved = _known(held, name)
    if to in held:
        raise ScenarioError(
            f"There is a scenario {to!r} already.", fix="Take another name, or delete that one."
        )
    return _declare(db, portfolio, {name: None, to: replace(saved, name=to)}, grant=grant, today=today)


def delete_scenario(db: Database, portfolio: str, *, name: str, grant: Grant, today: date) -> int:
    """
    Keep a scenario no longer; undo brings it back.

    Raises:
        NotFound: If there is none of that name.
    """
    _known(scenarios(db, portfolio), name)
    return _declare(db, portfolio, {name: None}, grant=grant, today=today)


def adopt(
    db: Database,
    portfolio: str,
    *,
    name: str,
    plan: Plan,
    criteria: Sequence[Criterion],
    reason: str,
    grant: Grant,
    today: date,
) -> Entered:
    """
    Make a plan the base of the portfolio: its weights, budget and rules are declared, the decision is noted.

    Args:
        db: The store.
        portfolio: Whose base.
        name: What the plan is called, in the decision and the history.
        plan: What is adopted; a budget of None leaves the declared one.
        criteria: Those of the portfolio; the ones with points, and what was declared, are declared.
        reason: Why; it stands in the decision.
        grant: Must cover `settings` and `import` of the portfolio.
        today: The date of the decision.
    Returns:
        What was saved, both versions in one transaction, so that they are taken back together.
    Raises:
        ScenarioError: If no criterion has points.
        IntakeError: If the reason cannot be saved.
    """
    grant.allow("settings", portfolio)
    grant.allow("import", portfolio)
    label = f"Adopted: scenario “{name}”"
    declared = Declared(
        criteria=_weighed(db, portfolio, criteria, plan), budget=plan.budget, rules=plan.rules
    )
    record, rows = part_of(portfolio, declared=declared, today=today, label=label)
    note = new_note(db, portfolio, row=_decision(name, reason, today=today), today=today, label=label)
    content = settled(note, Before(db, Kind.NOTES, versions.current(db, portfolio).get(Kind.NOTES, 0)))
    with db.writing() as tx:
        version = save_part_of(tx, record, rows=rows, grant=grant)
        noted = save(tx, note, content, grant=grant)
    return Entered(record.label, (int(noted), int(version)), cells=rows.num_rows, rows=1)


def _decision(name: str, reason: str, *, today: date) -> Row:
    return {
        "note_id": f"adopted {uuid.uuid4().hex[:8]}",  # the same decision may be taken again
        "type": "decision",
        "subject_kind": "scenario",
        "subject_id": name,
        "date": today,
        "text": f"Adopted the scenario “{name}” as the new base. {reason.strip()}".strip(),
    }


def _weighed(
    db: Database, portfolio: str, criteria: Sequence[Criterion], plan: Plan
) -> tuple[Criterion, ...]:
    """The criteria with the points of the plan: those that have some, and those declared before."""
    before = {one.id for one in read_settings(db, snapshots.snapshot(db, portfolio)).criteria}
    held = [replace(one, points=plan.points.get(one.id, 0.0)) for one in criteria]
    if not any(one.points for one in held):
        raise ScenarioError("No criterion has points.", fix="Give at least one of them some.")
    return tuple(replace(one, on=one.points > 0) for one in held if one.points > 0 or one.id in before)


def _declare(
    db: Database, portfolio: str, plans: dict[str, SavedPlan | None], *, grant: Grant, today: date
) -> int:
    return save_settings(db, portfolio, declared=Declared(scenarios=plans), grant=grant, today=today)


def _known(held: dict[str, SavedPlan], name: str) -> SavedPlan:
    if name not in held:
        raise NotFound(f"There is no scenario {name!r}.", fix=f"Known ones: {', '.join(held) or 'none yet'}.")
    return held[name]
