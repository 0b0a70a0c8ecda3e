"""Net promoter score with its error, and how many of those asked responded."""

from __future__ import annotations

import math
from typing import Final

from pmo_core.model import Result, State

LEAST: Final = 10
"""Below so many answers the score is not shown."""

PROMOTER, DETRACTOR = 9, 6
"""From the one up, and up to the other, of a scale from 0 to 10."""

_Z: Final = 1.96


def net_promoter_score(promoters: int, detractors: int, *, answers: int) -> Result:
    """
    Promoters (9–10) less detractors (0–6), with its 95 % error.

    Returns:
        −100 to 100 points; `inputs["error"]` is ±1.96·√[(p + d − NPS²)/N] in points, 0 where all agree, which
        `reason` then says. Fewer than 10 answers: not enough data.
    Source: Reichheld 2003; Rocks 2016. S-NPS: 12/5/3 of 20 → 45 ± 32; 120/50/30 of 200 → 45 ± 10.
    """
    if answers < LEAST:
        reason = f"{answers} answers: below {LEAST} the score is chance."
        return Result(None, "points", State.NOT_ENOUGH_DATA, reason, n_used=answers, n_total=answers)
    p, d = promoters / answers, detractors / answers
    spread = max(0.0, p + d - (p - d) ** 2)
    return Result(
        100 * (p - d),
        "points",
        reason="" if spread else f"all {answers} agree",
        n_used=answers,
        n_total=answers,
        inputs={
            "error": 100 * _Z * math.sqrt(spread / answers),
            "promoters": promoters,
            "detractors": detractors,
        },
    )


def apart(one: Result, other: Result) -> bool | None:
    """Whether two scores differ beyond their errors; None where one is missing."""
    if one.value is None or other.value is None:
        return None
    return abs(one.value - other.value) > _error(one) + _error(other)


def _error(score: Result) -> float:
    return float(str(score.inputs["error"]))


def response_rate(responded: int, asked: int) -> Result:
    """
    Share of those asked who gave an answer, 0 to 1.

    Where everybody listed has answered, the file may list answers only: who was asked is not known.
    """
    if not asked:
        return Result(None, "share", State.NOT_APPLICABLE, "Nobody was asked.")
    if responded == asked:
        reason = "Everybody listed has answered: who else was asked is not known."
        return Result(None, "share", State.NOT_MEASURED, reason, n_used=responded, n_total=asked)
    return Result(responded / asked, "share", n_used=responded, n_total=asked, coverage=responded / asked)
