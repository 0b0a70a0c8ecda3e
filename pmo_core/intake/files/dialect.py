"""Which character separates the cells? Every candidate reads samples; the best rectangle wins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.files.shapes import TYPED, Shape, shape

DELIMITERS: Final = (",", ";", "\t", "|")
NAMES: Final = {"\t": "tab", " ": "space", "": "none"}
WORDS: Final = {
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "space": " ",
    "none": "",
}
NO_DELIMITER: Final = "\U0010ffff"
"""A character that stands in no text, for csv, which wants one."""

TIE: Final = 0.95
WHOLE_CHARACTERS: Final = 300_000
SAMPLE_CHARACTERS: Final = 65_536
TITLES_MAX: Final = 200
ROWS_TYPED: Final = 200
_FOREIGN_PENALTY: Final = 0.5
_NO_HEADER_PENALTY: Final = 0.9


@dataclass(frozen=True)
class Dialect:
    r"""
    How records are written. `backslash`: a quote inside quotes is written \" rather than doubled.

    `spaced`: a space between delimiter and quote does not belong to the cell. No delimiter: one column.
    """

    delimiter: str
    quote: str = '"'
    backslash: bool = False
    spaced: bool = False

    @property
    def name(self) -> str:
        """The delimiter as shown to people."""
        return NAMES.get(self.delimiter, self.delimiter)

    def prepared(self, text: str) -> str:
        """Write backslash quotes doubled; other backslashes stay, which csv's own escape would eat."""
        return text.replace("\\" + self.quote, self.quote * 2) if self.backslash else text

    def records(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """Read lines that went through `prepared`. Raises csv.Error only if strict."""
        return csv.reader(
            lines,
            delimiter=self.delimiter or NO_DELIMITER,
            quotechar=self.quote,
            doublequote=True,
            skipinitialspace=self.spaced,
            strict=strict,
        )


@dataclass(frozen=True)
class Scored:
    """A candidate with its score, 0 to 1, and the width most of its records have."""

    dialect: Dialect
    score: float
    width: int
    share: float


def samples(text: str) -> list[str]:
    """The whole text if it is short, else head, middle and tail, each beginning at a record."""
    if len(text) <= WHOLE_CHARACTERS:
        return [text]
    starts = (0, len(text) // 2, len(text) - SAMPLE_CHARACTERS)
    found = [_from_record(text, start) for start in starts]
    return [sample for sample in found if sample] or [text[:WHOLE_CHARACTERS]]


def large_samples(content: bytes) -> list[bytes]:
    """Head, middle and tail of a large file, cut at line ends outside quotes as far as the quotes tell."""
    starts = (0, len(content) // 2, len(content) - SAMPLE_CHARACTERS)
    pieces = [content[start : start + SAMPLE_CHARACTERS] for start in starts]
    whole = [piece[: piece.rfind(b"\n") + 1] for piece in pieces]
    return [whole[0], *(piece[piece.find(b"\n") + 1 :] for piece in whole[1:])]


def _from_record(text: str, start: int) -> str:
    """Cut a sample at line ends that stand outside quotes, told by the parity of the quotes before."""
    outside = text.count('"', 0, start) % 2 == 0
    at = start
    while start and (at := text.find("\n", at)) >= 0:
        outside ^= text.count('"', start, at) % 2 == 1
        start = at = at + 1
        if outside:
            break
    if at < 0:
        return ""
    end = text.rfind("\n", at, at + SAMPLE_CHARACTERS)
    return text[at : end + 1] if end > at else text[at : at + SAMPLE_CHARACTERS]


def ranked(pieces: Sequence[str], delimiters: Sequence[str] = DELIMITERS) -> list[Scored]:
    """The best variant of every delimiter, best first; those that find one column only have score 0."""
    best = [_best_variant(pieces, delimiter) for delimiter in delimiters]
    return sorted(best, key=lambda scored: -scored.score)


def _best_variant(pieces: Sequence[str], delimiter: str) -> Scored:
    if not any(delimiter in piece for piece in pieces):
        return Scored(Dialect(delimiter), 0.0, 1, 1.0)
    usual = Dialect(delimiter)
    best = _score(pieces, usual)
    for variant in _variants(pieces, usual):
        scored = _score(pieces, variant)
        if scored.score > best.score / TIE:
            best = scored
    return best


def _variants(pieces: Sequence[str], usual: Dialect) -> Iterator[Dialect]:
    cut = re.escape(usual.delimiter)
    joined = "\n".join(pieces)
    spaced = re.search(rf'{cut} +"', joined) is not None
    backslash = '\\"' in joined
    if spaced:
        yield replace(usual, spaced=True)
    if backslash:
        yield replace(usual, backslash=True)
    if spaced and backslash:
        yield replace(usual, spaced=True, backslash=True)
    if re.search(rf"(?:^|{cut})'[^'\n]*'(?:{cut}|\r?$)", joined, re.M):
        yield replace(usual, quote="'")


def _score(pieces: Sequence[str], dialect: Dialect) -> Scored:
    records: list[list[str]] = []
    for piece in pieces:
        records += dialect.records(io.StringIO(dialect.prepared(piece), newline=""))
    records = [record for record in records if record and any(record)]
    titles = next((at for at, record in enumerate(records) if len(record) > 1), len(records))
    total = len(records)
    records = records[min(titles, TITLES_MAX) :]
    if not records or len(records) < min(2, total):
        return Scored(dialect, 0.0, 1, 1.0)
    widths = Counter(map(len, records))
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    share = count / len(records)
    if width == 1:
        return Scored(dialect, 0.0, 1, share)
    fitting = [record for record in records if len(record) == width]
    score = share * _agreement(fitting, dialect) * (1 - _faults(pieces, records, dialect))
    score *= (1 + len(fitting) / total) / 2  # titles are few: what explains more of the file is likelier
    if not _has_header(fitting):
        score *= _NO_HEADER_PENALTY
    return Scored(dialect, score, width, share)


def _agreement(records: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Mean share of the commonest shape over the columns; a hidden delimiter in every cell halves it."""
    body = records[1 : ROWS_TYPED + 1] or records
    totals: list[float] = []
    for column in zip(*body, strict=True):
        shapes = [shape(cell) for cell in column]
        counts = Counter(found for found in shapes if found is not Shape.BLANK)
        if not counts:
            continue
        texts = [cell for cell, found in zip(column, shapes, strict=True) if found is Shape.TEXT]
        agreement = max(counts.values()) / counts.total()
        totals.append(agreement * (_FOREIGN_PENALTY if _hides_delimiter(texts, dialect) else 1.0))
    return sum(totals) / len(totals) if totals else 1.0


def _hides_delimiter(texts: Sequence[str], dialect: Dialect) -> bool:
    if len(texts) < 2:
        return False
    for other in DELIMITERS:
        counts = Counter(text.count(other) for text in texts) if other != dialect.delimiter else Counter((0,))
        number, times = counts.most_common(1)[0]
        if number and times >= 0.9 * len(texts):
            return True
    return False


def _faults(pieces: Sequence[str], records: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Share of records in which quotes were left standing, or escaped in the other way."""
    quote = dialect.quote
    left = sum(1 for record in records if any(_left_standing(cell.strip(), quote) for cell in record))
    inner = re.compile(rf"\\{quote}(?!\s*(?:{re.escape(dialect.delimiter)}|\r|\n|{quote}|\Z))")
    closing = re.compile(rf"[^\\]\\{quote}\s*(?:{re.escape(dialect.delimiter)}|\r|\n|\Z)")
    wrong = closing if dialect.backslash else inner
    if any("\\" + quote in piece for piece in pieces):
        left += sum(1 for piece in pieces for _ in wrong.finditer(piece))
    return min(1.0, left / max(1, len(records)))


def _left_standing(cell: str, quote: str) -> bool:
    """Whether quotes around a cell, or one at its beginning, were taken for text."""
    around = len(cell) > 1 and cell[0] == cell[-1] and cell[0] in "\"'"
    return around or (cell.startswith(quote) and not cell.endswith(quote))


def _has_header(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first record of full width holds words only; under a wrong delimiter it seldom does."""
    return not any(shape(cell) in TYPED for cell in records[0])


def told(choice: str) -> str:
    """
    The delimiter a user means: one character or its name; empty text for one column.

    Raises:
        ValueError: If it is neither.
    """
    character = WORDS.get(choice.strip().casefold(), choice)
    if len(character) > 1 or character in ("\n", "\r", '"'):
        raise ValueError(choice)
    return character
