"""The figures of alignment: money that serves nothing, and money that follows other priorities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure import align as formula
from pmo_core.measure.arrays import Floats
from pmo_core.model import Metric, Result, State

ALIGNMENT: Final = Metric(
    id="alignment",
    name="Alignment",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="Share of the investment that serves the objectives, in the proportion of their weights.",
    formula="100 · (1 − orphan share) · (1 − misallocation)",
    source="Percent alignment; misallocation is a total variation distance as mix_distance",
    golden="S-ALIGN",
)
ORPHAN_SHARE: Final = Metric(
    id="orphan_share",
    name="Orphan share",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="Share of the investment that serves no declared objective.",
    formula="Σ amount of projects without any alignment / Σ amount",
    source="Alignment table; a project absent from it serves nothing",
    golden="S-ALIGN",
)
MISALLOCATION: Final = Metric(
    id="misallocation",
    name="Misallocation",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="Share of the aligned investment that would have to move to match the objectives' weights.",
    formula="½ Σ |share of aligned money − weight|",
    source="Total variation distance; weights are priorities: an objective may be cheap",
    golden="S-ALIGN",
)


@dataclass(frozen=True, eq=False)
class Aligned:
    """Amounts (P, NaN = none), shares (P × K, NaN row = not assessed), weights (K, sum > 0)."""

    amounts: Floats
    shares: Floats
    weights: Floats
    weights_given: bool = True


def alignment(aligned: Aligned) -> Result:
    """
    How far the money follows the declared objectives.

        100 · (1 − orphan share) · (1 − misallocation)

    Returns:
        0 to 100; `inputs` hold orphan_share, unassigned_share, misallocation, coverage by count and by
        weight. `coverage` is the share of the investment that is assessed. A portfolio of orphans has 0.
    Source: ALIGNMENT. S-INDEX → 68.
    """
    held = ~np.isnan(aligned.amounts)
    assessed = held & ~np.isnan(aligned.shares).any(axis=1)
    amounts, shares = aligned.amounts[assessed], aligned.shares[assessed]
    n_used, n_total = int(assessed.sum()), int(aligned.amounts.size)
    if not amounts.sum() > 0:
        return refused("No open project with an amount is assessed against the objectives.", n_total=n_total)
    orphan = formula.orphan_share(amounts, shares)
    spent = formula.spend(amounts, shares)
    astray = formula.misallocation(spent, aligned.weights) if spent.sum() > 0 else None
    by_count, by_weight = formula.objective_coverage(spent, aligned.weights)
    return Result(
        100 * (1 - orphan) * (1 - (astray or 0.0)) if astray is not None else 0.0,
        "points",
        n_used=n_used,
        n_total=n_total,
        coverage=float(amounts.sum() / aligned.amounts[held].sum()),
        inputs={
            "orphan_share": orphan,
            "unassigned_share": formula.unassigned_share(amounts, shares),
            "misallocation": astray,
            "objectives_funded": by_count,
            "weight_funded": by_weight,
            "weights": "as declared" if aligned.weights_given else "equal, because none is declared",
        },
    )


def refused(reason: str, *, n_total: int = 0) -> Result:
    """An alignment that is not measured, with its reason."""
    return Result(None, "points", State.NOT_MEASURED, reason, n_total=n_total)
