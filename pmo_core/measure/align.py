"""Money against objectives: who is funded, what serves nothing, how far from the declared priorities."""

from __future__ import annotations

import numpy as np

from pmo_core.measure.arrays import Flags, Floats


def spend(amounts: Floats, shares: Floats) -> Floats:
    """Money per objective: Σ_i c_i·M_ik. `shares` is projects × objectives, rows add up to 1 at most."""
    return np.asarray(amounts @ shares, dtype=np.float64)


def orphans(shares: Floats) -> Flags:
    """Projects that serve no objective at all."""
    return np.asarray(shares.sum(axis=1) <= 0, dtype=np.bool_)


def orphan_share(amounts: Floats, shares: Floats) -> float:
    """Share of the money that serves no declared objective, 0–1; amounts sum > 0. S-ALIGN → .30."""
    return float(amounts[orphans(shares)].sum() / amounts.sum())


def unassigned_share(amounts: Floats, shares: Floats) -> float:
    """Share of the money that no objective claims, orphans and partly aligned projects together, 0–1."""
    return float((amounts * (1 - shares.sum(axis=1))).sum() / amounts.sum())


def misallocation(spent: Floats, weights: Floats) -> float:
    """
    Share of the aligned money that would have to move to match the weights: ½ Σ |spend share − w|.

    Args:
        spent: Money per objective, sum > 0.
        weights: Declared weights in the same order, any positive multiple.
    Returns:
        0 to 1. Weights are priorities, not cost shares: an objective may be cheap.
    Source: total variation, as mix_distance. S-ALIGN → .20.
    """
    return float(np.abs(spent / spent.sum() - weights / weights.sum()).sum() / 2)


def objective_coverage(spent: Floats, weights: Floats) -> tuple[float, float]:
    """Share of objectives with any money, by count and by weight, each 0–1. S-ALIGN → 2/3 and .80."""
    funded = spent > 0
    return float(funded.mean()), float(weights[funded].sum() / weights.sum())


def served(shares: Floats, weights: Floats | None) -> Floats:
    """
    How much each project serves the objectives, 0–1: Σ_k M_ik · w_k / max w.

    Args:
        shares: Projects × objectives, rows add up to 1 at most; a NaN row is not assessed and stays NaN.
        weights: Declared weights, each ≥ 0 and one above 0; None = every objective counts the same.
    """
    if weights is None:
        return np.asarray(shares.sum(axis=1), dtype=np.float64)
    return np.asarray(shares @ (weights / weights.max()), dtype=np.float64)
