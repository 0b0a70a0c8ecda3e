"""The words of a file: what each of them was taken to mean, and in how many rows it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from pmo_core.fields import FIELDS
from pmo_core.intake.coded import coded
from pmo_core.intake.reading import Reading
from pmo_core.intake.values.offers import LEVELS, MEANINGS
from pmo_core.model import Field, FieldType, Missing
from pmo_core.scenario import RATING_SCALE

MOST_WORDS: Final = 60
"""A column with more distinct texts holds no vocabulary."""


@dataclass(frozen=True)
class Word:
    """
    One text of a column.

    `meaning` is one of `choices` or a kind of missing value; None where nothing knows it.
    """

    field: str
    text: str
    meaning: str | None
    rows: int
    choices: tuple[str, ...]


def vocabulary(reading: Reading, said: Mapping[str, str]) -> list[Word]:
    """
    The words of every column that holds words rather than figures, the frequent ones first per column.

    Empty while questions are open; columns that became rows have no words of their own. `said` are the
    answers that the file was read with: a label that stays as written means what they say.
    """
    table, raw = reading.table, reading.raw
    if table is None or len(raw.rows) != len(set(raw.rows)):
        return []
    places = {number: at for at, number in enumerate(raw.rows)}
    found: list[Word] = []
    for item in FIELDS[reading.kind]:
        header = reading.mapping.get(item.name)
        if item.type in MEANINGS and header in raw.headers:
            texts = raw.column(header)
            if len(coded(texts).used()) <= MOST_WORDS:
                own = [texts[places[number]].strip() for number in table["row"].to_pylist()]
                found += _words(item.name, item.type, own, meanings=_meanings(reading, table, item))
    told = {word: said.get(f"value.{word.field}.{word.text}") for word in found}
    return [replace(word, meaning=word.meaning or told[word]) for word in found]


def _meanings(reading: Reading, table: pa.Table, item: Field) -> list[str | None]:
    """What each row's cell was taken to mean."""
    name = "status_standard" if item.name == "status" else item.name
    lacking = _lacking(reading, item.name)
    rows, stored = table["row"].to_pylist(), table[name].to_pylist()
    return [lacking.get(row) or _shown(value, item.type) for row, value in zip(rows, stored, strict=True)]


def _lacking(reading: Reading, field: str) -> dict[int, str]:
    """Row → kind of its missing value; what could not be read is no kind, for nothing knows it."""
    if reading.missing is None:
        return {}
    cells = zip(*(reading.missing[name].to_pylist() for name in ("row", "field", "kind")), strict=True)
    return {row: kind for row, of, kind in cells if of == field and kind != Missing.UNPARSEABLE}


def _words(field: str, type_: FieldType, texts: list[str], *, meanings: list[str | None]) -> list[Word]:
    counts = Counter((text, meaning) for text, meaning in zip(texts, meanings, strict=True) if text)
    return [
        Word(field, text, meaning, rows, MEANINGS[type_]) for (text, meaning), rows in counts.most_common()
    ]


def _shown(meaning: object, type_: FieldType) -> str | None:
    """A stored value as the word that answers for it."""
    if meaning is None or meaning == "unknown":
        return None
    if type_ is FieldType.RATING:
        label = str(meaning).casefold()
        return label if label in RATING_SCALE else None
    if type_ is FieldType.LEVEL and isinstance(meaning, int):
        return LEVELS[meaning]
    if isinstance(meaning, bool):
        return "yes" if meaning else "no"
    return f"{meaning:g}" if isinstance(meaning, float) else str(meaning)
