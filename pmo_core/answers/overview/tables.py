"""
The overview in rows: components, what moved the index, changes and projects that need attention.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pandas as pd

from pmo_core.answers.overview import words
from pmo_core.answers.overview.judgement import Moved, Standing
from pmo_core.answers.overview.metric import Index
from pmo_core.answers.overview.waterfall import Waterfall

KEPT: Final = 8
"""Long tables of so many standings are kept, to be shown again under other targets."""


def component_rows(index: Index) -> pd.DataFrame:
    """Components of the index; what is not measured has no score, and its reason as remark."""
    parts = index.components
    return pd.DataFrame(
        {
            "Component": [words.COMPONENT_NAMES[part.id] for part in parts],
            "Score": [part.score.value for part in parts],
            "Weight": [part.weight for part in parts],
            "Share of the index": [part.share for part in parts],
            "Coverage": [part.score.coverage for part in parts],
            "Counted": [f"{part.score.n_used} of {part.score.n_total}" for part in parts],
            "Points per point": [part.per_point for part in parts],
            "Remark": [part.reason for part in parts],
        }
    )


def waterfall_rows(waterfall: Waterfall | None) -> pd.DataFrame:
    """What each component did to the index; no rows where nothing compares."""
    steps = waterfall.steps if waterfall else ()
    return pd.DataFrame(
        {
            "component": [words.COMPONENT_NAMES[step.id] for step in steps],
            "before": [step.before for step in steps],
            "after": [step.after for step in steps],
            "points": [step.points for step in steps],
            "label": [words.signed_points(step.points) for step in steps],
        }
    )


@lru_cache(maxsize=KEPT)
def change_rows(change: Moved) -> pd.DataFrame:
    """Changes by project, the most money first."""
    found = change.found
    return pd.DataFrame(
        {
            "Project": [change.name for change in found],
            "Id": [change.id for change in found],
            "What": [change.what for change in found],
            "Change": [words.change_text(change) for change in found],
            "Investment": [change.amount for change in found],
            "Unit": [change.unit for change in found],
        }
    )


@lru_cache(maxsize=KEPT)
def attention_rows(standing: Standing) -> pd.DataFrame:
    """Projects that need attention with every reason, the most money first."""
    concerns = standing.concerns
    return pd.DataFrame(
        {
            "Project": [concern.entry.name for concern in concerns],
            "Investment": [concern.entry.amount for concern in concerns],
            "Unit": [concern.entry.unit for concern in concerns],
            "Why": ["; ".join(concern.reasons) for concern in concerns],
            "Owner": [concern.entry.owner for concern in concerns],
            "Id": [concern.entry.id for concern in concerns],
        }
    )
