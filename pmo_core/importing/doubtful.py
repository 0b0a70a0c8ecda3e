"""Projects that may be known under another id or a slightly other name: one question per sort and file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pmo_core.errors import IntakeError
from pmo_core.intake.wording.shell import quoted
from pmo_core.model import Choice, Issue, Question, Severity

RENUMBERED = "renumbered"
SIMILAR = "similar"
SHOWN = 5
"""So many pairs are spelled out in a question."""


class Present(Protocol):
    """What must be told of the project that the portfolio has."""

    @property
    def key(self) -> str:
        """Its key in the portfolio."""
        ...

    @property
    def id(self) -> str | None:
        """Its id as last reported."""
        ...

    @property
    def name(self) -> str | None:
        """Its name as last reported."""
        ...

    @property
    def as_of(self) -> date | None:
        """When it was last reported."""
        ...


@dataclass(frozen=True)
class Doubt:
    """
    A project of the file that may be a known one.

    `renumbered` if the name is equal and the id is not; `on` is the last date of its rows.
    """

    own: str
    id: str | None
    name: str
    row: int
    known: Present
    renumbered: bool
    on: date | None = None

    @property
    def question(self) -> str:
        """The question that this belongs to."""
        return RENUMBERED if self.renumbered else SIMILAR


def asked(
    doubts: Sequence[Doubt], *, said: Callable[[str], str | None], noun: str
) -> tuple[list[Doubt], list[Question]]:
    """
    The doubts that are answered with yes, and one question per sort for those without an answer.

    Answers are `renumbered` and `similar` for all, and `renumbered.ID`, `similar.ID` (a name where there is
    no id) for one project: `same` if it is the known one, `new` if not.

    Raises:
        IntakeError: If an answer is neither.
    """
    same: list[Doubt] = []
    open_: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        answer = said(f"{doubt.question}.{doubt.id or doubt.name}") or said(doubt.question)
        if answer is None:
            open_.setdefault(doubt.question, []).append(doubt)
        elif answer not in ("same", "new"):
            raise IntakeError(
                f"{answer!r} does not say whether projects are known.", fix="Answer same or new."
            )
        elif answer == "same" and doubt.known.key not in {one.known.key for one in same}:
            same.append(doubt)
    return same, [_question(name, group, noun=noun) for name, group in open_.items()]


def named(doubt: Doubt) -> Issue:
    """One pair in full, so that nobody answers for rows that are not shown."""
    return Issue(
        f"key.{doubt.question}",
        f"Perhaps a known one: {_pair(doubt)}.",
        f"Answer {doubt.question} for all, or {doubt.question}.{doubt.id or doubt.name} for this one.",
        Severity.NOTE,
        doubt.row,
        value=doubt.name[:80],
    )


def _question(name: str, doubts: Sequence[Doubt], *, noun: str) -> Question:
    first, one = doubts[0], len(doubts) == 1
    what = "under another id" if name == RENUMBERED else "under a similar name"
    shown = "; ".join(map(_pair, doubts[:SHOWN]))
    more = f"; and {len(doubts) - SHOWN} more" if len(doubts) > SHOWN else ""
    before = (first.known.name or first.known.key)[:80]
    same = Choice("same", f"“{first.name[:80]}” goes on with its history of “{before}”")
    new = Choice("new", f"“{first.name[:80]}” is a new {noun}; the known one stays as it was")
    together = all(doubt.on is not None and doubt.on == doubt.known.as_of for doubt in doubts)
    choices = (new, same) if together else (same, new)
    beside = " Both are reported for the same date, so they may well be two." if together else ""
    single = quoted(f"{name}.{first.id or first.name}=new")
    return Question(
        name,
        f"The portfolio has {f'1 {noun}' if one else f'{len(doubts)} {noun}s'} of this file {what}. "
        f"{'Is it' if one else 'Are they'} the same?",
        choices,
        f"--answer {name}={choices[0].value}",
        f"{shown}{more}.{beside} For a single one: --answer {single}.",
    )


def _pair(doubt: Doubt) -> str:
    here = f"row {doubt.row}: “{doubt.name[:80]}”{f' as {doubt.id}' if doubt.id else ''}"
    known = doubt.known
    on = f", last on {known.as_of.isoformat()}" if known.as_of else ""
    return f"{here}, known: “{(known.name or known.key)[:80]}”{f' as {known.id}' if known.id else ''}{on}"
