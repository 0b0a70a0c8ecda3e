"""`summary` and `balance`: the pages' answers as documents."""

from __future__ import annotations

from collections.abc import Mapping

import click

from pmo_core import look
from pmo_core.answers.overview import export
from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened, read_pairs
from pmo_core.model import Horizon
from pmo_core.scenario import Mix, whole_mix


@click.command(help="What the portfolio holds: counts, sums, ratings.")
@command()
def summary(asked: Asked) -> Document:
    """Counts, money with coverage, ratings and statuses at a date."""
    with opened(asked) as db:
        document = dict(export.summary_document(db, chosen_snapshot(db, asked)))
    return {**document, "lines": _summary_lines(document)}


@click.command(help="Short-term wins against long-term value.")
@click.option("--target", metavar="short=70,medium=20,long=10", help="Shares to compare with.")
@click.option("--weights", metavar="mix=1,…", help="Weights of the index components.")
@command()
def balance(asked: Asked, *, target: str | None, weights: str | None) -> Document:
    """The balance view at a date, under a target and weights."""
    with opened(asked) as db:
        snapshot = chosen_snapshot(db, asked)
        document = dict(
            export.balance_document(
                db,
                snapshot,
                target=read_target(target) if target else None,
                weights=read_pairs(weights, name="weights") if weights else None,
            )
        )
    return {**document, "lines": _balance_lines(document)}


def _summary_lines(document: Document) -> list[str]:
    """The summary for people; --json holds the rest."""
    lines = [f"{look.plural(document['projects'], 'project')} as of {document['as_of']}"]
    for field, money in document["money"].items():
        held = look.amount(money["sum"], money["currency"] or "") if money["sum"] is not None else "no value"
        lines.append(f"{field:<18} {held:>12}  from {money['n']} of {document['projects']}")
    for name in ("rating", "status"):
        counts = ", ".join(f"{label} {n}" for label, n in document[name].items())
        lines.append(f"{name:<18} {counts or 'none given'}")
    return lines


def _balance_lines(document: Document) -> list[str]:
    """The balance for people; --json holds the rest."""
    unit, basis = document["unit"], document["basis"].replace("_", " ")
    counted = f"{document['with_amount']} of {document['projects']} open projects"
    lines = [f"As of {document['as_of']}, by {basis}, {counted}, target {document['target']['name']}"]
    for row in document["mix"]:
        held = look.amount(row["amount"], unit) if row["amount"] is not None else "–"
        share = look.share(row["share"]) if row["share"] is not None else "–"
        aim = look.share(row["target"])
        lines.append(
            f"{row['horizon']:<13} {held:>12} {share:>6}  target {aim:>5}  {row['projects']} projects"
        )
    if document["to_move"] is None:
        return [*lines, f"No verdict: {document['reasons']['mix_distance']}"]
    lines.append(f"In the wrong horizon: {look.amount(document['to_move'], unit)}")
    if document["index"] is not None:
        lines.append(f"Balance index: {document['index']:.1f} of 100")
    return [*lines, f"Overdue: {document['overdue']}, delivered: {document['delivered']}"]


def read_target(text: str) -> Mix:
    """
    Read `short=70,medium=20,long=10`.

    Raises:
        ScenarioError: If the shares do not add up to 100 %.
    """
    shares: Mapping[str, float] = read_pairs(text, name="a target")
    return whole_mix({h: shares.get(h.value, 0.0) for h in Horizon})
