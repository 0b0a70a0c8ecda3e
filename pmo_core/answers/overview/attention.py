"""What needs a decision, and what the data lack: both ordered by the money that depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Texts, total
from pmo_core.measure.confidence import delivery_confidence
from pmo_core.measure.holdings import BASIS_NAMES, Holdings
from pmo_core.measure.links import plain
from pmo_core.measure.listing import Entry, open_entries
from pmo_core.model import Horizon, Metric
from pmo_core.thresholds import Thresholds

USUAL: Final = Thresholds()
BEFORE_APPROVAL: Final = frozenset(
    {
        "awaiting approval",
        "before approval",
        "business case",
        "candidate",
        "concept",
        "definition",
        "feasibility",
        "idea",
        "initiating",
        "initiation",
        "not approved",
        "outline business case",
        "pending approval",
        "pipeline",
        "pre-approval",
        "proposal",
        "proposed",
        "strategic outline case",
    }
)
"""Stages, in plain lower case, in which a project has not been approved yet."""

ATTENTION: Final = Metric(
    id="attention",
    name="Needs attention",
    unit="projects",
    range="0 or more",
    better="lower",
    meaning="Open projects that are overdue, rated Red or Amber/Red, or lack an owner, horizon or amount.",
    formula="list ordered by amount; what is true of every open project is listed under data gaps instead",
    source="Projects as reported",
)
DATA_GAPS: Final = Metric(
    id="data_gaps",
    name="Data gaps",
    unit="projects",
    range="0 or more",
    better="lower",
    meaning="Open projects without owner, finish, rating, amount or horizon; projects before approval that "
    "no stakeholder is linked with; states older than a quarter.",
    formula="count and Σ amount of the projects concerned",
    source="Projects and stakeholders as loaded",
)


@dataclass(frozen=True)
class Concern:
    """A project that needs attention, with every reason in words and its kind."""

    entry: Entry
    reasons: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """
    One thing the data lack: how many of the open projects, and the money they hold (None = unknown).

    with_amount: how many of them that money is of.
    """

    id: str
    projects: int
    of: int
    money: float | None
    unit: str
    keys: tuple[str, ...]
    with_amount: int = 0


def attention(
    held: Holdings, *, as_of: date, ratings: Mapping[str, float] | None = None, thresholds: Thresholds = USUAL
) -> tuple[Concern, ...]:
    """
    Open projects with at least one reason for attention, the most money first.

    Args:
        held: The open projects.
        as_of: The date that is asked about.
        ratings: The portfolio's own rating labels, 0–100.
        thresholds: From which rating on a project needs attention.
    Source: ATTENTION.
    """
    found = _flags(held, ratings, worst=thresholds.attention_rating)
    flagged = {name: flags for name, flags in found.items() if not flags.all() or name == "red"}
    if not flagged:
        return ()
    places = {key: place for place, key in enumerate(held.positions.key)}
    chosen = np.logical_or.reduce(list(flagged.values()))
    return tuple(
        Concern(
            entry,
            _reasons(entry, places[entry.key], flagged, held, as_of=as_of),
            tuple(name for name, flags in flagged.items() if flags[places[entry.key]]),
        )
        for entry in open_entries(held, chosen)
    )


def _flags(held: Holdings, ratings: Mapping[str, float] | None, *, worst: float) -> dict[str, Flags]:
    rows = held.positions
    return {
        "overdue": rows.overdue,
        "red": delivery_confidence(rows.rating, explicit=ratings) <= worst,
        "no_owner": _blank(rows.owner),
        "no_horizon": held.within(Horizon.UNCLASSIFIED),
        "no_amount": ~held.held & ~held.elsewhere,
    }


def _reasons(
    entry: Entry, place: int, flagged: Mapping[str, Flags], held: Holdings, *, as_of: date
) -> tuple[str, ...]:
    late = (as_of - entry.finish).days if entry.finish else 0
    said = {
        "overdue": f"overdue by {late} day{'' if late == 1 else 's'}",
        "red": f"rated {entry.rating}",
        "no_owner": "no owner",
        "no_horizon": "no horizon and no finish date",
        "no_amount": f"no {BASIS_NAMES[held.basis]}",
    }
    return tuple(said[name] for name, flags in flagged.items() if flags[place])


def data_gaps(
    held: Holdings,
    *,
    as_of: date,
    named: frozenset[str] | None,
    ratings: Mapping[str, float] | None = None,
    thresholds: Thresholds = USUAL,
) -> tuple[Gap, ...]:
    """
    What the data lack, the most money first; what nothing lacks is left out.

    Args:
        held: The open projects.
        as_of: The date that is asked about.
        named: Projects that some stakeholder is linked with, by id or name; None = no stakeholders loaded.
        ratings: The portfolio's own rating labels, 0–100.
        thresholds: From which age on a state is stale.
    Source: DATA_GAPS.
    """
    rows = held.positions
    told = rows.as_of.astype("datetime64[D]")
    found: dict[str, Flags] = {
        "no_owner": _blank(rows.owner),
        "no_finish": np.isnat(rows.finish),
        "no_rating": np.isnan(delivery_confidence(rows.rating, explicit=ratings)),
        "no_amount": ~held.held & ~held.elsewhere,
        "no_horizon": held.within(Horizon.UNCLASSIFIED),
        "stale": told < np.datetime64(as_of, "D") - np.timedelta64(int(thresholds.stale_days), "D"),
        "before_approval_unnamed": _before_approval(held) & ~_named(held, named or frozenset()),
    }
    if (found["no_finish"] == found["no_horizon"]).all():
        del found["no_finish"]
    gaps = [_gap(name, flags, held) for name, flags in found.items() if flags.any()]
    return tuple(sorted(gaps, key=lambda gap: (-(gap.money or 0.0), -gap.projects, gap.id)))


def _gap(name: str, flags: Flags, held: Holdings) -> Gap:
    known = int((flags & held.held).sum())
    return Gap(
        id=name,
        projects=int(flags.sum()),
        of=held.positions.size,
        money=total(held.amounts[flags]) if known else None,
        unit=held.unit,
        keys=tuple(held.positions.key[flags]),
        with_amount=known,
    )


def _before_approval(held: Holdings) -> Flags:
    rows = held.positions
    early = np.array([plain(stage) in BEFORE_APPROVAL for stage in rows.stage], dtype=np.bool_)
    return np.asarray((rows.status_standard == "not_started") | early, dtype=np.bool_)


def _named(held: Holdings, named: frozenset[str]) -> Flags:
    rows = held.positions
    pairs = zip(rows.project_id, rows.name, strict=True)
    return np.array([plain(id) in named or plain(name) in named for id, name in pairs], dtype=np.bool_)


def _blank(words: Texts) -> Flags:
    return np.array([not (word or "").strip() for word in words], dtype=np.bool_)
