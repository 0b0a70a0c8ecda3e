"""The colour that its figures give a KPI, and how far the colour that people gave is from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Texts
from pmo_core.measure.confidence import delivery_confidence
from pmo_core.measure.score import TIE
from pmo_core.thresholds import Thresholds

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"
STEP: Final = 50.0
"""Points of delivery confidence between Green and Amber, Amber and Red."""
ADVERSE_POINTS: Final = 8
"""A signal against the KPI counts while it is among its last so many readings."""
STALE_PERIODS: Final = 2
"""A KPI is stale when its last reading is older than so many periods of its grain."""


@dataclass(frozen=True, eq=False)
class Colours:
    """One per KPI: green, amber, red or grey; why, in words; `last` is what it was before it went stale."""

    colour: Texts
    word: Texts
    last: Texts


def coloured(
    value: Floats,
    target: Floats,
    *,
    direction: Texts,
    met: Flags,
    adverse: Flags,
    pace: Floats,
    towards: Flags,
    stale: Flags,
    thresholds: Thresholds,
) -> Colours:
    """
    The first that fits: grey without target, direction or value; grey when stale; met or on pace is green,
    behind it amber, far behind it red, each a step worse with an adverse signal.

    Without a pace a KPI that misses its target is amber if its trend points at it, else red.

    Args:
        value: Latest values, NaN = none.
        target: Their targets, NaN = none.
        direction: 'higher' or 'lower' is better; anything else = not known.
        met: The value meets the target.
        adverse: There is a signal (R1, R2) against the KPI among its last eight readings.
        pace: Attainment less elapsed share of the time, NaN = not known.
        towards: A trend, p < .05, points at the target.
        stale: The last reading is older than two periods of its grain.
        thresholds: Where amber and red begin.
    """
    lacks = [np.isnan(target), ~np.isin(direction, ("higher", "lower")), np.isnan(value)]
    known, on_pace = ~np.isnan(pace), pace >= -thresholds.kpi_amber - TIE
    near = pace >= -thresholds.kpi_red - TIE
    rows = [
        *zip(lacks, (GREY,) * 3, ("no target", "no direction", "no value"), strict=True),
        (met & ~adverse, GREEN, "met"),
        (met, AMBER, "met, with an adverse signal"),
        (on_pace & ~adverse, GREEN, "on pace"),
        (on_pace, AMBER, "on pace, with an adverse signal"),
        (near & ~adverse, AMBER, "behind pace"),
        (near, RED, "behind pace, with an adverse signal"),
        (known, RED, "far behind pace"),
        (towards, AMBER, "missed, with a trend towards the target"),
    ]
    last, word = np.full(value.shape, RED, object), np.full(value.shape, "missed", object)
    for fits, colour, why in reversed(rows):
        last[fits], word[fits] = colour, why
    old = stale & ~np.any(lacks, axis=0)
    return Colours(np.where(old, GREY, last), np.where(old, "stale", word), last)


def disagreement(human: Texts, computed: Texts, *, explicit: Mapping[str, float] | None = None) -> Floats:
    """
    Steps by which the rating that people gave is better than the computed colour; NaN without either.

    Green to Amber is one step, Green to Red two; Amber/Green and Amber/Red are half steps between.

    Args:
        human: Labels as published; None = no rating.
        computed: As `coloured` gives them.
        explicit: The portfolio's own labels, as delivery_confidence takes them.
    Returns:
        −2 to 2; 2 = green outside and red inside.
    """
    return (delivery_confidence(human, explicit=explicit) - delivery_confidence(computed)) / STEP
