"""Titles of pictures of KPIs, and what they say to somebody who cannot see them. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_core import look
from pmo_core.answers.kpis import words
from pmo_core.answers.kpis.judgement import Judged


def aims_title(judged: Judged, places: Sequence[int], *, what: str) -> str:
    """'Short-term results: 5 of 8 on target'."""
    met = [judged.met[at] for at in places if judged.met[at] is not None]
    if not met:
        return f"{what}: none has a target, a direction and a value"
    return f"{what}: {sum(bool(one) for one in met)} of {len(met)} on target"


def aims_alt(judged: Judged, places: Sequence[int], *, what: str) -> str:
    """The distances from the targets in words, those that are drawn."""
    said = [f"{words.named(judged.facts.series, at)}: {words.latest(judged, at)}" for at in places]
    return f"{aims_title(judged, places, what=what)}. {'; '.join(said)}."


def control_alt(judged: Judged, at: int) -> str:
    """A control chart in words."""
    series = judged.facts.series
    unit = words.unit(series, at)
    limits = ""
    if series.lower[at] == series.lower[at]:
        low, high = words.figure(float(series.lower[at]), unit), words.figure(float(series.upper[at]), unit)
        what = "The change from a year before varies" if judged.yearly[at] else "Routine variation reaches"
        limits = f" {what} from {low} to {high}."
    count = look.plural(int(series.n[at]), "reading")
    return (
        f"{words.named(series, at)}, {count}: {words.change(judged, at)}.{limits} {words.latest(judged, at)}."
    )


def ranges_title(judged: Judged, at: int) -> str:
    """'From reading to reading it moves by 0.8 % on average; up to 2.6 % is routine.'"""
    moved, unit = float(judged.facts.series.moving_range[at]), words.unit(judged.facts.series, at)
    if moved != moved:
        return "How much it moved from reading to reading."
    what = "the change from a year before" if judged.yearly[at] else "it"
    usual, most = words.figure(moved, unit), words.figure(3.268 * moved, unit)
    return f"From reading to reading {what} moves by {usual} on average; up to {most} is routine."


def ranges_alt(judged: Judged, at: int) -> str:
    """The moves from reading to reading in words."""
    return f"{words.named(judged.facts.series, at)}. {ranges_title(judged, at)}"
