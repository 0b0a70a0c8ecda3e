"""Drift in words and rows: the course of what would have to move, and what moved it from state to state."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pmo_core import look
from pmo_core.answers.alignment import drift_words
from pmo_core.answers.alignment.drift import Drift, Point, course
from pmo_core.answers.alignment.view import Picture


def drift_view(points: Sequence[Point]) -> tuple[Picture, pd.DataFrame]:
    """The picture of the course, and its table; both without rows below two states that can be judged."""
    steps = course(points)
    if not steps:
        count = len(points)
        title = f"{look.plural(count, 'state')} so far: two that can be judged make a course"
        return Picture(title, drawn(steps), title), table(steps)
    title = f"Would have to move: {drift_words.whole(steps)}"
    said = "; ".join(
        f"{look.day(step.on)} {look.share(step.after)}, {drift_words.causes(step)}" for step in steps
    )
    return Picture(title, drawn(steps), f"{title}. {said}."), table(steps)


def drawn(steps: Sequence[Drift]) -> pd.DataFrame:
    """A point per state."""
    rows = [(step.on, step.after, drift_words.causes(step)) for step in steps]
    if steps:
        rows.insert(0, (steps[0].since, steps[0].before, "the first state"))
    frame = pd.DataFrame(rows, columns=["day", "misallocation", "moves"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


def table(steps: Sequence[Drift]) -> pd.DataFrame:
    """A row per step: shares of the aligned money, and points of them by cause, which add up."""
    return pd.DataFrame(
        {
            "From": [step.since for step in steps],
            "To": [step.on for step in steps],
            "Would have to move before": [step.before for step in steps],
            "And after": [step.after for step in steps],
            "By new projects": [step.new for step in steps],
            "By finished ones": [step.finished for step in steps],
            "By amounts and shares": [step.data for step in steps],
            "By weights": [step.weights for step in steps],
        }
    )
