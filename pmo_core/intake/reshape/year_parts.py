"""A year in one column and its month, week or quarter in another: one period."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from pmo_core.intake.coded import coded, together
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.days import month_named
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Guess, Issue, Severity

_YEARS: Final = ("year", "jahr", "année", "año", "ano", "anno", "jaar", "rok", "yıl", "år", "calendar year")
_YEAR: Final = re.compile(r"\s*((?:19[5-9]|20|21)\d\d)(?:\.0)?\s*")


def _month(text: str) -> str | None:
    number = month_named(text) or _number(text, most=12)
    return f"-{number:02}" if number else None


def _week(text: str) -> str | None:
    number = _number(re.sub(r"^\s*(?:kw|cw|wk|w|week|s)\.?\s?", "", text, flags=re.I), most=53)
    return f"-W{number:02}" if number else None


def _quarter(text: str) -> str | None:
    number = _number(re.sub(r"^\s*[qtk]\s?|\.?\s?(?:q|quartal|trimestre)\s*$", "", text, flags=re.I), most=4)
    return f"-Q{number}" if number else None


def _number(text: str, *, most: int) -> int | None:
    match = re.fullmatch(r"\s*(\d{1,2})(?:\.0)?\s*", text)
    return int(match[1]) if match and 1 <= int(match[1]) <= most else None


_PARTS: Final[tuple[tuple[tuple[str, ...], Callable[[str], str | None]], ...]] = (
    # the finest first; the words are headers
    (("month", "monat", "mois", "mes", "mês", "mese", "maand", "miesiąc", "ay", "månad", "måned"), _month),
    (("week", "kw", "kalenderwoche", "woche", "semaine", "semana", "settimana", "tydzień", "hafta"), _week),
    (("quarter", "quartal", "trimestre", "kwartaal", "kwartał", "çeyrek", "kvartal"), _quarter),
)


@cache
def _named(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normalise, words))


def _year(text: str) -> str | None:
    match = _YEAR.fullmatch(text)
    return match[1] if match else None


def _column(raw: RawTable, words: tuple[str, ...], read: Callable[[str], str | None]) -> str | None:
    """The one column of such a header in which every filled cell reads."""
    found = [
        header
        for header, texts in zip(raw.headers, raw.columns, strict=True)
        if normalise(header) in _named(words)
        and (filled := [text for text in coded(texts).used() if text.strip()])
        and all(map(read, filled))
    ]
    return found[0] if len(found) == 1 else None


def joined_period(raw: RawTable, mapping: Mapping[str, str]) -> tuple[RawTable, str] | None:
    """
    The table with year and part joined to one column, and its header; None where no two columns are such.

    Args:
        raw: The table.
        mapping: What was recognised: a period found in another column stays.
    """
    year = _column(raw, _YEARS, _year)
    parts = [(header, read) for words, read in _PARTS if (header := _column(raw, words, read))]
    if year is None or not parts or mapping.get("period") not in (None, year, *(h for h, _ in parts)):
        return None
    part, read = parts[0]
    by_header = dict(zip(raw.headers, raw.columns, strict=True))
    pairs = together([coded(by_header[year]), coded(by_header[part])])
    texts = pairs.map(lambda pair: f"{_year(pair[0]) or ''}{read(pair[1]) or ''}" if _year(pair[0]) else "")
    header = f"{year} {part}"
    gone = {name for name, _ in parts}
    kept = [(header, texts) if h == year else (h, c) for h, c in by_header.items() if h not in gone]
    example = next((text for text in texts.used() if text), "")
    note = Issue(
        "period.joined",
        f"“{year}” and “{part}” are read as one period, such as {example}.",
        f"If they are not, name the column of the period: --map period={year}.",
        Severity.NOTE,
    )
    table = replace(
        raw,
        headers=tuple(h for h, _ in kept),
        columns=tuple(c for _, c in kept),
        guesses=(*raw.guesses, Guess("period", header, f"{year} and {part}: {example}", (year,), "likely")),
        issues=(*raw.issues, note),
    )
    return table, header
