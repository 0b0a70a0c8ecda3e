"""What moved the index between two dates, like for like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pmo_core.answers.overview.metric import Index
from pmo_core.measure import compose as formula
from pmo_core.measure.arrays import figures
from pmo_core.model import Metric

INDEX_CHANGE: Final = Metric(
    id="index_change",
    name="What moved the index",
    unit="points",
    range="−99 to 99",
    better="higher",
    meaning="What each component did to the index between two dates, over those measured on both.",
    formula="weight · Δ ln score, scaled so that the parts add up to the change of the index",
    source="Exact logarithmic split of the geometric mean",
    golden="S-INDEX",
)


@dataclass(frozen=True)
class Step:
    """What one component did to the index between two dates, in points, with both scores."""

    id: str
    before: float
    after: float
    points: float


@dataclass(frozen=True)
class Waterfall:
    """Like for like: index before and after over the components measured on both dates."""

    before: float
    after: float
    steps: tuple[Step, ...]
    left_out: tuple[str, ...]


def index_change(before: Index, after: Index, *, apart: frozenset[str] = frozenset()) -> Waterfall | None:
    """
    Split the change of the index by component; None when no component is measured on both dates.

    `apart` are components that were measured on unlike scales: they are left out.
    """
    old = {c.id: c.score.value for c in before.components if c.id not in apart}
    shared = [c for c in after.components if c.weight > 0 and c.measured and old.get(c.id) is not None]
    if not shared:
        return None
    first, then = figures(old[c.id] for c in shared), figures(c.score.value for c in shared)
    weights = figures(c.weight for c in shared)
    points = formula.change_split(first, then, weights=weights)
    steps = tuple(Step(c.id, float(first[i]), float(then[i]), float(points[i])) for i, c in enumerate(shared))
    names = {c.id for c in shared}
    one_sided = tuple(
        c.id for c in after.components if c.id not in names and (c.measured or old.get(c.id) is not None)
    )
    return Waterfall(formula.composite(first, weights), formula.composite(then, weights), steps, one_sided)
