"""A visitor who moves a slider of the What-if page, the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from streamlit.testing.v1 import AppTest

from bench.answers import Answers

CRITERIA: Final[Mapping[str, tuple[float, float, bool]]] = {
    "long_term_value": (0, 10, True),
    "urgency": (1, 5, True),
    "risk": (1, 5, False),
}
"""Criterion → ends of its scale, and whether more is better."""
START: Final = {"long_term_value": 50.0, "urgency": 30.0, "risk": 20.0}


def query(points: Mapping[str, float] = START) -> dict[str, str]:
    """The plan to begin with, as the product's address says it."""
    return {f"c.{name}": str(value) for name, value in points.items()}


def slid(at: AppTest, number: int) -> Answers:
    """Move the slider of risk, and tell the best score that is shown."""
    to = 10 + number % 60
    slider = at.slider(key="points risk")
    slider.set_value(type(slider.value)(to)).run()
    return {f"best {number}": best(at)}


def best(at: AppTest) -> float:
    """The best score, as the table of the ranking begins."""
    ranked = next(frame.value for frame in at.dataframe if "rank" in map(str.lower, frame.value.columns))
    column = next(name for name in ranked.columns if name.lower() == "score")
    return float(ranked[column].iloc[0])
