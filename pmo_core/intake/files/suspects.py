"""Letters that were damaged before or during export: found in every cell, never repaired silently."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pmo_core.intake.coded import Coded
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.files.legacy import western
from pmo_core.model import Issue, Severity

_ANY: Final = re.compile("[\x80-\x9f\ufffd]|[ÂÃâ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]")
_FOREIGN: Final = re.compile("[\udc80-\udcff]")
_LOST: Final = re.compile("\ufffd")
_TWICE: Final = re.compile(
    "Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|Â[\xa0-\xbf]|â(?:€|\x80)[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]"
)
_CONTROL: Final = re.compile("[\x80-\x9f]")
_SAMPLE: Final = 80


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
        "text.encoded_twice",
        _TWICE,
        "letters were garbled before the export, such as “Ã©” for “é”; they are loaded as they stand",
        "Export again as UTF-8, or correct the cells.",
    ),
    _Damage(
        "text.control",
        _CONTROL,
        "a byte is no letter in Windows-1252; it is loaded as a control character",
        "Check the cells; perhaps the encoding is another one.",
    ),
)


def damaged_letters(
    headers: Sequence[str], columns: Sequence[Coded[str]], *, rows: Sequence[int]
) -> list[Issue]:
    """Name the cells that hold damaged letters, one issue per column and damage."""
    issues: list[Issue] = []
    for header, column in zip(headers, columns, strict=True):
        joined = "\n".join(column.distinct)
        if joined.isascii() or not _ANY.search(joined):
            continue
        for damage in _DAMAGES:
            hits = column.places(damage.pattern.search)
            if damage.pattern is _CONTROL:
                hits = [at for at in hits if not _TWICE.search(column[at])]
            if hits:
                issues.append(_issue(damage, header, hits, column, rows))
    return issues


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
    where = "Row" if len(numbers) == 1 else "Rows"
    return Issue(
        damage.code,
        f"{where} {ranges(numbers)}, “{header}”: {damage.problem}.",
        damage.fix,
        Severity.WARNING,
        row=numbers[0],
        column=header,
        value=column[hits[0]][:_SAMPLE],
    )
