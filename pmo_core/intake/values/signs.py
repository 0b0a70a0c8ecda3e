"""The decimal sign of every numeric column: its own vote, the other columns, the locale; else ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from pmo_core.intake.values.figures import Signed
from pmo_core.intake.values.numbers import SIGN_WORDS, Sign, Vote, Written, amount, written
from pmo_core.model import Choice, Guess, Question

POINT_CURRENCIES: Final = frozenset(
    ("GBP", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "JPY", "CNY", "MXN", "KES", "NGN", "THB", "PHP")
)
"""Currencies whose amounts are written with a decimal point."""

BARE_LEAST: Final = 3
"""So many numbers without a mark show the size of a column."""

NEAR_SIZE: Final = 10.0
"""Numbers of one column lie within this factor of its others; a misread mark is a factor of 1,000."""

_ROUND: Final = re.compile(r"[.,]\d00$")
_MARK: Final[Mapping[Sign, str]] = {"comma": ",", "point": "."}


@dataclass
class Signs:
    """The sign per column header, with the guesses and the one question that remain."""

    by: dict[str, Signed] = field(default_factory=dict[str, Signed])
    guesses: list[Guess] = field(default_factory=list[Guess])
    questions: list[Question] = field(default_factory=list[Question])


@dataclass(frozen=True)
class Numbers:
    """The distinct numbers of a column; `scaled` if one unit of them is a thousand or more (£m)."""

    vote: Vote
    written: Mapping[str, Written]
    scaled: bool = False


_THOUSAND: Final = re.compile(r"[x×]\s?(?:€|£|\$|eur|euro|chf|gbp|usd)?\s?1([.,])000(?!\d)", re.I)


def header_vote(header: str) -> Vote:
    """What a header such as `Budget (x € 1.000)` says about the decimal sign by how it writes a thousand."""
    found = _THOUSAND.search(header)
    return Vote() if found is None else Vote(comma=int(found[1] == "."), point=int(found[1] == ","))


@dataclass(frozen=True)
class Habits:
    """
    What the file suggests beside its numbers.

    Attributes:
        canonical: The table comes from a workbook, whose own numbers are written with a point.
        locale: What currency or dates suggest.
        comma_cut: Cells are parted by commas, as where a point is the decimal sign.
    """

    canonical: bool = False
    locale: Sign | None = None
    comma_cut: bool = False


def settle(columns: Mapping[str, Numbers], *, told: Sign | None, habits: Habits) -> Signs:
    """
    Decide the decimal sign per column.

    A column's own numbers decide; then the other columns; then the size of its numbers without a mark. What
    is still open is decided for all open columns alike, so that no two of them are read in opposite ways.

    Args:
        columns: The numbers of each column, by header.
        told: What the user said; it decides every column.
        habits: What the file suggests where no number speaks.
    """
    found: dict[str, tuple[Sign | None, str]] = {}
    pooled = reduce(Vote.__add__, (numbers.vote for numbers in columns.values()), Vote()).sign
    for header, numbers in columns.items():
        found[header] = (told, "as you said") if told else (numbers.vote.sign, "by its own numbers")
        if found[header][0] is None and _unclear(numbers.vote):
            found[header] = _by_evidence(numbers, pooled=pooled, canonical=habits.canonical)
    left = {h: numbers for h, numbers in columns.items() if not found[h][0] and _unclear(numbers.vote)}
    shared, why = _suggested(left.values(), habits)
    signs = Signs()
    for header, numbers in columns.items():
        sign, reason = found[header]
        if header in left:
            as_thousands = shared and _marks(numbers) != {_MARK[shared]}
            sign, reason = (None, "") if numbers.scaled and as_thousands else (shared, why)
            if sign is None:
                signs.questions.append(_question(header, numbers.vote))
        signs.by[header] = Signed(sign or "point", habits.canonical)
        if sign and (numbers.vote.comma or numbers.vote.point or numbers.vote.ambiguous):
            signs.guesses.append(_guess(header, sign, why=reason))
    signs.questions = signs.questions[:1]
    return signs


def _unclear(vote: Vote) -> bool:
    return bool(vote.ambiguous or vote.comma)


def _marked(numbers: Numbers) -> list[Written]:
    return [number for number in numbers.written.values() if "," in number.body or "." in number.body]


def _marks(numbers: Numbers) -> set[str]:
    return {mark for number in _marked(numbers) for mark in number.body if mark in ",."}


def _by_evidence(numbers: Numbers, *, pooled: Sign | None, canonical: bool) -> tuple[Sign | None, str]:
    if pooled:
        return pooled, "as in the other columns"
    if canonical and "," not in _marks(numbers):
        return "point", "numbers of a workbook"
    return _by_size(numbers), "by the size of the other numbers"


def _by_size(numbers: Numbers) -> Sign | None:
    """The sign under which the marked numbers lie among those without a mark; None if that says nothing."""
    bare = [
        abs(float(v)) for n in numbers.written.values() if n.body.isdecimal() and (v := amount(n, "point"))
    ]
    if len(bare) < BARE_LEAST:
        return None
    low, high = min(bare) / NEAR_SIZE, max(bare) * NEAR_SIZE
    fitting: list[Sign] = []
    for sign in _MARK:
        read = [value for number in _marked(numbers) if (value := amount(number, sign))]
        if read and all(low <= abs(float(value)) <= high for value in read):
            fitting.append(sign)
    return fitting[0] if len(fitting) == 1 else None


def _suggested(left: Iterable[Numbers], habits: Habits) -> tuple[Sign | None, str]:
    """One sign for all columns that nothing decides; None where it must be asked."""
    columns = list(left)
    if any(numbers.scaled for numbers in columns):
        return None, ""  # 12.500 in millions: a factor of a thousand is never a matter of habit
    by_round = {sign for numbers in columns if (sign := _by_roundness(numbers))}
    if len(by_round) > 1:
        return None, ""
    if by_round == {"point"}:
        return "point", "round thousands"
    if by_round == {"comma"}:
        foreign = habits.locale == "comma" or (habits.locale is None and not habits.comma_cut)
        return ("comma", "round thousands") if foreign else (None, "")
    return (habits.locale, "by currency or dates") if habits.locale else (None, "")


def _by_roundness(numbers: Numbers) -> Sign | None:
    """450,000 and 120,000 are round thousands rather than 450 and 120 with three decimals."""
    bodies = [number.body for number in _marked(numbers)]
    rounded = sum(bool(_ROUND.search(body)) for body in bodies)
    if len(bodies) < 2 or rounded * 2 < len(bodies):
        return None
    return "point" if sum("," in body for body in bodies) * 2 > len(bodies) else "comma"


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
