"""The command group, and the one place where a wrong command line becomes a document too."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import click

from pmo_core.commands import (
    alignment,
    ask,
    bring_in,
    carry,
    decide,
    declare,
    engagement,
    keep,
    kpis,
    remembered,
    roadmap,
    select,
)
from pmo_core.commands.frame import finish


@click.group(help="PMO Balance on the command line. Every command takes --db, --portfolio and --json.")
def cli() -> None:
    """Group of all commands."""


for _command in (
    keep.demo,
    bring_in.import_files,
    ask.summary,
    ask.balance,
    decide.rank,
    select.select,
    kpis.kpis,
    engagement.engagement,
    roadmap.roadmap,
    alignment.alignment,
    declare.settings,
    remembered.mappings,
    keep.undo,
    keep.history,
    keep.backup,
    keep.restore,
    keep.doctor,
    carry.template,
    carry.export,
    carry.delete,
):
    cli.add_command(_command)


def main(args: Sequence[str] | None = None) -> None:
    """Run a command; a command line that cannot be read is refused in the same form as anything else."""
    words = list(sys.argv[1:] if args is None else args)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    try:
        cli.main(words, prog_name="python -m pmo_core", standalone_mode=False)
    except click.ClickException as problem:
        told = {
            "outcome": "refused",
            "problem": problem.format_message(),
            "fix": "Add --help to see the options.",
        }
        finish(told, as_json="--json" in words)
