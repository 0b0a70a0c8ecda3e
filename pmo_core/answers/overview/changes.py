"""What changed between two dates or two versions, project by project, the most money first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure.confidence import rating_key
from pmo_core.measure.holdings import UNITS, buckets
from pmo_core.measure.positions import HORIZONS, MONEY_BASES, Positions, as_date
from pmo_core.model import Basis, Metric
from pmo_core.scenario import HorizonRule

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


@dataclass(frozen=True, eq=False)
class _Side:
    positions: Positions
    amounts: list[float | None]
    horizons: list[str]
    derived: list[bool]
    places: dict[str, int]


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
    old, new = _side(before, rule, basis=basis), _side(after, rule, basis=basis)
    found: list[Change] = []
    for key, place in new.places.items():
        if key not in old.places:
            found.append(_whole(new, place, "new", basis=basis))
        else:
            found += _moves(old, new, old.places[key], place, basis=basis)
    found += [
        _whole(old, place, "gone", basis=basis) for key, place in old.places.items() if key not in new.places
    ]
    return tuple(sorted(found, key=lambda change: _order(change, lead)))


def _side(positions: Positions, rule: HorizonRule, *, basis: Basis) -> _Side:
    standing = positions.take(positions.reported)
    bucket, derived = buckets(standing, rule)
    return _Side(
        standing,
        [None if math.isnan(amount) else float(amount) for amount in standing.amounts(basis)],
        [HORIZONS[place].value for place in bucket],
        [bool(each) for each in derived],
        {key: place for place, key in enumerate(standing.key)},
    )


def _change(
    side: _Side,
    place: int,
    what: str,
    *,
    basis: Basis,
    before: str | None = None,
    after: str | None = None,
    days: int | None = None,
    moved: float | None = None,
    derived: bool = False,
) -> Change:
    rows = side.positions
    return Change(
        key=rows.key[place],
        id=rows.project_id[place],
        name=rows.label(place),
        what=what,
        before=before,
        after=after,
        amount=side.amounts[place],
        unit=(rows.currency[place] or "") if basis in MONEY_BASES else UNITS[basis],
        days=days,
        moved=moved,
        derived=derived,
    )


def _whole(side: _Side, place: int, what: str, *, basis: Basis) -> Change:
    return _change(side, place, what, basis=basis)


def _moves(old: _Side, new: _Side, was: int, now: int, *, basis: Basis) -> list[Change]:
    first, then = old.positions, new.positions
    found: list[Change] = []
    if then.finished[now] and not first.finished[was]:
        status = then.status[now]
        return [_change(new, now, "finished", basis=basis, before=first.status[was], after=status)]
    rating, rated = first.rating[was], then.rating[now]
    if rating_key(rating or "") != rating_key(rated or ""):
        found.append(_change(new, now, "rating", basis=basis, before=rating, after=rated))
    if old.horizons[was] != new.horizons[now] and not then.finished[now]:
        found.append(
            _change(
                new,
                now,
                "horizon",
                basis=basis,
                before=old.horizons[was],
                after=new.horizons[now],
                derived=old.derived[was] and new.derived[now],
            )
        )
    return (
        found
        + _finish_moved(old, new, was, now, basis=basis)
        + _amount_moved(old, new, was, now, basis=basis)
    )


def _finish_moved(old: _Side, new: _Side, was: int, now: int, *, basis: Basis) -> list[Change]:
    before, after = as_date(old.positions.finish[was]), as_date(new.positions.finish[now])
    if before == after:
        return []
    days = (after - before).days if before and after else None
    texts = {"before": before.isoformat() if before else None, "after": after.isoformat() if after else None}
    return [_change(new, now, "finish", basis=basis, days=days, **texts)]


def _amount_moved(old: _Side, new: _Side, was: int, now: int, *, basis: Basis) -> list[Change]:
    before, after = old.amounts[was], new.amounts[now]
    if basis is Basis.COUNT or before == after:
        return []
    if before is not None and after is not None and np.isclose(before, after, rtol=1e-9, atol=0):
        return []
    same = old.positions.currency[was] == new.positions.currency[now]
    moved = after - before if before is not None and after is not None and same else None
    texts = {"before": _plain(before), "after": _plain(after)}
    return [_change(new, now, "amount", basis=basis, moved=moved, **texts)]


def _plain(amount: float | None) -> str | None:
    return None if amount is None else repr(amount)


def _order(change: Change, lead: str) -> tuple[bool, bool, float, str, str]:
    foreign = change.unit not in (lead, "person-days", "projects")
    return change.amount is None, foreign, -(change.amount or 0.0), change.key, change.what
