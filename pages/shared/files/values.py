"""What the words of a file mean: statuses, ratings, grades; each meaning can be changed in place."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from pages.shared.files import staging
from pages.shared.files.offered import Offered
from pmo_core.importing import Staged
from pmo_core.importing.vocabulary import Word, vocabulary
from pmo_core.look import md, plural
from pmo_core.model import Question

WORD, MEANS, ROWS_SHOWN = "In the file", "Means", 10


def words_of(made: Staged) -> list[Word]:
    """The words of a staged file, found once."""
    held: dict[str, list[Word]] = st.session_state.setdefault("vocabularies", {})
    if made.import_id not in held:
        held.clear()  # of the file looked at before
        held[made.import_id] = vocabulary(made.reading, made.options.answers)
    return held[made.import_id]


def label(words: list[Word], unknown: list[Question]) -> str:
    """What the folded step says."""
    if not words:
        return f"Values: {plural(len(unknown), 'word')} you may explain"
    open_ = sum(1 for word in words if word.meaning is None)
    rest = f"{open_} without a known meaning" if open_ else "all known"
    fields = len({word.field for word in words})
    return f"Values: {plural(len(words), 'word')} in {plural(fields, 'column')}, {rest}"


def show(file: Offered, made: Staged, *, words: list[Word]) -> None:
    """One small table per column."""
    if not words:
        return
    grouped = [(field, list(of)) for field, of in groupby(words, key=lambda word: word.field)]
    places = st.columns(2) if len(grouped) > 1 else [st.container()]
    for number, (field, of_field) in enumerate(grouped):
        with places[number % len(places)]:
            st.markdown(f"**{md(field.replace('_', ' ').capitalize())}**")
            key = f"values {file.file_id} {made.import_id} {field}"
            st.data_editor(
                pd.DataFrame(
                    [
                        (word.text, word.meaning and word.meaning.replace("_", " "), word.rows)
                        for word in of_field
                    ],
                    columns=[WORD, MEANS, "Rows"],
                ),
                column_config={
                    MEANS: st.column_config.SelectboxColumn(
                        options=[choice.replace("_", " ") for choice in of_field[0].choices]
                    ),
                    "Rows": st.column_config.NumberColumn(format="localized"),
                },
                disabled=[WORD, "Rows"],
                hide_index=True,
                num_rows="fixed",
                height="content" if len(of_field) <= ROWS_SHOWN else 35 * (ROWS_SHOWN + 1) + 3,
                placeholder="–",
                key=key,
                on_change=_mean,
                args=(file.file_id, key, field, [word.text for word in of_field]),
            )


def _mean(file_id: str, key: str, field: str, texts: list[str]) -> None:
    """A choice in the table answers what the word means; none takes the answer back."""
    for row, changed in st.session_state[key]["edited_rows"].items():
        if MEANS in changed:
            meaning = changed[MEANS]
            said = meaning.replace(" ", "_") if meaning else None
            staging.answer(file_id, f"value.{field}.{texts[int(row)]}", value=said)
