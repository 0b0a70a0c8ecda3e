"""Letters that were damaged before or during export: found in every cell, never repaired silently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.files.decode import MIXED
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.files.legacy import WESTERN, western
from pmo_core.intake.files.twice import ENCODED_TWICE, GARBLED, repair_offer
from pmo_core.intake.table import RawTable
from pmo_core.model import Issue, Question, Severity

_ANY: Final = re.compile("[\x80-\x9f\ufffd]|[ÂÃâ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]")
_FOREIGN: Final = re.compile("[\udc80-\udcff]")
_LOST: Final = re.compile("\ufffd")
_CONTROL: Final = re.compile("[\x80-\x9f]")
_SAMPLE: Final = 80
_AROUND: Final = 20


@dataclass(frozen=True)
class _Damage:
    code: str
    pattern: re.Pattern[str]
    problem: str
    fix: str


_DAMAGES: Final = (
    _Damage(
        "text.lost",
        _LOST,
        "letters were lost before the export (�)",
        "Correct the cells in the tool and export again.",
    ),
    _Damage(
        ENCODED_TWICE,
        GARBLED,
        "letters were garbled before the export, such as “Ã©” for “é”; they are loaded as they stand",
        "Have them repaired, export again as UTF-8, or correct the cells.",
    ),
)
_NO_LETTER: Final = _Damage(
    "text.control",
    _CONTROL,
    "a byte is no letter in Windows-1252; it is loaded as a control character",
    "Check the cells; perhaps the encoding is another one.",
)
_CONTROLS: Final = _Damage(
    "text.control",
    _CONTROL,
    "a control character stands in the text; it is loaded as it stands",
    "Correct the cells if a letter is missing there.",
)


def damaged_letters(table: RawTable) -> RawTable:
    """The table with an issue per column and damage that names the cells, and the offers to repair them."""
    western_bytes = table.source.encoding in (WESTERN, MIXED)
    issues: list[Issue] = []
    offers: list[Question] = []
    for header, texts in zip(table.headers, table.columns, strict=True):
        column = coded(texts)
        joined = "\n".join(column.distinct)
        if joined.isascii() or not _ANY.search(joined):
            continue
        for damage in (*_DAMAGES, _NO_LETTER if western_bytes else _CONTROLS):
            hits = column.places(damage.pattern.search)
            if damage.pattern is _CONTROL:
                hits = [at for at in hits if not GARBLED.search(column[at])]
            if hits:
                issues.append(_issue(damage, header, hits, column, table.rows))
            if hits and damage.code == ENCODED_TWICE:
                offer = repair_offer(header, [column[at] for at in hits])
                offers += [offer] if offer else []
    if not issues:
        return table
    return replace(table, issues=(*table.issues, *issues), offers=(*table.offers, *offers))


def second_encoding(rows: list[list[str]]) -> list[Issue]:
    """Give bytes of a second encoding their letters, in place, and name the rows that held them."""
    touched: list[int] = []
    sample = ""
    for at, row in enumerate(rows):
        if any(map(_FOREIGN.search, row)):
            rows[at] = [letters(cell) for cell in row]
            touched.append(at + 1)
            sample = sample or next(letters(cell) for cell in row if _FOREIGN.search(cell))
    if not touched:
        return []
    return [
        Issue(
            "text.second_encoding",
            f"{'Row' if len(touched) == 1 else 'Rows'} {ranges(touched)}: letters are Windows-1252 "
            "in a UTF-8 file; they were read as such.",
            "Check these rows.",
            Severity.WARNING,
            row=touched[0],
            value=sample[:_SAMPLE],
        )
    ]


def letters(cell: str) -> str:
    """Turn bytes kept as lone surrogates into the letters that Windows-1252 gives them."""
    return _FOREIGN.sub(lambda match: western(bytes([ord(match.group()) - 0xDC00])), cell)


def _issue(
    damage: _Damage, header: str, hits: Sequence[int], column: Sequence[str], rows: Sequence[int]
) -> Issue:
    numbers = [rows[at] for at in hits]
    also = f" (in {len(numbers):,} rows: {ranges(numbers)})" if len(numbers) > 1 else ""
    return Issue(
        damage.code,
        f"{damage.problem[:1].upper()}{damage.problem[1:]}{also}.",
        damage.fix,
        Severity.WARNING,
        row=numbers[0],
        column=header,
        value=_place(column[hits[0]], damage.pattern),
    )


def _place(text: str, pattern: re.Pattern[str]) -> str:
    """The damaged place with a few characters around it."""
    found = pattern.search(text)
    first, last = found.span() if found else (0, 0)
    start, end = max(0, first - _AROUND), last + _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
