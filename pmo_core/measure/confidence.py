"""A delivery rating as a figure, and the mean of such figures over money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats, Texts
from pmo_core.scenario import RATING_SCALE, rating_key

RATED_LEAST: Final = 10
"""From so many ratings on, a scale whose mixed steps nobody uses is taken to have none."""


def delivery_confidence(ratings: Texts, *, explicit: Mapping[str, float] | None = None) -> Floats:
    """
    Score 0–100 of each rating; NaN where there is none or its label is on no scale.

    Args:
        ratings: Labels as published; None = no rating.
        explicit: The portfolio's own labels, 0–100, NaN for one that is no rating; these win over the scale.
    Source: Green 100, Amber/Green 75, Amber 50, Amber/Red 25, Red 0.
    """
    own = {rating_key(label): score for label, score in (explicit or {}).items()}
    scale = {**RATING_SCALE, **own}
    return np.array([scale.get(rating_key(r), np.nan) if r else np.nan for r in ratings], dtype=np.float64)


def scale_changed(before: Texts, after: Texts) -> bool:
    """
    Whether ratings moved from five steps (with Amber/Red and Amber/Green) to three, or back.

    Between such states no rating is compared: Amber/Red to Amber is a change of the scale, not of a project.
    """
    steps = [
        [key for text in texts if text and (key := rating_key(text)) in RATING_SCALE]
        for texts in (before, after)
    ]
    mixed = [any("/" in key for key in keys) for keys in steps]
    return mixed[0] != mixed[1] and all(len(keys) >= RATED_LEAST for keys in steps)


def money_mean(scores: Floats, amounts: Floats) -> tuple[float | None, float | None]:
    """
    Mean score weighted with money over what is scored, and the share of the money that is scored.

    Returns:
        (mean 0–100, coverage 0–1); None where nothing scored, or no money at all, stands behind it.
    """
    held = ~np.isnan(amounts)
    scored = held & ~np.isnan(scores)
    whole, judged = float(amounts[held].sum()), float(amounts[scored].sum())
    mean = float((scores[scored] * amounts[scored]).sum()) / judged if judged > 0 else None
    return mean, (judged / whole if whole > 0 else None)
