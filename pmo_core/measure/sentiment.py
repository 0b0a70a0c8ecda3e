"""How people feel, by what others entered after talking to them; fresh talks count for more."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.arrays import Days, Floats, Whole

HALF_LIFE: Final = 90.0
"""Days after which an entry counts for half."""


def sentiment(value: Floats, day: Days, *, person: Whole, people: int, as_of: np.datetime64) -> Floats:
    """
    Decayed mean per person: Σ s·2^(−age/90) / Σ 2^(−age/90) over the entries up to a date.

    Args:
        value: −2 to +2, entered by people.
        day: Of each entry.
        person: Place of the person of each entry.
        people: How many persons there are.
        as_of: Later entries do not count.
    Returns:
        −2 to +2 per person; NaN without an entry. Entries of 2 today and −1 90 days ago → 1.
    """
    age = (as_of - day) / np.timedelta64(1, "D")
    fresh = np.where(age >= 0, np.exp2(-np.maximum(age, 0.0) / HALF_LIFE), 0.0)
    weight = np.bincount(person, weights=fresh, minlength=people)
    felt = np.bincount(person, weights=fresh * value, minlength=people)
    return np.asarray(felt / np.where(weight > 0, weight, np.nan), dtype=np.float64)
