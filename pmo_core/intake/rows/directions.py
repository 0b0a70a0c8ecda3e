"""Which way a KPI is better: told, by a column, by an operator in the target; its name only proposes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pmo_core.errors import IntakeError
from pmo_core.intake.coded import Coded, coded, together
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.options import Options
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.standard import comparable, standard
from pmo_core.intake.wording.headers import normalise
from pmo_core.intake.wording.shell import quoted
from pmo_core.model import Choice, Issue, Question, Severity

OFFERED_MOST: Final = 40
"""More KPIs are not offered one by one; the answer `direction` covers all."""

ANSWERS: Final = ("higher", "lower", "none")
PROPOSED: Final = "proposed"
"""The answer that takes the direction that the words of each name propose."""

Directions = Coded[str | None]
_OTHER: Final = {"higher": "lower", "lower": "higher"}


@cache
def _words(name: str) -> tuple[str, ...]:
    lists = tomllib.loads((Path(__file__).parent / "direction_words.toml").read_text(encoding="utf-8"))
    return tuple(lists[name])


@cache
def _opening(name: str) -> re.Pattern[str]:
    found = sorted(_words(name), key=len, reverse=True)
    parts = (re.escape(word) + (r"\b" if word[-1].isalpha() else "") for word in found)
    return re.compile(rf"\s*(?:{'|'.join(parts)})\.?", re.I)


def of_target(text: str) -> str | None:
    """The direction that the operator of a target gives: `≥ 95%` higher, `at most 2 days` lower."""
    if text[:1].isdigit():
        return None  # nearly all of them, and there may be half a million
    named = (("higher", "at_least"), ("lower", "at_most"))
    return next((direction for direction, name in named if _opening(name).match(text)), None)


def proposed(name: str) -> str | None:
    """The direction that the words of a KPI's name suggest; None without any, or with words of both."""
    plain = f" {comparable(name)} "
    found = {
        direction
        for direction in ("higher", "lower")
        if any(f" {comparable(word)} " in plain for word in _words(direction))
    }
    return found.pop() if len(found) == 1 else None


def by_flag(columns: Mapping[str, Column], used: set[str]) -> tuple[Column, Directions] | None:
    """A column of yes and no under a header such as "Higher is better", and what it says of each row."""
    for direction, words in (
        ("higher", header_words("higher_is_better")),
        ("lower", header_words("lower_is_better")),
    ):
        for header, column in columns.items():
            if header in used or normalise(header) not in words:
                continue
            meant = {"true": direction, "false": _OTHER[direction]}
            says = {text: meant.get(standard(text, "flag") or "") for text in column.counts}
            return column, column.coded.map(says.get)
    return None


def settled(
    given: Directions, *, series: Coded[str | None], names: Coded[Any], options: Options
) -> tuple[Directions, list[Question], list[Issue]]:
    """
    One direction per series, offers for the KPIs that have none, and an issue that names them.

    Args:
        given: What column, flag or operator say of each row.
        series: The series of each row.
        names: The name of the KPI of each row.
        options: Answers `direction` for all KPIs without one and `direction.NAME` for one.

    Raises:
        IntakeError: If an answer is no direction.
    """
    rows = together([series, names, given])
    found: dict[str | None, set[str]] = {}
    for key, _, direction in rows.used():
        found.setdefault(key, set()).update({direction} if direction else ())
    told = {str(name): _told(options, str(name)) for name in names.used() if name}

    def of(row: tuple[str | None, Any, str | None]) -> str | None:
        key, name, direction = row
        if direction or len(found[key]) > 1:
            return direction
        return next(iter(found[key]), None) or told.get(str(name))

    result = rows.map(of)
    open_ = {
        str(name): None
        for (_, name, _), one in zip(rows.distinct, result.distinct, strict=True)
        if name and not one
    }
    unlike = sorted(str(key) for key, several in found.items() if len(several) > 1)
    return result, [_offer(name) for name in list(open_)[:OFFERED_MOST]], _issues(list(open_), unlike)


def _told(options: Options, name: str) -> str | None:
    answer = options.said(f"direction.{name}") or options.said("direction")
    if answer is None:
        return None
    if answer == PROPOSED:
        return proposed(name)
    if answer not in ANSWERS:
        fix = f"Answer {', '.join(ANSWERS)} or {PROPOSED}."
        raise IntakeError(f"{answer!r} is no direction of a KPI.", fix=fix)
    return answer


def _offer(name: str) -> Question:
    guess = proposed(name)
    ordered = sorted(ANSWERS, key=lambda answer: answer != guess)
    says = {"higher": "more is better", "lower": "less is better", "none": "it is only watched"}
    why = (
        f"Words of its name suggest {guess}." if guess else "Neither a column, the target nor its name says."
    )
    return Question(
        f"direction.{name}",
        f"Is “{name[:80]}” better when it is higher or lower?",
        tuple(Choice(answer, says[answer]) for answer in ordered),
        f"--answer {quoted(f'direction.{name}={ordered[0]}')}",
        why,
        field="direction",
    )


def _issues(names: list[str], unlike: list[str]) -> list[Issue]:
    found: list[Issue] = []
    if names:
        shown = ", ".join(f"“{name[:60]}”" for name in names[:8])
        more = f" and {len(names) - 8} more" if len(names) > 8 else ""
        told = "1 KPI has" if len(names) == 1 else f"{len(names)} KPIs have"
        text = f"{told} no direction, so no verdict: {shown}{more}."
        fix = "Answer direction=higher or lower for all, direction=proposed, or each by its name."
        found.append(Issue("direction.open", text, fix, Severity.NOTE))
    if unlike:
        text = f"Rows of one series say both higher and lower: “{unlike[0][:80]}”."
        found.append(Issue("direction.unlike", text, "Give each KPI one direction.", Severity.WARNING))
    return found


def directions(
    values: Mapping[str, Any], columns: Mapping[str, Column], *, flagged: Directions | None, count: int
) -> Directions:
    """What the rows say: the column of directions, else a flag, else the operator of the target."""
    blank: Directions = Coded.same(None, count)
    own = coded(values["direction"]) if "direction" in values else blank
    marks = columns["target"].coded.map(of_target) if "target" in columns else blank
    return together([own, flagged or blank, marks]).map(lambda row: row[0] or row[1] or row[2]).merged()
