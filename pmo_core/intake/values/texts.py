"""Text cells: trimmed and composed, markup reduced, people without their addresses, lists split."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.values.cells import Column, Typed, typed
from pmo_core.model import Field, FieldType, Guess

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff]")
_TAG: Final = re.compile(
    r"</?(?:p|br|div|span|b|i|u|s|em|strong|ul|ol|li|a|img|table|tbody|thead|tr|td|th|h[1-6]|font|hr|pre|code|"
    r"blockquote|sub|sup|label|input|body|html|head|style|o:p)(?:\s+[\w:-]+\s*=[^<>]{0,500}|\s*/?)>",
    re.I,
)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5}|#x[0-9a-f]{1,4});", re.I)
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,200}>", re.I)
_WIKI: Final = (
    # of Jira and Confluence, then of Markdown; only what cannot be meant as text
    (re.compile(r"\{(?:color|panel|quote|code|noformat)(?::[^{}\n]{0,200})?\}", re.I), ""),
    (re.compile(r"\[([^\[\]|\n]{1,300})\|(?:https?:|mailto:|#|~)[^\[\]\n]{0,2000}\]"), r"\1"),
    (re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:https?:|mailto:)[^()\s]{0,2000}\)"), r"\1"),
    (re.compile(r"^h[1-6]\. +", re.M), ""),
    (re.compile(r"^#{1,6} +(?=\S)", re.M), ""),
    (re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*\*(?![\w*])"), r"\1"),
)
_HEADING: Final = re.compile(r"\s*(?:h[1-6]\. |#{1,6} )")
_FLOAT_ID: Final = re.compile(r"(?:0|[1-9]\d*)\.0")
_LABELS: Final = frozenset({"department", "category", "stage", "group", "channel", "industry"})
"""Fields whose texts are one label whatever their case; in a unit (`mW`, `MW`) the case says something."""

_MAIL: Final = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>")
_COMMA_LISTS: Final = frozenset({"requires", "project_ids", "tags"})
"""Lists of short ids or words, where a comma separates; elsewhere it may stand inside a name."""


def tidy(text: str) -> str:
    """Text in composed form without outer spaces, control characters or markup; line breaks stay."""
    plain = _reduced(unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", plain).strip().replace("\u00a0", " ").strip()


def _reduced(text: str) -> str:
    """HTML and wiki markup reduced to its text."""
    if "<" in text and _TAG.search(text):
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "{" in text or "](" in text or "|" in text or "**" in text or _HEADING.match(text):
        for pattern, rest in _WIKI:
            text = pattern.sub(rest, text)
    return text


def one_line(text: str) -> str:
    """Tidy text with every run of white space as one space: names, ids, labels."""
    return " ".join(tidy(text).split())


def people(text: str) -> str:
    """A person, or several parted by `;`, without mail addresses and list brackets."""
    plain = one_line(text)
    if plain.startswith("[") and plain.endswith("]"):
        plain = "; ".join(pieces(plain, commas=True)) if '"' in plain else plain[1:-1].strip()
    parts = (_person(part) for part in plain.split(";"))
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _person(text: str) -> str:
    named = _MAIL.sub("", text).strip().strip('"').strip()
    return named or text.strip().strip("<>")


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
    if item.name in _LABELS:
        return _labels(column, item)
    if item.name.endswith("_id") and _all_floats(column):
        return _whole_ids(column, item)
    shape = tidy if item.type is FieldType.TEXT else one_line
    return typed(column, lambda text: shape(text) or None, type_=item.type)


def _all_floats(column: Column) -> bool:
    """Whether every id came as a number with one decimal: a program took them for figures."""
    filled = [text for text in column.counts if text.strip()]
    return len(filled) > 1 and all(_FLOAT_ID.fullmatch(text.strip()) for text in filled)


def _whole_ids(column: Column, item: Field) -> Typed:
    result = typed(column, lambda text: one_line(text).removesuffix(".0") or None, type_=item.type)
    why = f"{column.header}: every id ends in .0, as where a program takes ids for figures"
    result.guesses.append(Guess("ids", "whole numbers", why, (), "likely"))
    return result


def _labels(column: Column, item: Field) -> Typed:
    """Labels that differ in case alone as one, in the spelling that stands first."""
    first: dict[str, str] = {}
    other: dict[str, str] = {}
    for text in coded(column.texts).distinct:
        label = one_line(text)
        shown = first.setdefault(label.casefold(), label)
        if shown != label:
            other[label] = shown
    result = typed(column, lambda text: first[one_line(text).casefold()] or None, type_=item.type)
    if other:
        pairs = ", ".join(f"“{label}” as “{shown}”" for label, shown in sorted(other.items())[:5])
        result.guesses.append(
            Guess("spelling", f"{len(other)} merged", f"{column.header}: {pairs}", (), "likely")
        )
    return result
