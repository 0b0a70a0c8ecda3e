"""The balance index that a portfolio would have if only the projects that it funds went on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from pmo_core.answers.overview.facts import Gathered
from pmo_core.answers.overview.judgement import judge
from pmo_core.answers.overview.metric import Index
from pmo_core.scenario import Mix


def funded_index(
    gathered: Gathered,
    keys: Collection[str],
    *,
    target: Mix | None = None,
    weights: Mapping[str, float] | None = None,
    department: str = "",
) -> Index:
    """
    Judge the funded projects with what is finished; stakeholders and KPIs stay as they are.

    Args:
        gathered: Facts of one snapshot.
        keys: The open projects that go on.
        target: As of `judge`.
        weights: As of `judge`.
        department: As of `judge`.
    """
    funded = np.array([key in keys for key in gathered.positions.key], dtype=np.bool_)
    kept = gathered.positions.take(gathered.positions.finished | funded)
    part = replace(gathered, positions=kept)
    return judge(part, target=target, weights=weights, department=department).index
