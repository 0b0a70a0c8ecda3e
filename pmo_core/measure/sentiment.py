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
    told = day <= as_of
    of, age = person[told], (as_of - day[told]) / np.timedelta64(1, "D")
    if not of.size:
        return np.full(people, np.nan)
    newest = np.full(people, np.inf)
    np.minimum.at(newest, of, age)
    fresh = np.exp2(-(age - newest[of]) / HALF_LIFE)  # the newest entry weighs 1, so that none of all is lost
    weight = np.bincount(of, weights=fresh, minlength=people)
    known = np.where(weight > 0, weight, np.nan)
    return np.asarray(np.bincount(of, weights=fresh * value[told], minlength=people) / known)
