"""Bytes to text: the whole file, in the first encoding that fits; no letter is lost or invented silently."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.errors import EmptyUpload, UnreadableFile
from pmo_core.intake.files import legacy
from pmo_core.intake.files.legacy import WESTERN
from pmo_core.model import Guess, Issue, Question, Severity

MIXED: Final = "utf-8 with windows-1252"
MIXED_VALID_SHARE: Final = 0.9
NUL_SHARE: Final = 0.3
_NUL_WINDOW: Final = 4096
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins like that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ESCAPED: Final = re.compile("[\udc80-\udcff]+")
_PADDING: Final = b"\x00\x1a"


@dataclass(frozen=True)
class Decoded:
    """
    Text with the encoding it was read in.

    Where two encodings are mixed, bytes of the second one stand as lone surrogates U+DC80–U+DCFF until the
    cells are known (`suspects.py` gives them their letters and names the rows).
    """

    text: str
    encoding: str
    guesses: tuple[Guess, ...] = ()
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()


def decode(content: bytes, *, encoding: str | None) -> Decoded:
    """
    Decode a text file by mark, strict UTF-8, UTF-16, a mixture, script, or as Windows-1252, in this order.

    Raises:
        EmptyUpload: If nothing but padding is there.
        UnreadableFile: If the file is binary, or does not fit the encoding that was asked for.
    """
    if encoding is not None:
        return _as_told(content, encoding)
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _marked(content, mark, name)
    if b"\x00" in content[:_NUL_WINDOW] and (wide := _wide(content)):
        return wide
    plain, issues = _without_padding(content)
    _refuse_nul(plain)
    found = _unmarked(plain)
    return Decoded(found.text, found.encoding, found.guesses, (*issues, *found.issues), found.questions)


def _as_told(content: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise UnreadableFile(
            f"There is no encoding called {encoding!r}.",
            fix="Common ones: utf-8, windows-1252, utf-16, windows-1250.",
        ) from None
    for mark, marked in _BOMS:
        if content.startswith(mark) and marked.startswith(name.replace("utf-8-sig", "utf-8")):
            content, name = content[len(mark) :], marked
            break
    plain = content if name.startswith(("utf-16", "utf-32")) else _without_padding(content)[0]
    try:
        text = legacy.western(plain) if name == "cp1252" else plain.decode(name)
    except UnicodeDecodeError as fault:
        raise UnreadableFile(
            f"The file is not {encoding}: byte {fault.start:,} does not fit.",
            fix="Leave the encoding out to have it found, or choose another one.",
        ) from fault
    except (LookupError, UnicodeError, ValueError) as fault:
        raise UnreadableFile(
            f"The file cannot be read as {encoding}.", fix="Choose another encoding."
        ) from fault
    shown = WESTERN if name == "cp1252" else name
    return Decoded(text, shown, (Guess("encoding", shown, "as told"),))


def _marked(content: bytes, mark: bytes, name: str) -> Decoded:
    body = content[len(mark) :]
    issues: tuple[Issue, ...] = ()
    if name == "utf-8":
        body, issues = _without_padding(body)
    else:
        body, issues = _whole_characters(body, name)
    try:
        text = body.decode(name)
    except UnicodeDecodeError as fault:
        if name == "utf-8":
            return _unmarked(body)
        raise UnreadableFile(
            f"The file begins like {name.upper()} but byte {fault.start + len(mark):,} does not fit.",
            fix="Export it again as UTF-8.",
        ) from fault
    return Decoded(
        text.strip("\x00\x1a"), name, (Guess("encoding", name, "the file begins with its mark"),), issues
    )


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 and UTF-32 without a mark: Latin text has a NUL in every second byte or in three of four."""
    window = content[:_NUL_WINDOW]
    even = window[0::2].count(0) / max(1, len(window[0::2]))
    odd = window[1::2].count(0) / max(1, len(window[1::2]))
    names: tuple[str, ...]
    if even > NUL_SHARE and odd > NUL_SHARE:
        names = ("utf-32-le", "utf-32-be")
    elif odd > NUL_SHARE:
        names = ("utf-16-le",)
    elif even > NUL_SHARE:
        names = ("utf-16-be",)
    else:
        return None
    for name in names:
        body, issues = _whole_characters(content, name)
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text.rstrip("\x00\x1a"):
            return Decoded(
                text.rstrip("\x00\x1a"),
                name,
                (Guess("encoding", name, "every second byte is zero"),),
                issues,
            )
    return None


def _whole_characters(content: bytes, name: str) -> tuple[bytes, tuple[Issue, ...]]:
    """Leave out what is less than one unit of two or four bytes at the end, and say so."""
    surplus = len(content) % (4 if "32" in name else 2)
    if not surplus:
        return content, ()
    issue = Issue(
        "file.cut",
        f"The file ends in the middle of a character of {name.upper()}: it may have been cut off on its way.",
        "Look at the last row, or export the file again.",
        Severity.WARNING,
    )
    return content[:-surplus], (issue,)


def _without_padding(content: bytes) -> tuple[bytes, tuple[Issue, ...]]:
    plain = content.rstrip(_PADDING)
    if plain == content:
        return content, ()
    if not plain.strip():
        raise EmptyUpload("The file holds only padding.", fix="Export it again and check that it opens.")
    note = Issue(
        "file.padding",
        f"The file ends in {len(content) - len(plain):,} padding bytes; they were cut.",
        "Nothing to do.",
        Severity.NOTE,
    )
    return plain, (note,)


def _refuse_nul(content: bytes) -> None:
    at = content.find(b"\x00")
    if at >= 0:
        raise UnreadableFile(
            f"Byte {at:,} is zero: this is no text, or it was damaged on the way.",
            fix="Export the table again as CSV or Excel.",
        )


def _unmarked(content: bytes) -> Decoded:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed(content) or legacy_reading(content)
    evidence = "plain ASCII" if text.isascii() else f"valid as a whole, such as {legacy.samples(text)}"
    return Decoded(text, "utf-8", (Guess("encoding", "utf-8", evidence),))


def _mixed(content: bytes) -> Decoded | None:
    beyond = _beyond_ascii(content)
    valid = len(_SEQUENCE.findall(beyond))
    foreign = len(_ESCAPED.findall(beyond.decode("utf-8", errors="surrogateescape")))
    if valid < MIXED_VALID_SHARE * (valid + foreign):
        return None
    text = content.decode("utf-8", errors="surrogateescape")
    guess = Guess(
        "encoding",
        MIXED,
        f"{valid:,} letters are UTF-8, {foreign:,} are not; those were read as Windows-1252",
        (WESTERN,),
        "likely",
    )
    return Decoded(text, MIXED, (guess,))


def _beyond_ascii(content: bytes) -> bytes:
    """The bytes beyond ASCII, with a space wherever others stand between them."""
    found = np.frombuffer(content, dtype=np.uint8)
    places = np.flatnonzero(found >= 0x80)
    return np.insert(found[places], np.flatnonzero(np.diff(places) > 1) + 1, ord(" ")).tobytes()


def legacy_reading(content: bytes) -> Decoded:
    """Read what is no Unicode: another script if many letters are foreign, else Windows-1252."""
    reading = legacy.read(content)
    guess = Guess("encoding", reading.encoding, reading.evidence, reading.alternatives, reading.certainty)
    questions = (reading.question,) if reading.question else ()
    return Decoded(reading.text, reading.encoding, (guess,), (), questions)
