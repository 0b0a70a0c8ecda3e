"""
The balance in words and rows.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from pmo_core import look
from pmo_core.answers.balance import words
from pmo_core.answers.balance.delivery import VALUE_LATER, WINS_NOW
from pmo_core.answers.balance.facts import MixAtDate
from pmo_core.answers.balance.judgement import Judgement, over_time
from pmo_core.answers.balance.metric import BALANCE, MixRow
from pmo_core.limits import MARKS_IN_A_CHART
from pmo_core.measure.listing import Entry, open_entries
from pmo_core.measure.positions import HORIZONS, as_date
from pmo_core.model import Metric, Result

DATES_SHOWN: Final = 400


@dataclass(frozen=True)
class Card:
    """One figure of the first screen; `help` says how it is computed."""

    label: str
    value: str
    verdict: str
    help: str


@dataclass(frozen=True, eq=False)
class ProjectList:
    """Projects by name with the sentence that introduces them."""

    id: str
    title: str
    sentence: str
    rows: pd.DataFrame


@dataclass(frozen=True, eq=False)
class BalanceView:
    """All the balance page shows: `note` names the target, `warnings` what to keep in mind."""

    sentence: str
    note: str
    detail: str
    cards: tuple[Card, ...]
    warnings: tuple[str, ...]
    mix: pd.DataFrame
    mix_table: pd.DataFrame
    mix_alt: str
    bubble_kind: Literal["values", "months", "none"]
    bubble: pd.DataFrame
    bubble_title: str
    bubble_alt: str
    history: pd.DataFrame
    history_alt: str
    lists: tuple[ProjectList, ...]
    rows: pd.DataFrame


def balance_view(judged: Judgement, *, history: Sequence[MixAtDate] = ()) -> BalanceView:
    """Word a judgement; `history` adds the balance at every date."""
    kind, bubble = _bubble(judged)
    dated = _history(judged, history)
    return BalanceView(
        sentence=words.verdict(judged),
        note=words.target_note(judged.aim),
        detail=words.gaps(judged),
        cards=_cards(judged),
        warnings=words.warnings(judged),
        mix=_mix(judged),
        mix_table=_mix_table(judged),
        mix_alt=words.mix_alt(judged),
        bubble_kind=kind,
        bubble=bubble,
        bubble_title=words.bubble_title(kind, shown=len(bubble), judged=judged),
        bubble_alt=words.bubble_alt(kind, shown=len(bubble), judged=judged),
        history=dated,
        history_alt=words.history_alt(over_time(history, judged.aim)),
        lists=_lists(judged),
        rows=project_rows(judged),
    )


def explained(metric: Metric) -> str:
    """What a figure means and how it is computed, for help texts."""
    return f"{metric.meaning} {metric.formula}. Source: {metric.source}."


def _cards(judged: Judgement) -> tuple[Card, ...]:
    balance = judged.balance
    share = look.share(balance.value) if balance.value is not None else "–"
    return (
        Card("In the right horizon", share, words.balance_verdict(judged), explained(BALANCE)),
        _confidence_card(WINS_NOW, judged.wins_now),
        _confidence_card(VALUE_LATER, judged.value_later),
    )


def _confidence_card(metric: Metric, result: Result) -> Card:
    if result.value is None:
        return Card(metric.name, "–", result.reason, explained(metric))
    verdict = f"Delivery confidence by rating; {look.share(result.coverage or 0.0)} of the money is rated"
    return Card(metric.name, f"{look.number(result.value)} of 100", verdict, explained(metric))


def _mix(judged: Judgement) -> pd.DataFrame:
    unit = judged.holdings.unit
    kept = [row for row in judged.mix if row.projects or row.target or row.horizon in HORIZONS[:3]]
    return pd.DataFrame(
        {
            "horizon": [look.HORIZON_NAMES[row.horizon] for row in kept],
            "share": [row.share for row in kept],
            "target": [row.target for row in kept],
            "money": [look.amount(row.amount, unit) if row.amount is not None else "–" for row in kept],
            "gap": [look.signed(row.gap, unit) if row.gap is not None else "–" for row in kept],
            "label": [_bar_label(row, unit) for row in kept],
            "end": [max(row.share or 0.0, row.target) for row in kept],
        }
    )


def _bar_label(row: MixRow, unit: str) -> str:
    if row.share is None or row.amount is None:
        return "no amount known"
    return f"{look.share(row.share)} · {look.amount(row.amount, unit)}"


def _mix_table(judged: Judgement) -> pd.DataFrame:
    rows: Sequence[MixRow] = judged.mix
    return pd.DataFrame(
        {
            "Horizon": [look.HORIZON_NAMES[row.horizon] for row in rows],
            "Investment": [row.amount for row in rows],
            "Share": [row.share for row in rows],
            "Target": [row.target for row in rows],
            "Against the target": [row.gap for row in rows],
            "Projects": [row.projects for row in rows],
            "With an amount": [row.with_amount for row in rows],
        }
    )


def _bubble(judged: Judgement) -> tuple[Literal["values", "months", "none"], pd.DataFrame]:
    held, rows = judged.holdings, judged.holdings.positions
    frame = pd.DataFrame(
        {
            "project": [rows.label(place) for place in range(rows.size)],
            "short": rows.short_term_value,
            "long": rows.long_term_value,
            "months": rows.months_to_finish,
            "amount": held.amounts,
            "horizon": [look.HORIZON_NAMES[HORIZONS[place]] for place in held.bucket],
            "finish": [look.day(day) if (day := as_date(cell)) else "" for cell in rows.finish],
        }
    )
    kind: Literal["values", "months"] = "values" if judged.scored else "months"
    needed = ["short", "long"] if kind == "values" else ["months", "amount"]
    chosen = frame.dropna(subset=needed)
    if chosen.empty:
        return "none", chosen
    largest = chosen.sort_values("amount", ascending=False, na_position="last").head(MARKS_IN_A_CHART - 10)
    amounts = [float(each) for each in largest["amount"]]
    money = [look.amount(each, held.unit) if each == each else "not known" for each in amounts]
    extra = ["short", "long"] if kind == "values" else ["months", "finish"]
    drawn = largest[["project", "amount", "horizon", *extra]]
    return kind, drawn.assign(money=money, size=drawn["amount"].fillna(0.0))


def _history(judged: Judgement, history: Sequence[MixAtDate]) -> pd.DataFrame:
    dated = [each for each in over_time(history, judged.aim) if each.balance is not None][-DATES_SHOWN:]
    return pd.DataFrame(
        {
            "date": pd.to_datetime(pd.Series([each.on for each in dated], dtype="object")),
            "balance": [each.balance for each in dated],
            "words": [words.shares(each.shares or ()) for each in dated],
        }
    )


def _lists(judged: Judgement) -> tuple[ProjectList, ...]:
    listed = (
        ("overdue", "Overdue", judged.overdue),
        ("delivered", "Delivered", judged.delivered),
        ("high_on_both", "Wins now and value later", judged.high_on_both),
        ("future_cost", "Wins now at the future's cost", judged.future_cost),
        ("no_longer_reported", "No longer reported", judged.no_longer_reported),
    )
    return tuple(
        ProjectList(id, title, words.list_sentence(id, entries, judged=judged), entry_rows(entries))
        for id, title, entries in listed
    )


def entry_rows(entries: Sequence[Entry]) -> pd.DataFrame:
    """Projects of a list as a table; amounts in the unit beside them."""
    return pd.DataFrame(
        {
            "Project": [entry.name for entry in entries],
            "Id": [entry.id for entry in entries],
            "Investment": [entry.amount for entry in entries],
            "Unit": [entry.unit for entry in entries],
            "Owner": [entry.owner for entry in entries],
            "Rating": [entry.rating for entry in entries],
            "Finish": pd.Series([entry.finish for entry in entries], dtype="object"),
            "As of": pd.Series([entry.as_of for entry in entries], dtype="object"),
        }
    )


def project_rows(judged: Judgement) -> pd.DataFrame:
    """Every open project behind the figures, the most money first."""
    held = judged.holdings
    entries = open_entries(held, held.positions.reported)
    horizon = dict(zip(held.positions.key, held.bucket, strict=True))
    derived = dict(zip(held.positions.key, held.derived, strict=True))
    frame = entry_rows(entries)
    frame.insert(2, "Horizon", [look.HORIZON_NAMES[HORIZONS[horizon[entry.key]]] for entry in entries])
    frame.insert(3, "Horizon from", ["rule" if derived[e.key] else "source" for e in entries])
    frame.insert(4, "Department", [entry.department for entry in entries])
    return frame
