"""
The balance in words and rows.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from pmo_core import look
from pmo_core.answers.balance import captions, remarks, tables, words
from pmo_core.answers.balance.captions import Bubbles
from pmo_core.answers.balance.delivery import VALUE_LATER, WINS_NOW
from pmo_core.answers.balance.facts import MixAtDate
from pmo_core.answers.balance.judgement import Judgement, over_time
from pmo_core.answers.balance.metric import BALANCE
from pmo_core.look import Card
from pmo_core.measure.holdings import Holdings
from pmo_core.measure.listing import Entry, open_entries
from pmo_core.measure.positions import HORIZONS
from pmo_core.model import Basis, Horizon, Metric, Result


@dataclass(frozen=True, eq=False)
class ProjectList:
    """Projects by name with the sentence that introduces them."""

    id: str
    title: str
    sentence: str
    entries: tuple[Entry, ...]

    @property
    def rows(self) -> pd.DataFrame:
        """The projects as a table."""
        return tables.entry_rows(self.entries)


@dataclass(frozen=True, eq=False)
class BalanceView:
    """
    All the balance page shows.

    `note` names basis, coverage and target; `warnings` say what to keep in mind; a title is its picture's
    message, `history_title` is '' with fewer than two dates.
    """

    sentence: str
    note: str
    detail: str
    cards: tuple[Card, ...]
    warnings: tuple[str, ...]
    mix: pd.DataFrame
    mix_table: pd.DataFrame
    mix_alt: str
    bubble_kind: Bubbles
    bubble: pd.DataFrame
    bubble_title: str
    bubble_alt: str
    history: pd.DataFrame
    history_title: str
    history_alt: str
    lists: tuple[ProjectList, ...]
    holdings: Holdings

    @property
    def rows(self) -> pd.DataFrame:
        """Every open project behind the figures; only who unfolds the table waits for it."""
        return tables.project_rows(self.holdings)


def balance_view(judged: Judgement, *, history: Sequence[MixAtDate] = ()) -> BalanceView:
    """Word a judgement; `history` adds the balance at every date."""
    kind, bubble = tables.bubbles(judged.holdings)
    dated = over_time(history, judged.aim)
    return BalanceView(
        sentence=words.verdict(judged),
        note=words.note(judged),
        detail=words.gaps(judged),
        cards=_cards(judged),
        warnings=remarks.warnings(judged),
        mix=tables.mix_bars(judged),
        mix_table=tables.mix_table(judged),
        mix_alt=captions.mix_alt(judged),
        bubble_kind=kind,
        bubble=bubble,
        bubble_title=captions.bubble_title(kind, shown=len(bubble), judged=judged),
        bubble_alt=captions.bubble_alt(kind, shown=len(bubble), judged=judged),
        history=tables.history_rows(dated),
        history_title=captions.history_title(dated, target=judged.aim.name),
        history_alt=captions.history_alt(dated),
        lists=_lists(judged),
        holdings=judged.holdings,
    )


@dataclass(frozen=True, eq=False)
class ComparedView:
    """The mix of two states in one picture: its message, rows, words for who cannot see it, and its table."""

    title: str
    mix: pd.DataFrame
    mix_alt: str
    mix_table: pd.DataFrame


def compared_view(before: Judgement, after: Judgement) -> ComparedView:
    """Word two states of one portfolio that are measured in the same unit."""
    return ComparedView(
        title=words.compared(before, after),
        mix=tables.compared_bars(before, after),
        mix_alt=captions.compared_alt(before, after),
        mix_table=tables.compared_table(before, after),
    )


def explained(metric: Metric) -> str:
    """What a figure means and how it is computed."""
    return f"{metric.meaning} {metric.formula}. Source: {metric.source}."


def card_help(metric: Metric) -> str:
    """What a figure means, for the help beside it."""
    return f"{metric.meaning} Formula on the Method page."


def _cards(judged: Judgement) -> tuple[Card, ...]:
    return (
        Card(
            "In the right horizon",
            words.balance_shown(judged),
            words.balance_verdict(judged),
            card_help(BALANCE),
        ),
        _confidence_card(WINS_NOW, judged.wins_now, basis=judged.holdings.basis),
        _confidence_card(VALUE_LATER, judged.value_later, basis=judged.holdings.basis),
    )


def _confidence_card(metric: Metric, result: Result, *, basis: Basis) -> Card:
    if result.value is None:
        return Card(metric.name, "–", result.reason, card_help(metric))
    what = {Basis.COUNT: "projects are", Basis.EFFORT: "effort is"}.get(basis, "money is")
    verdict = f"Confidence by rating; {look.share(result.coverage or 0.0)} of the {what} rated"
    return Card(metric.name, f"{look.number(result.value)} of 100", verdict, card_help(metric))


def _lists(judged: Judgement) -> tuple[ProjectList, ...]:
    return (*_too_much(judged), *_named(judged))


def _too_much(judged: Judgement) -> Iterator[ProjectList]:
    """The projects of every horizon that holds more than its target, the largest first."""
    held = judged.holdings
    for horizon, gap in words.off_target(judged):
        if gap > 0:
            entries = _held_in(held, horizon)
            name = look.HORIZON_NAMES[horizon]
            yield ProjectList(
                f"too_much_{horizon.value}",
                f"{name}: too much",
                remarks.over_target(entries, gap=gap, unit=held.unit),
                entries,
            )


@lru_cache(maxsize=32)
def _held_in(held: Holdings, horizon: Horizon) -> tuple[Entry, ...]:
    """Projects with an amount in a horizon, the largest first; of the same holdings named once."""
    return open_entries(held, held.held & (held.bucket == HORIZONS.index(horizon)))


def _named(judged: Judgement) -> tuple[ProjectList, ...]:
    listed = (
        ("overdue", "Overdue", judged.overdue),
        ("delivered", "Delivered", judged.delivered),
        ("high_on_both", "Wins now and value later", judged.high_on_both),
        ("future_cost", "Wins now at the future's cost", judged.future_cost),
        ("no_longer_reported", "No longer reported", judged.no_longer_reported),
    )
    return tuple(
        ProjectList(id, title, remarks.list_sentence(id, entries, judged=judged), entries)
        for id, title, entries in listed
    )
