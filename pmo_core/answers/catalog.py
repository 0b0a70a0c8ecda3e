"""Every figure that is shown, with its one definition; the Method page and the checks read it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from pmo_core.answers.alignment.metric import (
    ALIGNMENT,
    DEPENDENCE,
    INFLATION,
    MISALLOCATION,
    OBJECTIVE_COVERAGE,
    OBJECTIVE_SPEND,
    ORPHAN_SHARE,
    UNASSIGNED_SHARE,
)
from pmo_core.answers.balance.delivery import (
    DELIVERED,
    FUTURE_COST,
    HIGH_ON_BOTH,
    OVERDUE,
    VALUE_LATER,
    WINS_NOW,
)
from pmo_core.answers.balance.metric import BALANCE, EVENNESS, MIX_DISTANCE, TO_MOVE, TOTAL
from pmo_core.answers.engagement.metric import (
    ATTAINMENT,
    CADENCE,
    DEBT,
    NPS,
    QUADRANT,
    RESPONSE_RATE,
    SENTIMENT,
    SINGLE_POINTS,
    SUPPORT,
    UNATTENDED,
    WEIGHTED_GAP,
)
from pmo_core.answers.kpis.metric import FALSE_ALARMS, KPI_ATTAINMENT, KPI_PACE, KPI_SIGNAL, KPIS
from pmo_core.answers.kpis.trend_metric import TRENDS
from pmo_core.answers.overview.attention import ATTENTION, DATA_GAPS
from pmo_core.answers.overview.changes import CHANGES
from pmo_core.answers.overview.metric import INDEX, INDEX_RANGE, MIX
from pmo_core.answers.overview.waterfall import INDEX_CHANGE
from pmo_core.answers.priorities.metric import RANKING
from pmo_core.answers.priorities.selection_metric import SELECTION
from pmo_core.answers.roadmap.earned_metric import EARNED
from pmo_core.answers.roadmap.metric import CHURN, DUE, INTEGRITY, NEXT_WIN, SHARE_LATE, SLIP, VELOCITY
from pmo_core.model import Metric

_ALL: Final[tuple[Metric, ...]] = (
    TOTAL,
    MIX_DISTANCE,
    BALANCE,
    TO_MOVE,
    EVENNESS,
    WINS_NOW,
    VALUE_LATER,
    OVERDUE,
    DELIVERED,
    HIGH_ON_BOTH,
    FUTURE_COST,
    INDEX,
    INDEX_RANGE,
    INDEX_CHANGE,
    MIX,
    ALIGNMENT,
    ORPHAN_SHARE,
    MISALLOCATION,
    UNASSIGNED_SHARE,
    OBJECTIVE_COVERAGE,
    OBJECTIVE_SPEND,
    DEPENDENCE,
    INFLATION,
    SUPPORT,
    WEIGHTED_GAP,
    ATTAINMENT,
    QUADRANT,
    CADENCE,
    DEBT,
    SENTIMENT,
    SINGLE_POINTS,
    UNATTENDED,
    RESPONSE_RATE,
    NPS,
    KPIS,
    KPI_SIGNAL,
    FALSE_ALARMS,
    KPI_ATTAINMENT,
    KPI_PACE,
    *TRENDS,
    SLIP,
    SHARE_LATE,
    VELOCITY,
    CHURN,
    INTEGRITY,
    DUE,
    NEXT_WIN,
    *EARNED,
    CHANGES,
    ATTENTION,
    DATA_GAPS,
    *RANKING,
    *SELECTION,
)

METRICS: Final[Mapping[str, Metric]] = {metric.id: metric for metric in _ALL}
"""Definitions by id, in the order in which the Method page shows them."""


def method_version() -> str:
    """A short hash over all definitions: it changes when any figure is computed in another way."""
    said = json.dumps([asdict(metric) for metric in _ALL], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:8]
