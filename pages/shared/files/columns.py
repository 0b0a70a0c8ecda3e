"""Which column each field is read from: samples, coverage and certainty, and another column by one choice."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Final

import pandas as pd
import streamlit as st

from pages.shared.files import staging
from pages.shared.files.offered import Offered
from pmo_core.fields import FIELDS, REQUIRED
from pmo_core.importing import Staged
from pmo_core.look import md, plural
from pmo_core.model import FieldType

SAMPLES, SAMPLE_CHARACTERS, ROWS_SHOWN = 3, 30, 14
_JUDGED: Final = frozenset(
    {FieldType.STATUS, FieldType.RATING, FieldType.HORIZON, FieldType.DATE, FieldType.MONEY, FieldType.PERSON}
)
"""Fields of these types move the verdict or say who is asked."""

FIELD, COLUMN = "Field", "Column in the file"


def label(made: Staged) -> str:
    """What the folded step says."""
    reading = made.reading
    used = len(reading.mapping)
    return f"Columns: {used} of {plural(used + len(reading.unmapped), 'column')} used"


def show(file: Offered, made: Staged) -> None:
    """Every field of the kind with its column, those that are required first."""
    rows = _rows(made.import_id, made)
    key = f"columns {file.file_id} {made.import_id}"
    st.data_editor(
        rows,
        column_config={
            COLUMN: st.column_config.SelectboxColumn(
                options=list(made.reading.raw.headers), help="Choose another column, or none."
            ),
            "Samples": st.column_config.TextColumn(width="medium"),
            "Lack it": st.column_config.TextColumn(width="medium"),
        },
        disabled=[name for name in rows.columns if name != COLUMN],
        hide_index=True,
        num_rows="fixed",
        height="content" if len(rows) <= ROWS_SHOWN else 35 * (ROWS_SHOWN + 1) + 3,
        placeholder="–",
        key=key,
        on_change=_map,
        args=(file.file_id, key, list(rows[FIELD])),
    )
    if made.reading.unmapped:
        named = ", ".join(f"“{header[:60]}”" for header in made.reading.unmapped[:12])
        more = f" and {len(made.reading.unmapped) - 12} more" if len(made.reading.unmapped) > 12 else ""
        st.caption(md(f"Not used, and not stored: {named}{more}."))


@st.cache_resource(show_spinner=False, max_entries=16)
def _rows(import_id: str, _made: Staged) -> pd.DataFrame:
    reading = _made.reading
    lacking: dict[str, Counter[str]] = {}
    if reading.missing is not None:
        fields, kinds = (reading.missing[name].to_pylist() for name in ("field", "kind"))
        for field, kind in zip(fields, kinds, strict=True):
            lacking.setdefault(field, Counter())[kind.replace("_", " ")] += 1
    likely = {guess.value.partition(" ← ")[0]: guess for guess in reading.guesses if guess.name == "mapping"}
    found = []
    for field in _ordered(_made):
        column, lacks = reading.mapping.get(field), lacking.get(field, Counter())
        filled = reading.rows_loaded - lacks.total()
        found.append(
            (
                field.replace("_", " "),
                column,
                _samples(_made, column),
                f"{filled:,} of {reading.rows_loaded:,}" if column and reading.rows_loaded else None,
                ", ".join(f"{n:,} {kind}" for kind, n in lacks.most_common()) or None,
                (likely[field].certainty if field in likely else "sure") if column else None,
            )
        )
    return pd.DataFrame(found, columns=[FIELD, COLUMN, "Samples", "Have a value", "Lack it", "Certainty"])


def _ordered(made: Staged) -> list[str]:
    """Required fields, then those that have a column, then the rest of the kind, what is judged first."""
    kind, mapping = made.reading.kind, made.reading.mapping
    required = [field for group in REQUIRED[kind] for field in group]
    rest = sorted(FIELDS[kind], key=lambda item: item.type not in _JUDGED)
    return list(dict.fromkeys([*required, *mapping, *(item.name for item in rest)]))


def _samples(made: Staged, column: str | None) -> str | None:
    raw = made.reading.raw
    if column is None or column not in raw.headers:
        return None
    filled = (text.strip() for text in raw.column(column) if text.strip())
    distinct = islice(dict.fromkeys(islice(filled, 200)), SAMPLES)
    return " · ".join(text[:SAMPLE_CHARACTERS] for text in distinct) or None


def _map(file_id: str, key: str, fields: list[str]) -> None:
    """A choice in the table answers which column holds the field; no choice leaves the field out."""
    for row, changed in st.session_state[key]["edited_rows"].items():
        if COLUMN in changed:
            field = fields[int(row)].replace(" ", "_")
            staging.answer(file_id, f"map.{field}", value=changed[COLUMN] or "-")
