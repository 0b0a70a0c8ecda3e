"""What the user said about a portfolio's own rating labels, as settings of that portfolio."""

from __future__ import annotations

import json

import pyarrow as pa

from pmo_core.intake.rows.fill import rating_words
from pmo_core.intake.values.shared import Sheet
from pmo_core.intake.values.worded import told_scores
from pmo_core.scenario import RATING_SETTING


def told_settings(sheet: Sheet) -> pa.Table | None:
    """
    One row of kind settings, `rating_scores.<label>`, per own rating label that the user placed.

    Returns:
        The rows with the columns of the store; None if no label of the file was placed.
    """
    words = rating_words(sheet)
    if words is None or not words.said or "rating" not in sheet.columns:
        return None
    scores = told_scores(sheet.columns["rating"], words)
    if not scores:
        return None
    names = [RATING_SETTING + label for label in sorted(scores)]
    return pa.table(
        {
            "row": pa.array(range(1, len(names) + 1), pa.int32()),
            "key": pa.array(names, pa.string()),
            "deleted": pa.array([False] * len(names), pa.bool_()),
            "name": pa.array(names, pa.string()),
            "value": pa.array([json.dumps(scores[label]) for label in sorted(scores)], pa.string()),
        }
    )
