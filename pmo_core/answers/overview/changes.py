"""What changed between two dates or two versions, project by project, the most money first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from pmo_core.measure.holdings import UNITS, buckets
from pmo_core.measure.positions import HORIZONS, Positions, as_dates, as_figures
from pmo_core.model import Basis, Metric
from pmo_core.scenario import HorizonRule, rating_key

CHANGES: Final = Metric(
    id="changes",
    name="What changed",
    unit="projects",
    range="0 or more",
    better="neither",
    meaning="Projects that are new, gone or finished, or whose rating, horizon, finish or amount moved.",
    formula="comparison per project of the latest state at two dates or in two versions; ordered by amount",
    source="Projects as reported",
)


@dataclass(frozen=True)
class Change:
    """
    One thing that changed about one project.

    what: new, gone, finished, rating, horizon, finish or amount. `amount` is the project's own (the last
    one if it is gone), in `unit`; `days` is the move of the finish, + later; `moved` is the change of the
    amount. `derived`: the horizon changed because time passed or the finish moved, not in the source.
    """

    key: str
    id: str | None
    name: str
    what: str
    before: str | None
    after: str | None
    amount: float | None
    unit: str
    days: int | None = None
    moved: float | None = None
    derived: bool = False


class _State(NamedTuple):
    key: str
    id: str | None
    name: str
    status: str | None
    finished: bool
    rating: str | None
    horizon: str
    derived: bool
    finish: date | None
    amount: float | None
    unit: str


def changes(
    before: Positions, after: Positions, *, rule: HorizonRule, basis: Basis, lead: str
) -> tuple[Change, ...]:
    """
    Compare two states of the portfolio.

    Args:
        before: Latest states at the earlier date or in the earlier version.
        after: Latest states now.
        rule: Borders of derived horizons, the same for both.
        basis: What investment is measured in, the same for both.
        lead: Currency that comes first in the order.
    """
    old, new = _states(before, rule, basis=basis), _states(after, rule, basis=basis)
    found = [_whole(state, "new") for key, state in new.items() if key not in old]
    found += [_whole(state, "gone") for key, state in old.items() if key not in new]
    for key in old.keys() & new.keys():
        found += _moves(old[key], new[key])
    return tuple(sorted(found, key=lambda change: _order(change, lead)))


def _states(positions: Positions, rule: HorizonRule, *, basis: Basis) -> dict[str, _State]:
    rows = positions.take(positions.reported)
    bucket, derived = buckets(rows, rule)
    columns = zip(
        rows.key,
        rows.project_id,
        rows.labels(),
        rows.status,
        rows.finished.tolist(),
        rows.rating,
        [HORIZONS[place].value for place in bucket.tolist()],
        derived.tolist(),
        as_dates(rows.finish),
        as_figures(rows.amounts(basis)),
        rows.units(basis, other=UNITS),
        strict=True,
    )
    return {row[0]: _State(*row) for row in columns}


def _whole(state: _State, what: str) -> Change:
    return Change(state.key, state.id, state.name, what, None, None, state.amount, state.unit)


def _moves(was: _State, now: _State) -> list[Change]:
    if now.finished:
        words = (was.status, now.status)
        return [] if was.finished else [_told(now, "finished", words=words)]
    found: list[Change] = []
    if was.rating != now.rating and rating_key(was.rating or "") != rating_key(now.rating or ""):
        found.append(_told(now, "rating", words=(was.rating, now.rating)))
    if was.horizon != now.horizon:
        derived = was.derived and now.derived
        found.append(_told(now, "horizon", words=(was.horizon, now.horizon), derived=derived))
    if was.finish != now.finish:
        words = (_text(was.finish), _text(now.finish))
        days = (now.finish - was.finish).days if was.finish and now.finish else None
        found.append(_told(now, "finish", words=words, days=days))
    return found + _amount_moved(was, now)


def _told(
    state: _State,
    what: str,
    *,
    words: tuple[str | None, str | None],
    days: int | None = None,
    moved: float | None = None,
    derived: bool = False,
) -> Change:
    amount, unit = state.amount, state.unit
    return Change(state.key, state.id, state.name, what, *words, amount, unit, days, moved, derived)


def _amount_moved(was: _State, now: _State) -> list[Change]:
    if was.amount is None and now.amount is None:
        return []
    words = (_text(was.amount), _text(now.amount))
    if was.amount is None or now.amount is None or was.unit != now.unit:
        return [_told(now, "amount", words=words)]
    if math.isclose(was.amount, now.amount, rel_tol=1e-9):
        return []
    return [_told(now, "amount", words=words, moved=now.amount - was.amount)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _order(change: Change, lead: str) -> tuple[bool, bool, float, str, str]:
    foreign = change.unit not in (lead, "person-days", "projects")
    return change.amount is None, foreign, -(change.amount or 0.0), change.key, change.what
