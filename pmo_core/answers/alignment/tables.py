"""Objectives and projects in rows: what charts draw and tables list. Every text is plain."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.alignment import words
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.measure.positions import HORIZONS, as_dates

DRAWN: Final = 15
"""Objectives in a picture; the rest stand in the table."""
NEGLIGIBLE: Final = 1e-9
ROOM: Final = 1.3
"""How far the scale reaches beyond the longest bar, for the figures at its end."""
WIDE, NARROWEST, WIDEST = 90, 7, 14
"""Letters above the whole map, and of one column at least and at most."""


def drawn(judged: Judged) -> list[int]:
    """Places of the objectives in a picture, in the order of the list: those with most money or weight."""
    worth = np.maximum(judged.spend, np.nan_to_num(judged.target))
    return sorted(np.argsort(-worth, kind="stable")[:DRAWN].tolist())


def money(judged: Judged) -> pd.DataFrame:
    """A bar per objective with the outline of its weight, and one for what serves none."""
    called, unit, places = words.names(judged.facts), judged.facts.held.unit, drawn(judged)
    rows = [
        {
            "objective": called[at],
            "money": float(judged.spend[at]),
            "target": float(judged.target[at]),
            "kind": "objective",
            "label": _label(judged, at),
            "said": f"{words.amount(float(judged.spend[at]), unit)}, {words.against(judged, at)}".rstrip(
                ", "
            ),
            "weight": _weight(judged, at),
        }
        for at in places
    ]
    rest = judged.judged_money - judged.aligned
    if rest > NEGLIGIBLE * judged.judged_money:
        shown, parts = words.amount(rest, unit), rest - judged.orphan_money
        rows.append(
            {
                "objective": words.NONE,
                "money": rest,
                "target": np.nan,
                "kind": "none",
                "label": shown
                if parts <= NEGLIGIBLE * rest
                else f"{shown} ({words.amount(parts, unit)} in parts)",
                "said": f"{shown} in projects and parts of projects that serve nothing",
                "weight": "–",
            }
        )
    names = ("objective", "money", "target", "kind", "label", "said", "weight")
    frame = pd.DataFrame(rows, columns=names)
    end = frame[["money", "target"]].max(axis=1)
    return frame.assign(end=end, room=ROOM * end.max())


def _label(judged: Judged, at: int) -> str:
    unit = judged.facts.held.unit
    shown = words.amount(float(judged.spend[at]), unit)
    if not judged.weighing.holds or not judged.aligned > 0:
        return shown
    return f"{shown} ({words.signed(float(judged.gap[at]), unit)})"


def _weight(judged: Judged, at: int) -> str:
    value = float(judged.weighing.values[at])
    return "–" if np.isnan(value) else look.share(value)


def objectives(judged: Judged) -> pd.DataFrame:
    """Every objective with weight, money, distance, and what carries it; columns without a value stay out."""
    facts = judged.facts
    unit = in_unit(judged)
    frame = pd.DataFrame(
        {
            "Objective": words.names(facts),
            "Id": [one.id for one in facts.objectives],
            "Horizon": [one.horizon.capitalize() if one.horizon else None for one in facts.objectives],
            "Owner": [one.owner for one in facts.objectives],
            "Weight": judged.weighing.values,
            f"Money{unit}": judged.spend,
            "Share of the money": judged.share,
            f"Above its weight{unit}": judged.gap,
            "Projects": judged.projects,
            "Largest project": [words.carrier(judged, at) or None for at in range(len(facts.objectives))],
            "Its part": judged.dependence,
        }
    )
    return frame.drop(columns=[name for name in frame if frame[name].isna().all()])


def in_unit(judged: Judged) -> str:
    """What the header of a column of money ends with: ', GBP'; '' where the source names no currency."""
    unit = judged.facts.held.unit
    return f", {unit}" if unit else ""


def horizons(judged: Judged) -> pd.DataFrame:
    """The money of each objective in each horizon, as shares of the objective's money."""
    called, unit = words.names(judged.facts), judged.facts.held.unit
    rows = [
        {
            "objective": called[at],
            "horizon": look.HORIZON_NAMES[horizon],
            "order": place,
            "share": float(judged.by_horizon[place, at] / judged.spend[at]),
            "money": words.amount(float(judged.by_horizon[place, at]), unit),
        }
        for at in drawn(judged)
        if judged.spend[at] > 0
        for place, horizon in enumerate(HORIZONS)
        if judged.by_horizon[place, at] > 0
    ]
    return pd.DataFrame(rows, columns=["objective", "horizon", "order", "share", "money"])


def by_money(judged: Judged) -> list[int]:
    """Places of all projects, the most money first; those without an amount last."""
    held = np.nan_to_num(judged.facts.held.amounts, nan=-1.0)
    order: list[int] = np.argsort(-held, kind="stable").tolist()
    return order


def heat(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """A cell per project and objective that it serves, and one for what of it serves none of those drawn."""
    facts, at = judged.facts, np.array(places, dtype=np.int64)
    shares = facts.shares[at]
    rest = np.where(np.isnan(shares).any(axis=1), np.nan, np.maximum(0.0, 1 - facts.sums[at]))
    whole = np.column_stack([shares[:, drawn(judged)], np.where(rest <= NEGLIGIBLE, 0.0, rest)])
    last = whole.shape[1] - 1
    whole[np.isnan(rest), :last] = 0.0
    row, column = np.nonzero(whole)  # NaN, too: a project that is not assessed
    across, labels, unit = heads(judged), _rows(judged, places), facts.held.unit
    value, money = whole[row, column], facts.held.amounts[at][row] * np.nan_to_num(whole[row, column])
    return pd.DataFrame(
        {
            "project": [labels[one] for one in row],
            "objective": [across[one] for one in column],
            "share": np.where(column == last, 0.0, value),
            "label": ["?" if np.isnan(one) else look.share(float(one)) for one in value],
            "money": ["–" if np.isnan(one) else words.amount(float(one), unit) for one in money],
            "none": column == last,
        }
    )


def heads(judged: Judged) -> list[str]:
    """The columns of the map in their order, with line breaks: the more there are, the narrower."""
    called, places = words.names(judged.facts), drawn(judged)
    letters = min(max(WIDE // (len(places) + 1), NARROWEST), WIDEST)
    return [*(textwrap.fill(called[at], letters, break_long_words=False) for at in places), words.NONE]


def _rows(judged: Judged, places: Sequence[int]) -> list[str]:
    """Names of projects, so that no two rows of the map are one."""
    labels = [judged.facts.held.positions.label(one) for one in places]
    seen: dict[str, int] = {}
    apart: list[str] = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        apart.append(f"{label} ({seen[label]})" if seen[label] > 1 else label)
    return apart


def served(judged: Judged, objective: int) -> pd.DataFrame:
    """The projects that serve one objective, the most money first."""
    facts = judged.facts
    positions, unit = facts.held.positions, in_unit(judged)
    part = facts.shares[:, objective] * facts.held.amounts
    places = np.flatnonzero(facts.shares[:, objective] > 0)
    places = places[np.argsort(-np.nan_to_num(part[places], nan=-1.0), kind="stable")]
    listed = _listing(judged, places.tolist())
    own = {
        "Share of the project": facts.shares[places, objective],
        f"Money for it{unit}": part[places],
        "Part of the objective": part[places] / judged.spend[objective]
        if judged.spend[objective] > 0
        else np.nan,
        "Rating": positions.rating[places],
    }
    for column, (name, values) in enumerate(own.items(), start=1):
        listed.insert(column, name, values)
    return listed


def orphans(judged: Judged) -> pd.DataFrame:
    """The projects that serve nothing, the most money first."""
    return _listing(judged, judged.orphans)


def crowded(judged: Judged, *, above: int) -> pd.DataFrame:
    """The projects that are said to serve more than so many objectives, the most first."""
    counts = (judged.facts.shares > 0).sum(axis=1)
    places = [at for at in by_money(judged) if counts[at] > above]
    places.sort(key=lambda at: -int(counts[at]))
    return _listing(judged, places).assign(Objectives=counts[places])


def _listing(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    held, at = judged.facts.held, list(places)
    positions = held.positions
    frame = pd.DataFrame(
        {
            "Project": [positions.label(one) for one in at],
            "Id": positions.project_id[at],
            f"Amount{in_unit(judged)}": held.amounts[at],
            "Horizon": [look.HORIZON_NAMES[HORIZONS[int(one)]] for one in held.bucket[at]],
            "Department": positions.department[at],
            "Owner": positions.owner[at],
            "Finish": as_dates(positions.finish[at]),
        }
    )
    kept = ("Project", f"Amount{in_unit(judged)}")
    return frame.drop(columns=[name for name in frame if name not in kept and frame[name].isna().all()])


def matrix(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """The shares of projects, one column per objective, as they are judged; for a file."""
    facts, at = judged.facts, list(places)
    own = pd.DataFrame(facts.shares[at], columns=words.names(facts))
    return pd.concat([_listing(judged, at), own.where(own != 0)], axis=1)
