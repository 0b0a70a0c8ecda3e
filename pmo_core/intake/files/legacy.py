"""Encodings from before Unicode: Windows-1252 unless letters say otherwise; where readings differ, ask."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final, Literal

import chardet

from pmo_core.model import Choice, Question

WESTERN: Final = "windows-1252"
FOREIGN_SHARE: Final = 0.2
SAMPLE_BYTES: Final = 32_768
_DOUBTFUL_CONFIDENCE: Final = 0.1
_PLAIN_LETTERS: Final = bytes((*range(65, 91), *range(97, 123)))
_FOREIGN_LETTERS: Final = bytes(
    c for c in range(0x80, 0x100) if bytes((c,)).decode("cp1252", "ignore").isalpha()
)
_WORDS: Final = re.compile(
    # beginning at a word only: elsewhere a long plain cell would be searched once per letter
    r"(?<![^\s,;|\"])[^\s,;|\"]*[^\x00-\x7f][^\s,;|\"]*"
)
_MACINTOSH: Final = re.compile(
    # what é ë í ü ß ’ and their like turn into: capitals, signs and opening quotes where a word goes on
    r"(?<=[A-Za-z])[\x8d\x8e\x8f\x90ŽŠŸ\x9d](?=[a-z])"
    r"|(?<=[a-z])[ŽŠŸŒÒÓÔÕ]"
    r"|(?<=[a-z])[‘“”„‚†‡‰‹›•™§](?=[a-z])"
    r"|(?<=[^\W\d_])[ˆ˜]|[ˆ˜†‡](?=[a-z])"
    r"|^[^‚\n\r]*[a-z]‘",  # after ‚ it closes a quotation
    re.M,
)
_SUSPECT: Final = (
    ("windows-1250", re.compile(r"(?<=[^\W\d_])[³¹¿](?=[^\W\d_])")),
    ("windows-1254", re.compile(r"(?<=[^\W\d_])[ðþý]|[ðþý](?=[^\W\d_])")),
    ("mac-roman", _MACINTOSH),
)
_NEIGHBOURS: Final = {  # what chardet may propose against Windows-1252 for Latin letters, and our name for it
    "windows-1250": "windows-1250",
    "iso-8859-2": "windows-1250",
    "windows-1254": "windows-1254",
    "iso-8859-9": "windows-1254",
    "windows-1257": "windows-1257",
    "macroman": "mac-roman",
    "mac-roman": "mac-roman",
}


def _keep_control(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return "".join(map(chr, fault.object[fault.start : fault.end])), fault.end


codecs.register_error("pmo-keep-c1", _keep_control)


@dataclass(frozen=True)
class Reading:
    """Text in the encoding that fits best, with the question to ask where another one fits as well."""

    text: str
    encoding: str
    evidence: str
    alternatives: tuple[str, ...] = ()
    certainty: Literal["sure", "likely", "ask"] = "sure"
    question: Question | None = None


def western(content: bytes) -> str:
    """Decode as Windows-1252; its five undefined bytes stay as C1 control characters, to be flagged."""
    return content.decode("cp1252", errors="pmo-keep-c1")


def samples(text: str, count: int = 3) -> str:
    """Up to three words with letters beyond ASCII, in quotes."""
    found: list[str] = []
    for match in _WORDS.finditer(text):
        word = match.group()[:30]
        if word not in found:
            found.append(word)
        if len(found) == count:
            break
    return ", ".join(f"“{word}”" for word in found)


def read(content: bytes) -> Reading:
    """Decode bytes that are no Unicode."""
    lines = content[: 64 * SAMPLE_BYTES].replace(b"\r", b"\n").split(b"\n")
    sample = b"\n".join(line for line in lines if not line.isascii())[:SAMPLE_BYTES]
    sample = sample or content[-SAMPLE_BYTES:]
    if _foreign_share(content) >= FOREIGN_SHARE and (other := _other_script(content, sample)):
        return other
    text = western(content)
    rivals = _rivals(sample)
    if not rivals:
        return Reading(text, WESTERN, f"not UTF-8; reads as {samples(text)}", ("mac-roman",))
    return Reading(
        text,
        WESTERN,
        f"not UTF-8; reads as {samples(western(sample))}, but other letters fit as well",
        rivals,
        "ask",
        _question(sample, (WESTERN, *rivals)),
    )


def _foreign_share(content: bytes) -> float:
    foreign = len(content) - len(content.translate(None, _FOREIGN_LETTERS))
    plain = len(content) - len(content.translate(None, _PLAIN_LETTERS))
    return foreign / max(1, foreign + plain)


def _detect(sample: bytes) -> tuple[str, float]:
    found = chardet.detect(sample)
    return str(found.get("encoding") or "").lower(), float(found.get("confidence") or 0.0)


def _other_script(content: bytes, sample: bytes) -> Reading | None:
    name, confidence = _detect(sample)
    if not name or name in ("windows-1252", "iso-8859-1", "ascii", "utf-8"):
        return None
    try:
        text = content.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    evidence = f"most letters are beyond ASCII; reads as {samples(text)}"
    if confidence >= _DOUBTFUL_CONFIDENCE:
        return Reading(text, name, evidence, (WESTERN,), "likely")
    question = _question(sample, (name, WESTERN, "mac-roman"))
    return Reading(
        text, name, f"{evidence}, but the sample is small", (WESTERN, "mac-roman"), "ask", question
    )


def _rivals(sample: bytes) -> tuple[str, ...]:
    """Encodings under which the same bytes are other letters, and likely ones."""
    text = western(sample)
    found = [name for name, pattern in _SUSPECT if pattern.search(text)]
    detected = _NEIGHBOURS.get(_detect(sample)[0])
    if (
        detected is not None
        and detected not in found
        and _letters(sample, detected) != _letters(sample, WESTERN)
    ):
        found.append(detected)
    return tuple(found)


def _letters(sample: bytes, encoding: str) -> str:
    text = _read_as(sample, encoding)
    return "".join(c for c in text if c.isalpha() and not c.isascii())


def _read_as(sample: bytes, encoding: str) -> str:
    if encoding == WESTERN:
        return western(sample)
    return sample.decode(encoding, errors="backslashreplace")


def _question(sample: bytes, names: tuple[str, ...]) -> Question:
    return Question(
        id="encoding",
        text="Which reading of these words is right?",
        choices=tuple(Choice(name, samples(_read_as(sample, name))) for name in names),
        option="--encoding " + names[0],
        evidence="the file does not say its encoding, and the readings differ in letters",
    )
