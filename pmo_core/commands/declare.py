"""`settings show` and `settings set`: what a portfolio declares about itself."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from pmo_core import importing
from pmo_core.answers.priorities.asked import asked_for
from pmo_core.answers.priorities.criteria import criteria_of
from pmo_core.answers.priorities.facts import gather
from pmo_core.commands.ask import read_target
from pmo_core.commands.frame import (
    Asked,
    Document,
    chosen_portfolio,
    chosen_snapshot,
    command,
    granted,
    opened,
    read_pairs,
)
from pmo_core.errors import PmoError
from pmo_core.importing.settings import Declared
from pmo_core.model import Basis
from pmo_core.plan import Agreed, Criterion, read_rules, stored
from pmo_core.plan.amounts import read_amount
from pmo_core.scenario import HorizonRule
from pmo_core.store import snapshots
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.thresholds import THRESHOLD_RANGES


@click.group(help="What a portfolio declares: target, horizon rule, basis, criteria, budget, rules …")
def settings() -> None:
    """Group of `show` and `set`."""


@settings.command("show", help="The settings in force.")
@command()
def show_settings(asked: Asked) -> Document:
    """Declared settings; a null target means that the 70/20/10 preset stands in."""
    with opened(asked) as db:
        snapshot = chosen_snapshot(db, asked)
        held = read_settings(db, snapshot)
    return {
        "portfolio": snapshot.portfolio,
        "target": {h.value: s for h, s in held.target.items()} if held.target else None,
        "target_set_on": held.target_set_on,
        "horizon_rule": {"short_months": held.rule.short_months, "medium_months": held.rule.medium_months},
        "basis": held.basis,
        "weights": dict(held.weights),
        "rating_scores": {
            label: None if math.isnan(score) else score for label, score in held.rating_scores.items()
        },
        "thresholds": vars(held.thresholds),
        "currency": held.currency,
        **_agreed(held),
    }


def _agreed(held: Agreed) -> Document:
    return {
        "criteria": stored.kept_criteria(held.criteria) or None,
        "budget": held.budget,
        "rules": json.loads(held.rules.text() or "{}"),
        "scenarios": [{"name": saved.name, **stored.kept_plan(saved)} for saved in held.scenarios],
    }


@settings.command("set", help="Declare one or more settings.")
@click.option("--target", metavar="short=70,medium=20,long=10")
@click.option("--horizon-rule", metavar="12,36", help="Months up to which a project is short, medium.")
@click.option("--basis", type=click.Choice([b.value for b in Basis]))
@click.option("--weights", metavar="mix=1,…", help="Of the components of the index.")
@click.option("--thresholds", metavar="stale_days=60,…", help=", ".join(THRESHOLD_RANGES))
@click.option("--currency", metavar="GBP", help="Of amounts in files that name none.")
@click.option("--ratings", metavar="on track=100,…", help="Own rating labels, 0 to 100.")
@click.option("--criteria", metavar="risk=2,…", help="Weights of criteria, or a JSON file of whole ones.")
@click.option("--budget", metavar="500m", help="What there is to spend.")
@click.option("--rules", metavar="JSON", help="What a selection must keep to, as `settings show` has it.")
@click.option("--default", "defaults", multiple=True, metavar="NAME", help="Back to the default, e.g. basis.")
@command(dated=False)
def set_settings(asked: Asked, *, defaults: tuple[str, ...], **given: str | None) -> Document:
    """Save settings as a new version."""
    target, rule, basis, weights = (given[n] for n in ("target", "horizon_rule", "basis", "weights"))
    declared = Declared(
        target=read_target(target) if target else None,
        rule=_read_rule(rule) if rule else None,
        basis=Basis(basis) if basis else None,
        weights=read_pairs(weights, name="weights") if weights else None,
        thresholds=read_pairs(given["thresholds"], name="thresholds") if given["thresholds"] else {},
        currency=given["currency"],
        ratings=dict(read_pairs(given["ratings"], name="ratings")) if given["ratings"] else {},
        budget=read_amount(given["budget"]) if given["budget"] else None,
        rules=read_rules(given["rules"]) if given["rules"] else None,
        default=defaults,
    )
    with opened(asked) as db:
        portfolio = chosen_portfolio(db, asked)
        if given["criteria"]:
            declared = replace(declared, criteria=_read_criteria(db, portfolio, given["criteria"]))
        version = importing.save_settings(
            db, portfolio, declared=declared, grant=granted("settings"), today=datetime.now(UTC).date()
        )
    return {
        "portfolio": portfolio,
        "kind": "settings",
        "version": version,
        "lines": [f"Saved for {portfolio!r} as version {version}; `undo` takes it back."],
    }


def _read_rule(text: str) -> HorizonRule:
    first, _, second = text.partition(",")
    digits = first.strip().isdigit() and second.strip().isdigit()
    # HorizonRule words the refusal of 0,0 as well as anybody could word "not a number"
    return HorizonRule(int(first), int(second)) if digits else HorizonRule(0, 0)


def _read_criteria(db: Database, portfolio: str, text: str) -> tuple[Criterion, ...]:
    """
    Criteria of a JSON file, or those named with their weights; declared ones that are not named go off.

    Raises:
        PmoError: If the file cannot be read, or a criterion is unknown or cannot hold.
    """
    if text.casefold().endswith(".json"):
        return _of_file(Path(text))
    gathered = gather(db, snapshots.snapshot(db, portfolio))
    asked = asked_for(criteria_of(gathered), read_pairs(text, name="criteria"))
    named = {one.id for one in asked}
    return (*asked, *(replace(one, on=False) for one in gathered.settings.criteria if one.id not in named))


def _of_file(file: Path) -> tuple[Criterion, ...]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise PmoError(
            f"The criteria of {str(file)!r} cannot be read ({problem}).",
            fix="Give a JSON list as `settings show --json` has it under criteria.",
        ) from None
    return stored.read_criteria(kept)
