"""Encodings from before Unicode: Windows-1252 unless letters say otherwise; where readings differ, ask."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import chardet

from pmo_core.intake.wording.headers import known
from pmo_core.model import Choice, Question

WESTERN: Final = "windows-1252"
FOREIGN_SHARE: Final = 0.2
SAMPLE_BYTES: Final = 32_768
_DOUBTFUL_CONFIDENCE: Final = 0.1
_HEAD_LINES: Final = 30
_NAME_MAX: Final = 60
_WORD_MAX: Final = 30
_WESTERN_LANGUAGES: Final = (
    "àâæçèéêëîïôœùûüÿ",
    "àèéìíòóùú",
    "áâãàçéêíõóôúü",
    "áéíñóúü¿¡ºª",
    "åäæøöéü",
    "ïèêëéö",
)
"""Letters of French, Italian, Portuguese, Spanish, the North and Dutch."""

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
        word = match.group()[:_WORD_MAX]
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
    if named := _by_names(content, lines[:_HEAD_LINES], sample):
        return named
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


def _by_names(content: bytes, head: Sequence[bytes], sample: bytes) -> Reading | None:
    """The reading in which cells near the top are known column names, if in no other as many are."""
    detected = _NEIGHBOURS.get(_detect(sample)[0])
    others = [*_rivals(sample), *([detected] if detected else [])]
    names: list[str] = [WESTERN, *sorted(set(others))]
    known_names = {name: _known_names(b"\n".join(head), name) for name in names} if len(names) > 1 else {}
    most = max(map(len, known_names.values()), default=0)
    best = [name for name, found in known_names.items() if len(found) == most]
    if not most or len(best) != 1:
        return None
    try:
        text = western(content) if best[0] == WESTERN else content.decode(best[0])
    except UnicodeDecodeError:
        return None
    shown = ", ".join(f"“{name}”" for name in known_names[best[0]][:3])
    rest = tuple(name for name in names if name != best[0])
    return Reading(text, best[0], f"not UTF-8; so read, {shown} are column names", rest, "likely")


def _known_names(head: bytes, encoding: str) -> list[str]:
    """The different cells beyond ASCII that are column names in a reading, of lines half of which are."""
    found: set[str] = set()
    for line in _read_as(head, encoding).split("\n"):
        cells = {
            cell for text in re.split(r"[,;|\t]", line) if 0 < len(cell := text.strip(" \"'")) <= _NAME_MAX
        }
        names = {cell for cell in cells if known(cell)}
        if len(names) > 1 and len(names) >= len(cells) / 2:
            found |= {name for name in names if not name.isascii()}
    return sorted(found)


def _foreign_share(content: bytes) -> float:
    foreign = len(content) - len(content.translate(None, _FOREIGN_LETTERS))
    plain = len(content) - len(content.translate(None, _PLAIN_LETTERS))
    return foreign / max(1, foreign + plain)


@lru_cache(maxsize=1)
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
    if detected is not None and detected not in found and not _one_language(sample, detected):
        found.append(detected)
    return tuple(found)


def _one_language(sample: bytes, other: str) -> bool:
    """Whether the letters that another reading would change are those of one Western language."""
    pairs = zip(western(sample), _read_as(sample, other), strict=False)
    changed = {c.casefold() for c, d in pairs if c != d}
    return any(changed <= set(letters) for letters in _WESTERN_LANGUAGES)


def _read_as(sample: bytes, encoding: str) -> str:
    if encoding == WESTERN:
        return western(sample)
    return sample.decode(encoding, errors="backslashreplace")


def _question(sample: bytes, names: tuple[str, ...]) -> Question:
    return Question(
        id="encoding",
        text="Which reading of these words is right?",
        choices=tuple(Choice(name, _differing(sample, name, names)) for name in names),
        option="--encoding " + names[0],
        evidence="the file does not say its encoding, and the readings differ in letters",
    )


def _differing(sample: bytes, name: str, names: tuple[str, ...]) -> str:
    """Words of a reading that another one spells otherwise."""
    words = [_all_words(_read_as(sample, other)) for other in names]
    if len({len(found) for found in words}) != 1:
        return samples(_read_as(sample, name))
    own = _all_words(_read_as(sample, name))
    differing = [own[at] for at, spelled in enumerate(zip(*words, strict=True)) if len(set(spelled)) > 1]
    return ", ".join(f"“{word}”" for word in list(dict.fromkeys(differing))[:3])


def _all_words(text: str) -> list[str]:
    """The words with letters beyond ASCII, in order, each cut to what can be shown."""
    return [match.group()[:_WORD_MAX] for match in _WORDS.finditer(text)]
