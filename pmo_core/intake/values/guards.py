"""Quotes that an export put before texts so that no spreadsheet runs them: one is taken off each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.table import RawTable

_GUARD: Final = re.compile(r"'(?=[ ']*[=+\-@\t\r\x00＝＋－＠])")
"""The quote of `'=x`; the text itself may begin with quotes before such a sign (`''=x` stands for `'=x`)."""


def unguarded_text(text: str) -> str:
    """The text without the one quote that guards it; others stay."""
    return text[1:] if _GUARD.match(text) else text


def _column(texts: Sequence[str]) -> Sequence[str]:
    column = coded(texts)
    guarded = any(text[:1] == "'" for text in column.distinct)
    return column.map(unguarded_text) if guarded else texts


def unguarded(table: RawTable) -> RawTable:
    """The table with the guards taken off its cells: what the product exported comes back unchanged."""
    return replace(table, columns=tuple(_column(texts) for texts in table.columns))
