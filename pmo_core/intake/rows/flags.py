"""Marks on KPI readings: the status of an observation, and signs behind a figure; they change no value."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.rows.derive import Rows
from pmo_core.intake.rows.fill import Filled
from pmo_core.intake.values.cells import Column, shown
from pmo_core.intake.values.standard import comparable
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Issue, Missing, Severity

_MARK: Final = re.compile(r"\s*[^*†‡\[\]()]*\d[^*†‡\[\]()]*?\s*(\*+|†|‡|[(\[][A-Za-z]{1,3}[)\]])\s*", re.S)
_KINDS: Final = {
    "withheld": Missing.WITHHELD,
    "not_applicable": Missing.NOT_APPLICABLE,
    "not_provided": Missing.NOT_PROVIDED,
}
SHOWN: Final = 6


@cache
def _words() -> Mapping[str, Sequence[str]]:
    parsed: dict[str, list[str]] = tomllib.loads(
        (Path(__file__).parent / "flag_words.toml").read_text(encoding="utf-8")
    )
    return {name: [comparable(word) for word in words] for name, words in parsed.items()}


def _reason(text: str) -> Missing | None:
    """Why a value is lacking, by the words of its status; None if they do not say."""
    plain = comparable(text)
    return next(
        (kind for name, kind in _KINDS.items() if any(word in plain for word in _words()[name])), None
    )


def status_column(columns: Mapping[str, Column], used: set[str]) -> Column | None:
    """The column without a field that holds the status of each observation."""
    names = header_words("observation_status")
    return next((c for h, c in columns.items() if h not in used and normalise(h) in names), None)


def settle_flags(filled: Filled, rows: Rows, *, status: Column | None, value: Column | None) -> None:
    """
    Keep what marks say: a status gives an empty value its reason, every other mark is named with its rows.

    Args:
        filled: The typed columns; the kind of a missing value is settled here.
        rows: Takes the notes.
        status: The column of statuses, if there is one.
        value: The column of values, for signs behind its figures.
    """
    blank = {at for at, kind in filled.missing.get("value", []) if kind is Missing.BLANK}
    if status:
        reasons = status.coded.map(_reason)
        filled.missing["value"] = [
            (at, reasons[at] or kind if at in blank else kind) for at, kind in filled.missing.get("value", [])
        ]
        usual = {text for text in status.counts if not text.strip() or comparable(text) in _words()["usual"]}
        _name(rows, status, {t: shown(t) for t in status.counts if t not in usual and not _reason(t)})
    if value:
        given = coded(filled.values["value"])
        marked = {text: match[1] for text in value.counts if (match := _MARK.fullmatch(text))}
        read = {value.texts[at] for at in value.coded.places(marked.__contains__) if given[at] is not None}
        _name(rows, value, {text: mark for text, mark in marked.items() if text in read})


def _name(rows: Rows, column: Column, marks: Mapping[str, str]) -> None:
    """Note which readings bear which mark, by row."""
    if not marks:
        return
    places = column.coded.places(marks.__contains__)
    tally: Counter[str] = Counter()
    for text, mark in marks.items():
        tally[mark] += column.counts[text]
    named = ", ".join(f"“{mark}” ({n:,} ×)" for mark, n in tally.most_common(SHOWN))
    numbers = sorted({column.rows[at] for at in places})
    told = "1 reading is marked" if len(places) == 1 else f"{len(places):,} readings are marked"
    rows.issues.append(
        Issue(
            "reading.flagged",
            f"{told} {named}: rows {ranges(numbers)}. The values load as they stand.",
            "Check what the publisher means by the mark.",
            Severity.NOTE,
            numbers[0],
            column.header,
        )
    )
