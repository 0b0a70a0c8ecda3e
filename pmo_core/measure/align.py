"""Money against objectives: who is funded, what serves nothing, how far from the declared priorities."""

from __future__ import annotations

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Whole


def spend(amounts: Floats, shares: Floats) -> Floats:
    """Money per objective: Σ_i c_i·M_ik. `shares` is projects × objectives, rows add up to 1 at most."""
    return np.asarray(amounts @ shares, dtype=np.float64)


def spend_within(amounts: Floats, shares: Floats, *, bucket: Whole, buckets: int) -> Floats:
    """Money per bucket and objective (buckets × K); `bucket` is the place of each project's own."""
    member = (bucket[:, np.newaxis] == np.arange(buckets)).astype(np.float64)
    return np.asarray((member * amounts[:, np.newaxis]).T @ shares, dtype=np.float64)


def orphans(shares: Floats) -> Flags:
    """Projects that serve no objective at all."""
    return np.asarray(shares.sum(axis=1) <= 0, dtype=np.bool_)


def orphan_share(amounts: Floats, shares: Floats) -> float:
    """Share of the money that serves no declared objective, 0–1; amounts sum > 0. S-ALIGN → .30."""
    return float(amounts[orphans(shares)].sum() / amounts.sum())


def unassigned_share(amounts: Floats, shares: Floats) -> float:
    """Share of the money that no objective claims, orphans and partly aligned projects together, 0–1."""
    return float((amounts * (1 - shares.sum(axis=1))).sum() / amounts.sum())


def excess(spent: Floats, weights: Floats) -> Floats:
    """
    Money of each objective beyond what its weight would give it, negative = below; sums to 0.

        spend_k − w_k · Σ spend

    Args:
        spent: Money per objective.
        weights: Declared weights in the same order, any positive multiple.
    """
    return np.asarray(spent - weights / weights.sum() * spent.sum(), dtype=np.float64)


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


def misplaced(amounts: Floats, shares: Floats, *, weights: Floats) -> Floats:
    """
    Money of each project that its objectives have beyond their weights.

        c_i · Σ_k M_ik · max(0, excess_k) / spend_k

    An excess is shared by all projects of the objective alike, so that the sum over the projects is the
    misallocation times the aligned money.

    Args:
        amounts: Money per project.
        shares: Projects × objectives, 0–1.
        weights: Declared weights, sum > 0.
    """
    spent = spend(amounts, shares)
    over = np.maximum(excess(spent, weights), 0.0)
    rate = np.divide(over, spent, out=np.zeros_like(over), where=spent > 0)
    return np.asarray(amounts * (shares @ rate), dtype=np.float64)


def objective_coverage(spent: Floats, weights: Floats) -> tuple[float, float]:
    """Share of objectives with any money, by count and by weight, each 0–1. S-ALIGN → 2/3 and .80."""
    funded = spent > 0
    return float(funded.mean()), float(weights[funded].sum() / weights.sum())


def dependence(amounts: Floats, shares: Floats) -> tuple[Floats, Whole]:
    """
    How much of an objective's money its greatest project holds, and the place of that project.

        max_i c_i·M_ik / spend_k

    Returns:
        0–1 per objective with NaN where it has no money, and −1 for the place there. One project alone → 1.
    """
    spent = spend(amounts, shares)
    if not amounts.size:
        return np.full(spent.size, np.nan), np.full(spent.size, -1, dtype=np.int64)
    parts = amounts[:, np.newaxis] * shares
    largest = np.where(spent > 0, parts.argmax(axis=0), -1)
    return np.divide(parts.max(axis=0), spent, out=np.full(spent.size, np.nan), where=spent > 0), largest


def objectives_per_project(shares: Floats) -> float:
    """Mean number of objectives of the projects that serve any; NaN if none does. Above 3: inflation."""
    counts = (shares > 0).sum(axis=1)
    return float(counts[counts > 0].mean()) if counts.any() else float("nan")


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
