"""Two columns of ratings of which each row fills only one: one list, if the user says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pmo_core.intake.mapping.ratings import JOINED, never_together, rated_twice
from pmo_core.intake.mapping.recognise import Recognised
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.standard import rating
from pmo_core.model import Guess


def joined_ratings(raw: RawTable, found: Recognised, *, columns: Mapping[str, Column]) -> RawTable | None:
    """
    The table with one column of ratings in place of two; None if there are not two, or a row fills both.

    Args:
        raw: The table as it was read.
        found: What its columns were recognised as, before the user said which of them leads.
        columns: Its columns.
    """
    group = rated_twice(found, columns, repeated=raw.repeated)[:2]
    if len(group) < 2 or not never_together(group, columns):
        return None
    first, second = group
    pairs = list(zip(raw.column(first), raw.column(second), strict=True))
    texts = tuple(other if rating(other) or not one.strip() else one for one, other in pairs)
    held = [sum(rating(text) is not None for text in side) for side in zip(*pairs, strict=True)]
    why = f"as you said: {first} holds {held[0]:,} of the ratings, {second} {held[1]:,}"
    kept = [header for header in raw.headers if header != second]
    return replace(
        raw,
        headers=tuple(kept),
        columns=tuple(texts if header == first else raw.column(header) for header in kept),
        guesses=(*raw.guesses, Guess("rating", JOINED, why, group)),
        repeated={base: same for base, same in raw.repeated.items() if second not in same},
    )
