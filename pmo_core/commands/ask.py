"""`summary` and `balance`: the pages' answers as documents."""

from __future__ import annotations

from collections.abc import Mapping

import click

from pmo_core.answers.overview import export
from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened, read_pairs
from pmo_core.model import Horizon
from pmo_core.scenario import Mix, whole_mix


@click.command(help="What the portfolio holds: counts, sums, ratings.")
@command()
def summary(asked: Asked) -> Document:
    """Counts, money with coverage, ratings and statuses at a date."""
    with opened(asked) as db:
        return dict(export.summary_document(db, chosen_snapshot(db, asked)))


@click.command(help="Short-term wins against long-term value.")
@click.option("--target", metavar="short=70,medium=20,long=10", help="Shares to compare with.")
@click.option("--weights", metavar="mix=1,…", help="Weights of the index components.")
@command()
def balance(asked: Asked, *, target: str | None, weights: str | None) -> Document:
    """The balance view at a date, under a target and weights."""
    with opened(asked) as db:
        snapshot = chosen_snapshot(db, asked)
        return dict(
            export.balance_document(
                db,
                snapshot,
                target=read_target(target) if target else None,
                weights=read_pairs(weights, name="weights") if weights else None,
            )
        )


def read_target(text: str) -> Mix:
    """
    Read `short=70,medium=20,long=10`.

    Raises:
        ScenarioError: If the shares do not add up to 100 %.
    """
    shares: Mapping[str, float] = read_pairs(text, name="a target")
    return whole_mix({h: shares.get(h.value, 0.0) for h in Horizon})
