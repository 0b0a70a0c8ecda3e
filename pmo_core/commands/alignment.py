"""`alignment`: which money serves which objective, and what other weights would do, as a document."""

from __future__ import annotations

import click

from pmo_core import look
from pmo_core.answers.alignment.export import COURSES, alignment_document
from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened, read_pairs


@click.command(help="Money against the objectives: who is funded, what serves nothing.")
@click.option("--weights", metavar="objective=w,…", help="Other weights of objectives, to rehearse.")
@click.option("--drift", type=click.Choice(list(COURSES)), help="What moved the money, by date or version.")
@command()
def alignment(asked: Asked, *, weights: str | None, drift: str | None) -> Document:
    """The objectives at a date, perhaps under other weights."""
    tried = read_pairs(weights, name="weights") if weights else None
    with opened(asked) as db:
        document = alignment_document(db, chosen_snapshot(db, asked), weights=tried, drift=drift)
    return {**document, "lines": _lines(document)}


def _lines(document: Document) -> list[str]:
    """Alignment for people; --json holds the rest."""
    listed, unit = document["objectives"], document["currency"]
    lines = [f"{look.plural(len(listed), 'objective')}, as of {document['as_of']}"]
    if document["orphan_share"] is not None:
        lost = document["orphan_share"] * document["money"]
        lines.append(
            f"{look.amount(lost, unit)} of {look.amount(document['money'], unit)} serves no objective "
            f"({look.plural(len(document['orphans']), 'project')})"
        )
    if document["misallocation"] is not None:
        away = look.share(document["misallocation"])
        lines.append(f"{away} of the aligned money would have to move to match the weights")
    lines += list(dict.fromkeys(document["reasons"].values()))
    lines += [_line(one, unit) for one in listed]
    return lines + (_rehearsed(document["rehearsal"], unit) if document["rehearsal"] else [])


def _line(one: Document, unit: str) -> str:
    weight = look.share(one["weight"]) if one["weight"] is not None else "no weight"
    share = look.share(one["share"]) if one["share"] is not None else "–"
    spend = look.amount(one["spend"], unit) if one["spend"] is not None else "–"
    return f"{one['name'][:48]:<48} {spend:>10} {share:>6}  weight {weight:>5}  {one['projects']} projects"


def _rehearsed(found: Document, unit: str) -> list[str]:
    if found["newly_misplaced"] is None:
        return list(found["reasons"].values())
    moved = f"Under the other weights {look.amount(found['newly_misplaced'], unit)} is newly misplaced"
    hit = look.plural(len(found["projects"]), "project")
    things = ", ".join(
        look.plural(len(found[name]), one)
        for name, one in (("milestones", "milestone"), ("kpis", "KPI"), ("stakeholders", "stakeholder"))
    )
    return [f"{moved}: {hit} hit, with {things}"]
