"""Weights as a reader sets them: a slider, a preset, a ranking or pairs; each gives another plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from pmo_core.errors import ScenarioError
from pmo_core.measure.pairwise import Pairwise, judgement_matrix, pairwise
from pmo_core.measure.weigh import moved, rank_sum, roc, whole_weights
from pmo_core.plan import Plan


def with_points(plan: Plan, points: Mapping[str, float]) -> Plan:
    """
    The plan with these points, made to add up to 100; criteria that are not named have none.

    Raises:
        ScenarioError: If they cannot hold.
    """
    held = {id: points.get(id, 0.0) for id in plan.points}
    shares = whole_weights(np.array(list(held.values())))
    if math.isclose(math.fsum(held.values()), 100, rel_tol=1e-12):
        return replace(plan, points=held)
    return replace(plan, points=dict(zip(held, (100 * shares).tolist(), strict=True)))


def with_slider(plan: Plan, id: str, to: float) -> Plan:
    """The plan once the slider of a criterion is at `to`; the others that are not locked share the rest."""
    ids = list(plan.points)
    points = moved(
        np.array([plan.points[one] for one in ids]),
        at=ids.index(id),
        to=to,
        locked=np.array([one in plan.locked for one in ids], dtype=np.bool_),
    )
    return with_points(plan, dict(zip(ids, points.tolist(), strict=True)))


def with_lock(plan: Plan, id: str, *, on: bool) -> Plan:
    """The plan with the points of a criterion held, or free again."""
    return replace(plan, locked=plan.locked | {id} if on else plan.locked - {id})


def ranked_points(places: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """
    Points of a ranking: rank order centroid, and the flatter rank sum to compare.

    Args:
        places: Criterion → its place, 1 for the most important one; equal places are ties.
    Raises:
        ScenarioError: If none is ranked.
    """
    if not places:
        raise ScenarioError("No criterion is ranked.", fix="Give at least one of them a place.")
    given = np.array(list(places.values()), dtype=np.float64)
    steep, flat = (dict(zip(places, (100 * found(given)).tolist(), strict=True)) for found in (roc, rank_sum))
    return steep, flat


def pair_points(
    ids: tuple[str, ...], judgements: Mapping[tuple[int, int], float]
) -> tuple[dict[str, float], Pairwise]:
    """
    Points of judgements pair by pair, and how well these agree.

    Args:
        ids: Criteria.
        judgements: Places of two of them → how many times as much the first counts, 1/9 … 9; every pair once.
    Raises:
        ScenarioError: If a pair is missing, or there are more than nine criteria.
    """
    found = pairwise(judgement_matrix(len(ids), judgements))
    return dict(zip(ids, (100 * found.weights).tolist(), strict=True)), found
