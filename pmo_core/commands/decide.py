"""`rank`: what is worth doing first, as a document."""

from __future__ import annotations

import click

from pmo_core import look
from pmo_core.answers.priorities import rank_export
from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened, read_pairs
from pmo_core.measure.robust import SAMPLES
from pmo_core.plan import Prior
from pmo_core.plan.plan import PRIORS

MOST_SAMPLES = 1_000_000


@click.command(help="The projects in order of priority, and how much of it other weights would change.")
@click.option("--weights", metavar="criterion=w,…", help="Those not named have none.")
@click.option("--prior", type=click.Choice(PRIORS), default=rank_export.PRIOR, help="Weights that are tried.")
@click.option("--samples", type=click.IntRange(1, MOST_SAMPLES), default=SAMPLES, help="How many of them.")
@click.option("--known-only", is_flag=True, help="Rank projects with gaps by what is known of them.")
@command()
def rank(asked: Asked, *, weights: str | None, prior: Prior, samples: int, known_only: bool) -> Document:
    """The order at a date, under weights, with the ranks that other weights would give."""
    with opened(asked) as db:
        document = rank_export.rank_document(
            db,
            chosen_snapshot(db, asked),
            weights=read_pairs(weights, name="weights") if weights else None,
            known_only=known_only,
            prior=prior,
            samples=samples,
        )
    return {**document, "lines": _lines(document)}


def _lines(document: Document) -> list[str]:
    """The ranking for people; --json holds the rest."""
    weights = ", ".join(f"{one['name']} {look.share(one['weight'])}" for one in document["criteria"])
    head = f"As of {document['as_of']}, weights: {weights}"
    return [head, *(_line(project) for project in document["projects"]), *document["notes"]]


def _line(project: Document) -> str:
    """'  1   1–2   0.78        first in 83 %  P109 Portal'; without a rank, its ranges and what it lacks."""
    low, high, rank_ = (project[name] for name in ("rank_low", "rank_high", "rank"))
    ranks = "–" if low is None else f"{low}–{high}" if low != high else str(low)
    scores = sorted({f"{project[n]:.2f}" for n in ("score_low", "score_high") if project[n] is not None})
    first = f"first in {look.share(project['top_share'])}" if project["top_share"] else ""
    told = f"{project['id']} {project['name']}" if project["id"] != project["name"] else project["name"]
    lacking = f"  ({project['reason']})" if "reason" in project else ""
    return f"{rank_ or '–':>4} {ranks:>9} {'–'.join(scores):>10} {first:>15}  {told}{lacking}"
