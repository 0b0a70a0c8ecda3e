"""The balance as a document: the figures of the page, null with a reason where they may not be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from pmo_core.answers.balance.judgement import Judgement
from pmo_core.answers.balance.metric import MixRow
from pmo_core.measure.listing import Entry
from pmo_core.model import Result

Document: TypeAlias = dict[str, Any]


def document(judged: Judgement) -> Document:
    """
    Keys of the command `balance` except the index: shares 0–1, money in whole units, dates ISO.

    A figure that may not be shown is null; `reasons` says why, per figure, also for provisional ones.
    """
    figures = {
        "total": judged.total,
        "mix_distance": judged.distance,
        "mix_distance_low": judged.distance_low,
        "to_move": judged.to_move,
    }
    return {
        **_standing(judged),
        "mix": [_mix_row(row) for row in judged.mix],
        "mix_distance": judged.distance.value,
        "mix_distance_low": judged.distance_low.value,
        "to_move": judged.to_move.value,
        "overdue": len(judged.overdue),
        "delivered": len(judged.delivered),
        "cancelled": len(judged.cancelled),
        "no_longer_reported": len(judged.no_longer_reported),
        "overdue_projects": listed(judged.overdue),
        "delivered_projects": listed(judged.delivered),
        "no_longer_reported_projects": listed(judged.no_longer_reported),
        "high_on_both": listed(judged.high_on_both) if judged.scored else None,
        "future_cost": listed(judged.future_cost) if judged.scored else None,
        "reasons": reasons(figures) | _unscored(judged),
    }


def _standing(judged: Judgement) -> Document:
    held = judged.holdings
    return {
        "as_of": judged.as_of.isoformat(),
        "basis": held.basis.value,
        "unit": held.unit,
        "currency": held.currency or None,
        "total": judged.total.value,
        "coverage": judged.total.coverage,
        "projects": judged.total.n_total,
        "with_amount": judged.total.n_used,
        "missing": dict(judged.missing),
        "other_currencies": [
            {"currency": pot.currency or None, "amount": pot.amount, "projects": pot.projects}
            for pot in held.others
        ],
        "target": {"name": judged.aim.name, "origin": judged.aim.origin, "set_on": _iso(judged.aim.set_on)},
    }


def _mix_row(row: MixRow) -> Document:
    figures: Document = {
        "horizon": row.horizon.value,
        "amount": row.amount,
        "share": row.share,
        "target": row.target,
        "projects": row.projects,
        "with_amount": row.with_amount,
        "gap": row.gap,
    }
    return figures | ({"reason": row.reason} if row.reason else {})


def listed(entries: Sequence[Entry]) -> list[Document]:
    """Projects of a list; an amount without a value is null."""
    return [
        {
            "id": entry.id,
            "name": entry.name,
            "amount": entry.amount,
            "unit": entry.unit or None,
            "owner": entry.owner,
            "rating": entry.rating,
            "finish": _iso(entry.finish),
        }
        for entry in entries
    ]


def reasons(figures: dict[str, Result]) -> dict[str, str]:
    """Why a figure is null or provisional, per figure that has a reason."""
    return {name: result.reason for name, result in figures.items() if result.reason}


def _unscored(judged: Judgement) -> dict[str, str]:
    if judged.scored:
        return {}
    reason = "No open project has both a short-term and a long-term value."
    return {"high_on_both": reason, "future_cost": reason}


def _iso(day: object) -> str | None:
    return str(day) if day is not None else None
