"""`kpis`: what changed, what meets its target, where it goes, as a document."""

from __future__ import annotations

import click

from pmo_core import look
from pmo_core.answers.kpis.export import kpis_document
from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened


@click.command(help="KPIs: signal or noise, target, trend.")
@click.option("--all", "every", is_flag=True, help="Also the series that split a KPI by dimension.")
@command()
def kpis(asked: Asked, *, every: bool) -> Document:
    """Every KPI at a date."""
    with opened(asked) as db:
        document = kpis_document(db, chosen_snapshot(db, asked), every=every)
    return {**document, "lines": _lines(document)}


def _lines(document: Document) -> list[str]:
    """The KPIs for people; --json holds the rest."""
    listed, counts = document["series"], document["counts"]
    lines = [
        f"{document['changed']} of {look.plural(len(listed), 'KPI')} changed more than they always vary, "
        f"as of {document['as_of']}",
        f"Met {counts['met']}, missed {counts['missed']}, no target {counts['no_target']}, "
        f"no direction {counts['no_direction']}, no value {counts['no_value']}",
    ]
    lines += [_line(one) for one in listed]
    if document["by_dimension"]:
        split = look.plural(document["by_dimension"], "series", many="series")
        lines.append(f"{split} by dimension: --all")
    if document["later_readings"]:
        late = look.plural(document["later_readings"], "reading")
        lines.append(f"{late} of the time after {document['as_of']} not counted")
    return lines


def _line(one: Document) -> str:
    held = "no value" if one["latest"] is None else f"{one['latest']:g} {one['unit'] or ''}".strip()
    target = "" if one["target"] is None else f", target {one['target']:g}"
    said = f"{one['verdict']} in {one['changed_in']}" if one["changed_in"] else one["verdict"]
    return f"{one['name'][:48]:<48} {held} ({one['period'] or 'no period'}{target}) {said}"
