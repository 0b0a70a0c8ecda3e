"""A mapping of an earlier file on the columns of this one: kept where the cells still look like it."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_core.intake.mapping.guard import HALF, sample, share_reading
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.values.standard import comparable
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Kind


def still_fitting(
    raw: RawTable, mapping: Mapping[str, str], *, kind: Kind, said: Mapping[str, str], pivot: int
) -> tuple[dict[str, str], dict[str, str]]:
    """
    Split field → header of an earlier file into what holds for this one and what no longer does.

    Args:
        raw: This file.
        mapping: As the earlier file was read; headers that this file lacks are in neither result.
        kind: What its rows are.
        said: What was answered; a word whose meaning was told looks like its field.
        pivot: The year around which two-digit years are read.
    """
    here: dict[str, str] = {}
    for header in raw.headers:
        here.setdefault(normalise(header), header)
        here[header] = header
    kept: dict[str, str] = {}
    lost: dict[str, str] = {}
    for name, text in mapping.items():
        found = here.get(text) or here.get(normalise(text))
        if found is None:
            continue
        column = sample(_unexplained(Column(found, raw.column(found), raw.rows), name, said=said))
        fits = share_reading(column, field_named(kind, name), pivot=pivot) >= HALF
        (kept if fits else lost)[name] = found
    return kept, lost


def _unexplained(column: Column, field: str, *, said: Mapping[str, str]) -> Column:
    """The cells of a column but for the words that somebody has explained."""
    told = {comparable(id.split(".", 2)[2]) for id in said if id.startswith(f"value.{field}.")}
    if not told:
        return column
    kept = [at for at, text in enumerate(column.texts) if comparable(text) not in told]
    return Column(column.header, [column.texts[at] for at in kept], [column.rows[at] for at in kept])
