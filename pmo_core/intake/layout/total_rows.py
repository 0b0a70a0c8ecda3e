"""Which rows are totals, parts of a total, or stand below the last total: none of them is a record."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from pmo_core.intake.files.shapes import Shape, main_shape, shape
from pmo_core.intake.layout.totals import Ledger, Sums, total_phrase, total_word
from pmo_core.intake.wording.words import opening, plain, words

KEYED_SHARE: Final = 0.9
"""From this share of filled, different cells on a column counts as the key of the records."""

_KEY_COLUMNS: Final = 3
_KEYS_JUDGED: Final = 20_000
_SUBTOTAL: Final = re.compile(r"\s*(?:sub|zwischen|sous|ara )", re.I)

Row = Sequence[str]


@dataclass
class TotalRows:
    """Totals with their sums, rows that split a total up, and keyless rows below the last total."""

    totals: dict[int, Sums] = field(default_factory=dict[int, Sums])
    parts: list[int] = field(default_factory=list[int])
    below: list[int] = field(default_factory=list[int])


def total_rows(kept: Sequence[int], cells: Callable[[int], Row], *, width: int) -> TotalRows:
    """Find the rows among the kept ones that are no records because they sum others up."""
    found = TotalRows()
    if width < 2 or not kept:
        return found
    pairs = [(row[0], row[1]) for row in map(cells, kept)]
    first = {text: opens_total(text) or not text.strip() for text, _ in set(pairs)}
    second = {text: opens_total(text) for _, text in set(pairs)}
    likely = [at for at, (one, two) in zip(kept, pairs, strict=True) if first[one] or second[two]]
    suspects = [at for at in likely if _may_be_total(cells(at), at == kept[-1])]
    if not suspects:
        return found
    suspected = set(suspects)
    records = [at for at in kept if at not in suspected]
    keys = _key_columns([cells(at) for at in records[:_KEYS_JUDGED]])
    before = dict(zip(kept[1:], kept, strict=False))
    ledger, since = Ledger([cells(at) for at in records], places=records), 0
    for at in suspects:
        row, position = cells(at), bisect(records, at)
        last = at == suspects[-1]
        sums = _sums(ledger, row, since, position, last=last)
        follows = before.get(at) in found.totals or before.get(at) in found.parts
        keyless = any(not row[key].strip() for key in keys)
        if _part(word(row)):
            found.parts += [at] if follows or keyless else []
        elif _certain(word(row), row) or sums.agrees or (keyless and _named(word(row), follows=follows)):
            found.totals[at] = sums
            since = position
    found.below = _below(kept, cells, found, keys)
    return found


def summary_sums(
    summaries: Sequence[int], kept: Sequence[int], cells: Callable[[int], Row]
) -> dict[int, Sums]:
    """The numbers of group summaries against the sums of their groups; nothing for one without numbers."""
    records = kept if summaries else []
    ledger, since = Ledger([cells(at) for at in records], places=records), 0
    found: dict[int, Sums] = {}
    for at in summaries:
        position = bisect(kept, at)
        sums = ledger.check(cells(at), since, position, least=1)
        if sums.said:
            found[at] = replace(sums, grouped=True)
        since = position
    return found


def opens_total(text: str) -> bool:
    """Whether a cell begins like the name of a total or of a part of one."""
    return opening("totals", "parts").match(text) is not None


def _sums(ledger: Ledger, row: Row, since: int, position: int, *, last: bool) -> Sums:
    """The sums of everything above, or of the rows since the last total, whichever the total speaks of."""
    whole = ledger.check(row, 0, position)
    if whole.agrees or not since:
        return whole
    group = ledger.check(row, since, position)
    if not group.said or group.agreeing < whole.agreeing:
        return whole
    if group.agreeing > whole.agreeing or not last or _SUBTOTAL.match(word(row)):
        return group
    return group if group.distance < whole.distance else whole


def _may_be_total(row: Row, last: bool) -> bool:
    """A total row names itself or stands last without a key; beside its numbers it says next to nothing."""
    said = [cell for cell in row if cell.strip() and shape(cell) is not Shape.NUMBER]
    if len(said) > 1:
        return False
    text = said[0] if said else ""
    named = (total_phrase(text) or _part(text)) and text == _first(row)
    return total_word(text) or _part(text) or named or (last and not row[0].strip())


def _named(text: str, *, follows: bool) -> bool:
    """Whether a row without a key begins like a total: below another one, or as no project is called."""
    return total_phrase(text) and (follows or _SUBTOTAL.match(text) is not None)


def _part(text: str) -> bool:
    return opening("parts").match(text) is not None


def _certain(text: str, row: Row) -> bool:
    """Whether a row says total and nothing else, or adds only what is in it: `Total (excl. VAT)`."""
    return total_word(text) or (text == _first(row) and _qualified().fullmatch(text.strip()) is not None)


@cache
def _qualified() -> re.Pattern[str]:
    totals = "|".join(map(re.escape, sorted(words("totals"), key=len, reverse=True)))
    marks = "|".join(map(re.escape, sorted(words("qualifiers"), key=len, reverse=True)))
    return re.compile(rf"(?:{totals})\s*[-–:,(\[]*\s*(?:{marks})(?!\w).*", re.I)


def _key_columns(records: Sequence[Row]) -> list[int]:
    """The first columns in which nearly every record says something else: ids, or names."""
    keys: list[int] = []
    for at in range(min(_KEY_COLUMNS, min(map(len, records), default=0))):
        filled = [text for row in records if (text := plain(row[at]))]
        enough = len(filled) >= KEYED_SHARE * len(records) and len(set(filled)) >= KEYED_SHARE * len(filled)
        if filled and enough and (at == 0 or main_shape(filled[:200], least=0.7) is Shape.TEXT):
            keys.append(at)
    return keys


def _below(kept: Sequence[int], cells: Callable[[int], Row], found: TotalRows, keys: list[int]) -> list[int]:
    """Rows without a key from the end up to the last total; none if a row with a key stands below it."""
    below: list[int] = []
    for at in reversed(kept):
        if at in found.totals:
            return below[::-1]
        if at in found.parts:
            continue
        if not any(not cells(at)[key].strip() for key in keys):
            return []
        below.append(at)
    return []


def _first(row: Row) -> str:
    return next((cell for cell in row if cell.strip()), "")


def word(row: Row) -> str:
    """What a total row says beside its numbers."""
    return next((cell for cell in row if cell.strip() and shape(cell) is not Shape.NUMBER), "")
