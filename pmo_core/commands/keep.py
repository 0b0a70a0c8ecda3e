"""`demo, settings, undo, history, backup, restore, doctor`: what is kept, and how to get back."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path

import click

from pmo_core import importing
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
from pmo_core.importing.settings import Declared
from pmo_core.model import Basis
from pmo_core.scenario import THRESHOLD_RANGES, HorizonRule
from pmo_core.store import backup as backups
from pmo_core.store import doctor as checks
from pmo_core.store.history import history as entries_of
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.store.restore import last_backup
from pmo_core.store.restore import restore as put_back


@click.command(help="Load the demo portfolio.")
@command(dated=False)
def demo(asked: Asked) -> Document:
    """Seed the demo portfolio; what is there already stays."""
    with opened(asked, create=True) as db:
        loaded = importing.seed_demo(db, grant=granted("demo"), today=datetime.now(UTC).date())
    return {
        "portfolio": importing.DEMO,
        "versions": {kind.value: version for kind, version in loaded.items()},
        "lines": [f"The demo portfolio is in {asked.db}."],
    }


@click.group(help="What a portfolio declares: target, horizon rule, basis, weights.")
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
    }


@settings.command("set", help="Declare one or more settings.")
@click.option("--target", metavar="short=70,medium=20,long=10")
@click.option("--horizon-rule", metavar="12,36", help="Months up to which a project is short, medium.")
@click.option("--basis", type=click.Choice([b.value for b in Basis]))
@click.option("--weights", metavar="mix=1,…")
@click.option("--thresholds", metavar="stale_days=60,…", help=", ".join(THRESHOLD_RANGES))
@click.option("--currency", metavar="GBP", help="Of amounts in files that name none.")
@click.option("--ratings", metavar="on track=100,…", help="Own rating labels, 0 to 100.")
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
        default=defaults,
    )
    with opened(asked) as db:
        portfolio = chosen_portfolio(db, asked)
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


@click.command(help="Take the last change back, or go to a version.")
@click.option("--to", type=int, metavar="VERSION", help="Go to this version of the history.")
@command(dated=False)
def undo(asked: Asked, *, to: int | None) -> Document:
    """Move the pointer of one kind; nothing is deleted."""
    with opened(asked) as db:
        portfolio = chosen_portfolio(db, asked)
        moved = importing.undo(db, portfolio, grant=granted("undo"), to=to)
    return {
        "portfolio": portfolio,
        "kind": moved.kind,
        "from_version": moved.from_version,
        "version": moved.to_version,
        "lines": [
            f"{moved.kind} of {portfolio!r}: version {moved.from_version} → {moved.to_version or 'empty'}. "
            f"`undo --to {moved.from_version}` brings it back."
        ],
    }


@click.command(help="Who loaded what, when, and what undo takes away.")
@command(dated=False)
def history(asked: Asked) -> Document:
    """Every version of the portfolio, newest first."""
    with opened(asked) as db:
        portfolio = chosen_portfolio(db, asked)
        entries = entries_of(db, portfolio)
    lines = [
        f"{'*' if e.current else ' '} {e.version:>4}  {e.made_at:%Y-%m-%d %H:%M}  {e.kind:<13} {e.mode:<8} "
        f"{e.rows_loaded:>6} rows  {e.label}  ({e.who})"
        for e in entries
    ]
    return {
        "portfolio": portfolio,
        "versions": [vars(e) | {"made_at": e.made_at.isoformat()} for e in entries],
        "lines": [*lines, "* = current"] if entries else ["Nothing has been loaded yet."],
    }


@click.command(help="Make a verified copy of the database.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where (default: beside the database).")
@command(dated=False)
def backup(asked: Asked, *, folder: Path | None) -> Document:
    """A copy whose every table was compared with the original."""
    with opened(asked) as db:
        made = backups.backup(db, folder, grant=granted("backup"))
    return {"backup": str(made), "lines": [f"Verified copy: {made}"]}


@click.command(help="Put a verified copy in the place of the database.")
@click.argument("copy", required=False, type=click.Path(path_type=Path))
@command(dated=False)
def restore(asked: Asked, *, copy: Path | None) -> Document:
    """Without COPY the last backup; the present file is moved aside, never overwritten."""
    copy = copy or last_backup(asked.db)
    restored = put_back(asked.db, copy, grant=granted("restore"))
    return {
        "restored": str(copy),
        "set_aside": str(restored.set_aside) if restored.set_aside else None,
        "newer": [str(load) for load in restored.newer],
        "lines": [
            f"Restored {copy}.",
            *([f"The file that was there is now {restored.set_aside}."] if restored.set_aside else []),
            *[f"Newer than the copy, load again: {load}" for load in restored.newer],
            *(["Whether that file held newer loads cannot be said."] if restored.unknown else []),
        ],
    }


@click.command(help="Check database, audit, backups and settings.")
@command(dated=False)
def doctor(asked: Asked) -> Document:
    """Every check with its verdict; exit 2 if one needs attention."""
    with opened(asked) as db:
        found = checks.examine(db)
    sound = all(check.ok for check in found)
    lines = [f"{'ok  ' if c.ok else 'LOOK'} {c.name}: {c.problem or 'fine'} {c.fix}".rstrip() for c in found]
    return {"outcome": "done" if sound else "refused", "checks": [vars(c) for c in found], "lines": lines}
