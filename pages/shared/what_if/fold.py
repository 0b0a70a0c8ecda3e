"""A folded part of the page, computed only while it is open; and tables in one format."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from pages.shared import background
from pages.shared.jobs import Soon
from pages.shared.panels import SHORT_TABLE
from pmo_core.look import md, number

NUMBER: Final = st.column_config.NumberColumn
MONEY: Final = NUMBER(format="localized")
SCORE: Final = NUMBER(format="%.3f")
SHARE: Final = NUMBER(format="percent")
FORMS: Final[Mapping[str, object]] = {
    **dict.fromkeys(("cost", "cost in", "cost out", "budget"), MONEY),
    **dict.fromkeys(("score", "value", "value in", "value out", "second opinion"), SCORE),
    **dict.fromkeys(("share of the best", "funded in", "first in"), SHARE),
}
"""Column → format."""
MOST: Final = 1_000


def fold(title: str, *, name: str) -> tuple[AbstractContextManager[object], bool]:
    """A part that is folded at first, and whether it is open."""
    part = st.expander(title, key=f"fold {name}", on_change="rerun")
    return part, bool(part.open)


def table(rows: pd.DataFrame, *, alt: str, forms: Mapping[str, object] | None = None) -> None:
    """Rows with the house's formats, up to MOST of them; headers begin with a capital."""
    known = {**FORMS, **(forms or {})}
    st.dataframe(
        lean(rows.head(MOST)),
        column_config={headed(name): known[name] for name in rows.columns if name in known},
        hide_index=True,
        height="content" if len(rows) <= SHORT_TABLE else "auto",
        placeholder="–",
        alt=alt,
    )
    if len(rows) > MOST:
        st.caption(f"The first {number(MOST)} of {number(len(rows))} rows; the export holds all.")


def lean(rows: pd.DataFrame) -> pa.Table:
    """The same rows in half the bytes, for each move sends them; a share keeps seven digits."""
    return pa.table({headed(name): _lean(pa.array(rows[name], from_pandas=True)) for name in rows.columns})


def _lean(column: pa.Array) -> pa.Array:
    if pa.types.is_floating(column.type):
        most = pc.max(pc.abs(column)).as_py()
        return column.cast(pa.float32()) if most is not None and most <= 1 else column
    if pa.types.is_integer(column.type):
        ends = pc.min_max(column).as_py()
        small = ends["min"] is not None and max(-ends["min"], ends["max"]) < 2**15
        return column.cast(pa.int16()) if small else column
    if not pa.types.is_large_string(column.type):
        return column
    coded = column.dictionary_encode()
    return coded if 2 * len(coded.dictionary) < len(column) else column.cast(pa.string())


def headed(name: str) -> str:
    """A column's header."""
    return name[:1].upper() + name[1:]


def waits(found: Soon[object], *keys: object, said: str) -> bool:
    """Show how far a computation is, or what it ended with; True = there is nothing more to show."""
    if found.problem:
        st.warning(md(found.problem))
        return found.value is None
    if not found.done:
        background.follow(keys, said=said)
        return True
    return found.value is None
