"""What every engine must find, so that the same work is compared: plain figures by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Answers = Mapping[str, float]

DIGITS: Final = 6
HORIZONS: Final = ("short", "medium", "long", "unclassified")
TARGET: Final = (0.7, 0.2, 0.1, 0.0)
SHORT_MONTHS, MEDIUM_MONTHS = 12, 36


def balance(amounts: Sequence[float], target: Sequence[float] = TARGET) -> dict[str, float]:
    """Money per horizon and its balance against a target; amounts in the order of HORIZONS, sum > 0."""
    whole = sum(amounts)
    astray = sum(abs(amount / whole - aim) for amount, aim in zip(amounts, target, strict=True)) / 2
    return {**dict(zip(HORIZONS, amounts, strict=True)), "balance": 1 - astray}


def alignment(goals: Iterable[tuple[float, float]], *, invested: float, linked: float) -> dict[str, float]:
    """Alignment score from (weight, money) per objective; money of all projects and of those with a link."""
    weights, spent = zip(*goals, strict=True)
    pairs = zip(spent, weights, strict=True)
    astray = sum(abs(money / sum(spent) - weight / sum(weights)) for money, weight in pairs) / 2
    return {"alignment": 100 * linked / invested * (1 - astray)}


def differing(ours: Answers, theirs: Answers) -> list[str]:
    """Names of the figures that are not the same to six digits, or that only one of the two has."""
    return sorted(
        name
        for name in ours.keys() | theirs.keys()
        if name not in ours or name not in theirs or not same(ours[name], theirs[name])
    )


def same(ours: float, theirs: float) -> bool:
    """Whether two figures agree to six significant digits."""
    return abs(ours - theirs) <= 0.5 * 10**-DIGITS * max(abs(ours), abs(theirs))
