"""A table from which the reader picks one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

import pandas as pd
import streamlit as st

from pages.shared.panels import SHORT_TABLE

T = TypeVar("T")
WHEN: Final = st.column_config.DatetimeColumn("When (UTC)", format="D MMM YYYY, HH:mm")


def picked(things: Sequence[T], rows: Sequence[dict[str, object]], *, alt: str, key: str) -> T | None:
    """
    Show things as rows; give the one that is picked.

    Args:
        things: What can be picked.
        rows: How each is shown: header → cell; a moment stands under "When".
        alt: What the table is, for those who do not see it.
        key: Of the table; with other rows it must be another one.
    """
    chosen = st.dataframe(
        pd.DataFrame(rows),
        column_config={"When": WHEN},
        hide_index=True,
        height="content" if len(rows) <= SHORT_TABLE else 35 * (SHORT_TABLE + 1) + 3,
        placeholder="–",
        alt=alt,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    places = chosen["selection"]["rows"]
    return things[places[0]] if places and places[0] < len(things) else None
