"""Letters whose UTF-8 bytes were once read as Windows-1252: repaired where the user wants it, and named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.coded import coded
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable
from pmo_core.intake.wording.shell import quoted
from pmo_core.model import Choice, Issue, Question, Severity

ENCODED_TWICE: Final = "text.encoded_twice"
GARBLED: Final = re.compile(
    "Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|Â[\xa0-\xbf]|â(?:€|\x80)[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]"
)
REPAIR: Final = "repair"
KEEP: Final = "keep"
_SHOWN: Final = 40


def mended(text: str) -> str:
    """The text with its bytes read as UTF-8; unchanged unless all of it is."""
    if text.isascii():
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def repair_offer(header: str, garbled: Sequence[str]) -> Question | None:
    """The offer to repair a column, shown on its first text that can be; None if none can."""
    pair = next(((text, whole) for text in garbled if (whole := mended(text)) != text), None)
    if pair is None:
        return None
    before, after = _difference(*pair)
    return Question(
        f"{REPAIR}.{header}",
        f"Are the garbled letters of “{header}” to be repaired?",
        (Choice(REPAIR, f"“{before}” becomes “{after}”"), Choice(KEEP, f"“{before}” stays")),
        f"--answer {quoted(f'{REPAIR}.{header}={REPAIR}')}",
        "UTF-8 was read as Windows-1252 before the export; the cells stay as they are until you say so.",
        column=header,
    )


def repaired(table: RawTable, options: Options) -> RawTable:
    """
    The table with the columns repaired for which that was answered; one issue per column names the rows.

    Raises:
        IntakeError: If an answer is neither repair nor keep.
    """
    for offer in table.offers:
        said = options.said(offer.id) if offer.id.startswith(f"{REPAIR}.") else None
        if said not in (None, REPAIR, KEEP):
            raise IntakeError(f"{said!r} does not say whether to repair.", fix=f"Answer {REPAIR} or {KEEP}.")
        if said == REPAIR and offer.column in table.headers:
            table = _repaired(table, offer, offer.column)
    return table


def _repaired(table: RawTable, offer: Question, header: str) -> RawTable:
    at = table.headers.index(header)
    before = coded(table.columns[at])
    after = before.map(mended)
    places = before.places(lambda text: mended(text) != text)
    numbers = [table.rows[place] for place in places]
    old, new = _difference(before[places[0]], after[places[0]])
    also = f" (in {len(numbers):,} rows: {ranges(numbers)})" if len(numbers) > 1 else ""
    left = [table.rows[place] for place in after.places(GARBLED.search)]
    rest = f" Others are no whole UTF-8 and stay: {ranges(left)}." if left else ""
    issue = Issue(
        "text.repaired",
        f"Garbled letters were repaired as you said: “{old}” is “{new}”{also}.{rest}",
        "Check the cells; answer keep to load them as they stand.",
        Severity.WARNING if left else Severity.NOTE,
        row=numbers[0],
        column=header,
        value=old,
    )
    columns = (*table.columns[:at], after.merged(), *table.columns[at + 1 :])
    offers = tuple(one for one in table.offers if one.id != offer.id)
    issues = (one for one in table.issues if (one.code, one.column) != (ENCODED_TWICE, header))
    return replace(table, columns=columns, issues=(*issues, issue), offers=offers)


def _byte(letter: str) -> bytes:
    """The byte that Windows-1252 shows as a letter; its undefined ones are control characters."""
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def _difference(before: str, after: str) -> tuple[str, str]:
    """Both texts from shortly before the first letter in which they differ."""
    pairs = enumerate(zip(before, after, strict=False))
    start = max(0, next((at for at, (one, two) in pairs if one != two), 0) - _SHOWN // 2)
    return before[start : start + _SHOWN], after[start : start + _SHOWN]
