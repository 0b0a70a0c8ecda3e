"""`demo, undo, history, backup, restore, doctor`: what is kept, and how to get back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pmo_core import importing
from pmo_core.commands.frame import (
    Asked,
    Document,
    chosen_portfolio,
    command,
    granted,
    opened,
)
from pmo_core.store import backup as backups
from pmo_core.store import doctor as checks
from pmo_core.store.history import history as entries_of
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
