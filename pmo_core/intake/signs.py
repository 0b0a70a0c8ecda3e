"""The decimal sign of every numeric column: its own vote, the other columns, the locale; else ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from pmo_core.intake.figures import Signed
from pmo_core.intake.numbers import SIGN_WORDS, Sign, Vote, Written, amount, written
from pmo_core.model import Choice, Guess, Question

POINT_CURRENCIES: Final = frozenset(
    ("GBP", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "JPY", "CNY", "MXN", "KES", "NGN", "THB", "PHP")
)
"""Currencies whose amounts are written with a decimal point."""

_ROUND: Final = re.compile(r"[.,]\d00\D*$")


@dataclass
class Signs:
    """The sign per column header, with the guesses and the one question that remain."""

    by: dict[str, Signed] = field(default_factory=dict[str, Signed])
    guesses: list[Guess] = field(default_factory=list[Guess])
    questions: list[Question] = field(default_factory=list[Question])


def settle(
    votes: Mapping[str, Vote],
    *,
    texts: Mapping[str, Mapping[str, object]],
    told: Sign | None,
    canonical: bool,
    locale: Sign | None,
) -> Signs:
    """
    Decide the decimal sign per column.

    Args:
        votes: What each column says, by header.
        texts: The distinct texts of each column; those that are no number lead to None.
        told: What the user said; it decides every column.
        canonical: Whether the table comes from a workbook, whose own numbers are written with a point.
        locale: What currency or dates suggest, used only where nothing else speaks.
    """
    signs = Signs()
    pooled = reduce(Vote.__add__, votes.values(), Vote()).sign
    for header, vote in votes.items():
        sign, why = told, "as you said"
        if sign is None:
            sign, why = vote.sign, "by its own numbers"
        unclear = sign is None and (vote.ambiguous or vote.comma)
        if sign is None and unclear:
            sign, why = _suggested(texts[header], pooled=pooled, canonical=canonical, locale=locale)
        if sign is None and unclear:
            signs.questions.append(_question(header, vote))
        signs.by[header] = Signed(sign or "point", canonical)
        if sign and (vote.comma or vote.point or vote.ambiguous):
            signs.guesses.append(_guess(header, sign, why=why))
    signs.questions = signs.questions[:1]
    return signs


def _suggested(
    texts: Mapping[str, object], *, pooled: Sign | None, canonical: bool, locale: Sign | None
) -> tuple[Sign | None, str]:
    if pooled:
        return pooled, "as in the other columns"
    marked = [text for text, number in texts.items() if number and ("," in text or "." in text)]
    if canonical and not any("," in text for text in marked):
        return "point", "numbers of a workbook"
    rounded = sum(bool(_ROUND.search(text)) for text in marked)
    if len(marked) > 1 and rounded * 2 >= len(marked):
        mark_is_comma = sum("," in text for text in marked) * 2 > len(marked)
        return ("point" if mark_is_comma else "comma"), "round thousands"
    return (locale, "by currency or dates") if locale else (None, "")


def _guess(header: str, sign: Sign, *, why: str) -> Guess:
    sure = why in ("as you said", "by its own numbers")
    other: Sign = "comma" if sign == "point" else "point"
    return Guess(
        "decimal", sign, f"{header}: {SIGN_WORDS[sign]}, {why}", (other,), "sure" if sure else "likely"
    )


def _shown(number: Written | None, sign: Sign) -> str:
    value = amount(number, sign) if number else None
    return "no number" if value is None else f"{float(value):,.15g}"


def _question(header: str, vote: Vote) -> Question:
    example = vote.examples[0] if vote.examples else ""
    number = written(re.sub(r"[^\d.,]", "", example))
    choices = tuple(Choice(sign, f"{example} → {_shown(number, sign)}") for sign in ("comma", "point"))
    return Question(
        "decimal",
        "Is the decimal sign of this file a comma or a point?",
        choices,
        "--decimal comma",
        f"{header} holds only numbers that fit both, for example {', '.join(vote.examples)}.",
        column=header,
    )
