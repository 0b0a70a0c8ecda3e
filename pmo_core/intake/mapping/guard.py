"""Type guards: whether the cells of a column look like a field, before its header's name counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from statistics import median
from typing import Final

from pmo_core.intake.mapping.cell_tests import CELL_TESTS, has_letters, numeric, year_like
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.dates import date_share
from pmo_core.intake.values.days import Day, read_day
from pmo_core.intake.values.labels import rated_by_labels
from pmo_core.intake.values.missing import clean
from pmo_core.intake.values.offers import halves
from pmo_core.intake.values.standard import number_word, standard
from pmo_core.intake.values.steps import GRADED
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Field, FieldType, Kind

SAMPLE: Final = 2_000
ENOUGH: Final = 0.8
"""Share of the non-missing cells that must read as the type."""

HALF: Final = 0.5
"""Share that must read where the header names a required field, money or a date outright."""

STATUS_TEXTS: Final = 30
STATUS_SHARE: Final = 0.6
GROUPED_ROWS: Final = 5
"""Where so many rows all differ, a column is no group: `Dirección` is then an address, `Projects` an id."""
FEW_ROWS: Final = 10
LABEL_CHARACTERS: Final = 60
ID_CHARACTERS: Final = 40
ID_UNIQUE: Final = 0.95
NAME_DISTINCT: Final = 0.7
STRONG_UNIQUE: Final = 0.5
"""Under a header such as "Project ID" fewer distinct texts are duplicates to ask about, not another field."""

SLIPS: Final = 3
"""So many ids may stand twice under a bare "ID" in an otherwise distinct column: slips to ask about."""

SLIPS_DISTINCT: Final = 0.75
_BARE_ID: Final = re.compile(r"\b(?:id|key|ref|reference|kennung|clave|référence|referencia|riferimento)\b")

OWN_KEYS: Final = frozenset(
    {Kind.PROJECTS, Kind.OBJECTIVES, Kind.STAKEHOLDERS, Kind.LESSONS, Kind.NOTES, Kind.MILESTONES}
)
"""Kinds whose own id must tell the rows apart (within one as-of); elsewhere ids are references."""

WORDED: Final[Mapping[str, str]] = {"cadence_days": "cadence", "sentiment": "sentiment", "answer": "likert"}
"""Numeric fields often given in words, with the section of value_maps.toml that knows them."""

NAMED_CELLS: Final = 3
WORDS_MOST: Final = 8
"""A classification by horizon has hardly more steps."""

_ERROR: Final = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|=.+", re.S)


def sample(column: Column) -> Column:
    """Evenly spaced cells of a column, enough to judge its type by."""
    step = -(-len(column.texts) // SAMPLE) or 1
    return Column(column.header, column.texts[::step], column.rows[::step])


def _present(column: Column, type_: FieldType) -> dict[str, int]:
    """The cells to judge a column by; errors of a spreadsheet and bare formulas say nothing of its type."""
    return {text: n for text, n in column.present(type_).items() if not _ERROR.fullmatch(text.strip())}


def _reads(text: str, field: Field, *, pivot: int) -> bool:
    """Whether a cell reads as a field; any text does where the type sets no form."""
    if field.type in (FieldType.DATE, FieldType.PERIOD):
        return date_share({text: 1}, pivot=pivot) > 0
    test = year_like if field.name == "year" else CELL_TESTS.get(field.type)
    words = WORDED.get(field.name)
    return test is None or test(text) or bool(words and number_word(text, words) is not None)


def share_reading(column: Column, field: Field, *, pivot: int) -> float:
    """The share of the non-missing cells that read as the type; 1 for text and for an empty column."""
    present, signs = _present(column, field.type), column.steps(field.type)
    total = sum(present.values())
    good = sum(n for text, n in present.items() if text in signs or _reads(text, field, pivot=pivot))
    if good < ENOUGH * total and field.type in GRADED:  # some lists add the reason: `High/Position`
        good = max(good, *(_halves_reading(present, field, side=side, pivot=pivot) for side in (0, 1)))
    return good / total if total else 1.0


def _halves_reading(present: Mapping[str, int], field: Field, *, side: int, pivot: int) -> int:
    """How many cells read as the field by one half of `High/Position`; which half counts is then offered."""
    pairs = {text: n for text, n in present.items() if has_letters(text)}
    parts = ((halves(text) or (text, text), n) for text, n in pairs.items())
    return sum(n for both, n in parts if _reads(both[side], field, pivot=pivot))


def unlike(column: Column, field: Field, *, pivot: int) -> list[tuple[int, str]]:
    """The first cells that do not read as a field, with their rows; of free text the first cells."""
    present = _present(column, field.type)
    bad = {text for text in present if not _reads(text, field, pivot=pivot)} or set(present)
    found = ((row, text) for row, text in zip(column.rows, column.texts, strict=True) if text in bad)
    return list(islice(found, NAMED_CELLS))


def _status_like(column: Column, *, strong: bool) -> bool:
    present = column.present(FieldType.STATUS)
    total = sum(present.values())
    if not total:
        return True
    numbers = sum(n for text, n in present.items() if numeric(text) and standard(text, "status") is None)
    good = sum(n for text, n in present.items() if n > 1 or standard(text, "status"))
    short = median(len(text) for text in present) <= LABEL_CHARACTERS
    few = len(present) <= STATUS_TEXTS
    # under the header "Status" unknown words are a vocabulary to learn, unless every row has its own
    usual = good >= STATUS_SHARE * total or (strong and (total <= FEW_ROWS or len(present) < total))
    return (
        few
        and short
        and usual
        and numbers < (HALF if strong and good < STATUS_SHARE * total else ENOUGH) * total
    )


def _distinct_share(column: Column, beside: Sequence[Column]) -> float:
    """Distinct texts per filled cell; with a date column beside it, distinct pairs, if that is more."""
    best = 0.0
    for other in (None, *beside):
        pairs = [
            (clean(text).casefold(), other.texts[at] if other else "")
            for at, text in enumerate(column.texts)
            if text.strip()
        ]
        best = max(best, len(set(pairs)) / len(pairs) if pairs else 1.0)
    return best


def _few_slips(column: Column) -> bool:
    """Whether a column that calls itself an id repeats only a few of them: they are asked, not dropped."""
    repeated = Counter(text for cell in column.texts if (text := clean(cell).casefold()))
    return sum(n > 1 for n in repeated.values()) <= SLIPS and bool(_BARE_ID.search(normalise(column.header)))


def _own_key_fits(column: Column, field: Field, *, strong: bool, beside: Sequence[Column]) -> bool:
    texts = [text for text in column.texts if text.strip()]
    if not texts:
        return True
    if field.type is FieldType.ID:
        needed = STRONG_UNIQUE if strong else ID_UNIQUE
        share = _distinct_share(column, beside)
        told = share >= needed or (share >= SLIPS_DISTINCT and _few_slips(column))
        return median(map(len, texts)) <= ID_CHARACTERS and told
    lettered = sum(map(has_letters, texts)) >= len(texts) / 2
    return lettered and _distinct_share(column, beside) >= (STRONG_UNIQUE if strong else NAME_DISTINCT)


def fits(
    column: Column, field: Field, *, kind: Kind, strong: bool, pivot: int, beside: Sequence[Column] = ()
) -> bool:
    """
    Whether a sampled column may hold a field.

    Args:
        column: The sampled column; without any value it fits.
        field: The field in question.
        kind: The kind of rows: only its own ids must be unique, only project names distinct.
        strong: Whether the header names the field outright.
        pivot: The year around which years of two digits lie.
        beside: Columns that may hold an as-of date: ids and names repeat once per date in a history.
    """
    if field.type is FieldType.STATUS:
        return _status_like(column, strong=strong)
    if field.type is FieldType.ID and field.name != "project_id" and kind not in OWN_KEYS:
        return True
    if field.type is FieldType.RATING and strong and rated_by_labels(_present(column, field.type)):
        return True
    own = (field.type is FieldType.ID and kind in OWN_KEYS) or (
        field.type is FieldType.NAME and kind is Kind.PROJECTS
    )
    if own:
        return _own_key_fits(column, field, strong=strong, beside=beside)
    if field.type is FieldType.LEVEL and not strong:
        present = _present(column, FieldType.LEVEL)  # a bare "Level" may be anything: its words must say
        signs = column.steps(FieldType.LEVEL)
        worded = sum(
            n for text, n in present.items() if text in signs or number_word(text, "level") is not None
        )
        return worded >= ENOUGH * max(1, sum(present.values()))
    if field.type is FieldType.CATEGORY:
        present = column.present(FieldType.CATEGORY)
        apart = len(present) == sum(present.values()) >= GROUPED_ROWS and not strong
        dates = column.present(FieldType.DATE)
        if dates and all(isinstance(read_day(text, pivot=pivot), Day) for text in dates):
            return False  # "Gate 1" with dates says when, not which stage it is in
        return not apart and median(map(len, present or [""])) <= LABEL_CHARACTERS
    return share_reading(column, field, pivot=pivot) >= ENOUGH


def few_words(column: Column) -> bool:
    """Whether a column says one of a few words in most of its rows, as a classification does."""
    present = column.present(FieldType.TEXT)
    return 1 < len(present) <= WORDS_MOST and 2 * len(present) <= sum(present.values())
