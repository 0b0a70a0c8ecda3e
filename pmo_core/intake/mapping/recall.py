"""A mapping of an earlier file on the columns of this one: kept where the cells still look like it."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_core.intake.mapping.guard import HALF, sample, share_reading
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Kind


def still_fitting(
    raw: RawTable, mapping: Mapping[str, str], *, kind: Kind, pivot: int
) -> tuple[dict[str, str], dict[str, str]]:
    """
    Split field → header of an earlier file into what holds for this one and what no longer does.

    Args:
        raw: This file.
        mapping: As the earlier file was read; headers that this file lacks are in neither result.
        kind: What its rows are.
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
        column = sample(Column(found, raw.column(found), raw.rows))
        fits = share_reading(column, field_named(kind, name), pivot=pivot) >= HALF
        (kept if fits else lost)[name] = found
    return kept, lost
