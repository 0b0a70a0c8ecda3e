"""Which open projects nobody has rated yet, the most money first, and what rating them is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pmo_core.answers.overview.facts import Gathered
from pmo_core.importing.entered import RATED
from pmo_core.importing.entry import State
from pmo_core.importing.typed import Value
from pmo_core.measure.holdings import Holdings, holdings
from pmo_core.measure.listing import Entry, open_entries
from pmo_core.model import Horizon


@dataclass(frozen=True)
class Unrated:
    """An open project that lacks a rating; `by_rule` = it has a horizon by the portfolio's rule."""

    entry: Entry
    state: State
    by_rule: bool


@dataclass(frozen=True)
class Ratings:
    """
    How far the open projects of a portfolio are rated.

    An amount of 0 stands for projects without one; `amounts` are in the unit of `held`, `complete` the keys
    that lack nothing. `unrated` has the most money first.
    """

    held: Holdings
    unrated: tuple[Unrated, ...]
    amounts: Mapping[str, float]
    complete: frozenset[str]

    @property
    def lacking(self) -> float:
        """What the unrated projects hold together."""
        return sum(self.amounts[one.entry.key] for one in self.unrated)

    def coverage(self, edits: Mapping[str, Mapping[str, Value]] | None = None) -> float | None:
        """Share (0–1) of the investment whose projects are rated, with edits if given; None without any."""
        whole = sum(self.amounts.values())
        if whole <= 0:
            return None
        done = {
            one.entry.key
            for one in self.unrated
            if edits and lacks({**one.state.rated, **edits.get(one.entry.key, {})}, by_rule=one.by_rule) == ()
        }
        return sum(amount for key, amount in self.amounts.items() if key in self.complete | done) / whole


def lacks(rated: Mapping[str, Value | None], *, by_rule: bool) -> tuple[str, ...]:
    """The fields of RATED without a value; a horizon that the rule gives is none that lacks."""
    return tuple(name for name in RATED if rated[name] in (None, "") and not (name == "horizon" and by_rule))


def ratings(gathered: Gathered, states: Mapping[str, State]) -> Ratings:
    """
    See how far the open projects are rated.

    Args:
        gathered: Facts of the portfolio's present state.
        states: The same projects as `states_now` gives them.
    """
    held = holdings(gathered.positions, gathered.settings)
    by_rule = {
        key: bool(derived)
        for key, derived in zip(
            held.positions.key, held.derived & ~held.within(Horizon.UNCLASSIFIED), strict=True
        )
    }
    known = [key for key in held.positions.key if key in states]
    complete = {key for key in known if not lacks(states[key].rated, by_rule=by_rule[key])}
    open_ = np.array([key in states and key not in complete for key in held.positions.key], dtype=np.bool_)
    found = open_entries(held, open_)
    amounts = np.nan_to_num(held.amounts)
    return Ratings(
        held,
        tuple(Unrated(entry, states[entry.key], by_rule[entry.key]) for entry in found),
        dict(zip(map(str, held.positions.key), map(float, amounts), strict=True)),
        frozenset(map(str, complete)),
    )
