"""What surveys say: who responded, how each question was answered, and how many would recommend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

from pmo_core.measure.links import plain
from pmo_core.measure.nps import DETRACTOR, PROMOTER, net_promoter_score, response_rate
from pmo_core.model import Kind, Result, Snapshot, State
from pmo_core.store.database import Database

Row: TypeAlias = tuple[Any, ...]

SILENCE: Final = timedelta(days=31)
"""After so long without an answer another survey begins."""

RECOMMEND: Final = re.compile(
    r"recommend|recommand|recomend|raccomand|empfehl|empfiehl|aanbevel|rekommend|polec"
)
"""Stems of 'recommend' in the languages that questions come in."""


@dataclass(frozen=True)
class Question:
    """
    How one question was answered in one survey.

    answers: value and how often, by value. low, high: its scale; None where not given. n: answers of `asked`.
    above: share of the answers above the middle of the scale. nps: of a question whether people would
    recommend, asked from 0 to 10; any other scale is not NPS, the distribution stands for it.
    """

    text: str
    low: float | None
    high: float | None
    answers: tuple[tuple[float, int], ...]
    asked: int
    n: int
    above: float | None
    nps: Result | None


@dataclass(frozen=True)
class Survey:
    """
    One survey: answers without a month of silence between them; without dates when nobody gave one.

    response: share of the named respondents who answered anything. nameless: rows that name nobody.
    """

    first: date | None
    last: date | None
    response: Result
    nameless: int
    questions: tuple[Question, ...]

    @property
    def nps(self) -> Result | None:
        """The score of the question whether people would recommend: the one with the most answers."""
        scored = [one for one in self.questions if one.nps is not None]
        return max(scored, key=lambda one: one.n).nps if scored else None


def read_surveys(db: Database, snapshot: Snapshot) -> tuple[Survey, ...]:
    """Every survey up to the snapshot's date, the latest first; undated answers last."""
    version = snapshot.of(Kind.FEEDBACK)
    answers = _by_survey(db.rows(__file__, "answers", **version))
    asked = _by_survey(db.rows(__file__, "asked", **version))
    found = [_survey(asked[first], answers[first]) for first in asked]
    return tuple(sorted(found, key=lambda one: one.last or date.min, reverse=True))


def _by_survey(rows: Iterable[Row]) -> dict[date | None, list[Row]]:
    """Rows by day, undated ones last, to rows per survey, by its first day."""
    found: dict[date | None, list[Row]] = {}
    first: date | None = None
    before: date | None = None
    for row in rows:
        day: date | None = row[0]
        if day is None or before is None or day - before > SILENCE:
            first = day
        before = day
        found.setdefault(first, []).append(row)
    return found


def _survey(asked: Sequence[Row], answers: Sequence[Row]) -> Survey:
    people = {respondent for _, respondent, *_ in asked if respondent is not None}
    responded = {respondent for _, respondent, _, n in asked if respondent is not None and n}
    return Survey(
        first=asked[0][0],
        last=asked[-1][0],
        response=_response(len(people), len(responded)),
        nameless=sum(told for _, respondent, told, _ in asked if respondent is None),
        questions=_questions(answers),
    )


def _response(asked: int, responded: int) -> Result:
    if not asked:
        return Result(
            None, "share", State.NOT_MEASURED, "The answers name nobody: who was asked is not known."
        )
    return response_rate(responded, asked)


def _questions(rows: Sequence[Row]) -> tuple[Question, ...]:
    """Questions by text; one that is written in several ways is one per scale."""
    listed: dict[tuple[Any, ...], list[Row]] = {}
    for _, text, low, high, answer, n in rows:
        listed.setdefault((plain(text), low, high), []).append((text, answer, n))
    return tuple(_question(told, low=low, high=high) for (_, low, high), told in listed.items())


def _question(told: Sequence[Row], *, low: float | None, high: float | None) -> Question:
    counts: dict[float, int] = {}
    for _, answer, n in told:
        if answer is not None:
            counts[answer] = counts.get(answer, 0) + n
    n, text = sum(counts.values()), str(told[0][0])
    above = None
    if n and low is not None and high is not None:
        above = sum(times for value, times in counts.items() if value > (low + high) / 2) / n
    return Question(
        text=text,
        low=low,
        high=high,
        answers=tuple(sorted(counts.items())),
        asked=sum(times for _, _, times in told),
        n=n,
        above=above,
        nps=_score(counts) if (low, high) == (0, 10) and RECOMMEND.search(plain(text)) else None,
    )


def _score(counts: dict[float, int]) -> Result:
    return net_promoter_score(
        sum(times for value, times in counts.items() if value >= PROMOTER),
        sum(times for value, times in counts.items() if value <= DETRACTOR),
        answers=sum(counts.values()),
    )
