"""Points that add up to 100, to a precision that people read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

WHOLE: Final = 100


def rounded_points(points: Mapping[str, float], *, steps: int = 1) -> dict[str, float]:
    """
    Round to 1/steps of a point so that they still add up to 100: who lost most by it gets the next step.

    Args:
        points: Criterion → points, each ≥ 0, one above 0; any multiple.
        steps: Steps per point: 1 for whole ones, 100 for hundredths.
    """
    total = math.fsum(points.values())
    exact = {id: WHOLE * steps * held / total for id, held in points.items()}
    kept = {id: math.floor(held + 1e-9) for id, held in exact.items()}
    lost = sorted(exact, key=lambda id: (kept[id] - exact[id], id))
    for id in lost[: WHOLE * steps - sum(kept.values())]:
        kept[id] += 1
    return {id: held / steps for id, held in kept.items()}
