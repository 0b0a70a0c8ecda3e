"""Titles of pictures of alignment, and what they say to somebody who cannot see them. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.alignment import words
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.measure.positions import HORIZONS


def money_title(judged: Judged) -> str:
    """'“Growth” has £1.0bn more than its weight, “Net zero” £0.4bn less'."""
    unit, called = judged.facts.held.unit, words.names(judged.facts)
    if not judged.aligned > 0:
        return "No money serves an objective"
    if not judged.weighing.holds:
        top = int(np.argmax(judged.spend))
        return f"“{called[top]}” has the most: {words.amount(float(judged.spend[top]), unit)}"
    most, least = int(np.argmax(judged.gap)), int(np.argmin(judged.gap))
    above, below = words.amount(float(judged.gap[most]), unit), words.amount(-float(judged.gap[least]), unit)
    if above == words.amount(0, unit):
        return "Every objective has the money of its weight"
    return f"“{called[most]}” has {above} more than its weight, “{called[least]}” {below} less"


def money_alt(judged: Judged, rows: pd.DataFrame) -> str:
    """The bars in words."""
    said = [f"{name}: {label}" for name, label in zip(rows["objective"], rows["said"], strict=True)]
    return f"{money_title(judged)}. {'; '.join(said)}."


def heat_alt(judged: Judged, places: Sequence[int]) -> str:
    """What is on this page of the map: the largest projects with what they serve."""
    called, facts = words.names(judged.facts), judged.facts
    said: list[str] = []
    for at in places[:8]:
        row = facts.shares[at]
        served = [f"{called[k]} {look.share(float(row[k]))}" for k in np.flatnonzero(row > 0)]
        told = "not assessed" if np.isnan(row).any() else ", ".join(served) or "no objective"
        said.append(f"{facts.held.positions.label(at)}: {told}")
    more = f"; and {len(places) - 8} more" if len(places) > 8 else ""
    return f"Projects and what they serve. {'; '.join(said)}{more}."


def horizons_title(judged: Judged) -> str:
    """Which objective lives on short-term money alone, or has none of it."""
    called, money = words.names(judged.facts), judged.by_horizon
    with np.errstate(invalid="ignore", divide="ignore"):
        part = money[0] / money.sum(axis=0)
    if np.isnan(part).all():
        return "No money serves an objective"
    most, least = int(np.nanargmax(part)), int(np.nanargmin(part))
    if not part[most] > 0:
        return "No objective has short-term money"
    first = f"“{called[most]}” is {look.share(float(part[most]))} short term"
    return first if most == least else f"{first}, “{called[least]}” {look.share(float(part[least]))}"


def horizons_alt(judged: Judged) -> str:
    """The split of every objective in words."""
    called, unit = words.names(judged.facts), judged.facts.held.unit
    said = [
        f"{name}: "
        + ", ".join(
            f"{words.amount(float(judged.by_horizon[place, at]), unit)} {look.HORIZON_NAMES[horizon].lower()}"
            for place, horizon in enumerate(HORIZONS)
            if judged.by_horizon[place, at] > 0
        )
        for at, name in enumerate(called)
        if judged.spend[at] > 0
    ]
    return f"{horizons_title(judged)}. {'; '.join(said)}."
