"""Text cells: trimmed and composed, markup reduced, people without their addresses, lists split."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

from pmo_core.intake.values.cells import Column, Typed, typed
from pmo_core.model import Field, FieldType

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff]")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MAIL: Final = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>")
_COMMA_LISTS: Final = frozenset({"requires", "project_ids", "tags"})
"""Lists of short ids or words, where a comma separates; elsewhere it may stand inside a name."""


def tidy(text: str) -> str:
    """Text in composed form without outer spaces, control characters or HTML tags; line breaks stay."""
    plain = _CONTROL.sub("", unicodedata.normalize("NFC", text))
    if "</" in plain or "<br" in plain or "<p>" in plain:
        plain = _TAG.sub(" ", plain)
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip().replace("\u00a0", " ").strip()


def one_line(text: str) -> str:
    """Tidy text with every run of white space as one space: names, ids, labels."""
    return " ".join(tidy(text).split())


def people(text: str) -> str:
    """A person, or several, without mail addresses and list brackets."""
    plain = _MAIL.sub("", one_line(text))
    return plain[1:-1].strip() if plain.startswith("[") and plain.endswith("]") else plain


def pieces(text: str, *, commas: bool) -> list[str]:
    """The parts of a list cell: split on `;`, `|`, line breaks or as a bracketed list, `,` only if told."""
    plain = tidy(text)
    if plain.startswith("[") and plain.endswith("]"):
        try:
            return [one_line(str(part)) for part in json.loads(plain)]
        except (ValueError, TypeError):
            plain, commas = plain[1:-1], True
    parts = re.split(r"[;|\n,]" if commas else r"[;|\n]", plain)
    return list(dict.fromkeys(word for part in parts if (word := one_line(part.strip("\"'")))))


def type_text(column: Column, item: Field) -> Typed:
    """A text field: long text keeps its line breaks, everything else becomes one line."""
    if item.type is FieldType.LIST:
        commas = item.name in _COMMA_LISTS
        return typed(column, lambda text: pieces(text, commas=commas), type_=item.type)
    if item.type is FieldType.PERSON:
        return typed(column, lambda text: people(text) or None, type_=item.type)
    shape = tidy if item.type is FieldType.TEXT else one_line
    return typed(column, lambda text: shape(text) or None, type_=item.type)
