"""
KPIs in words and rows: the first screen, which series come first, and one series in detail.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from pmo_core.answers.kpis import captions, listing, remarks, tables, words
from pmo_core.answers.kpis.judgement import Judged
from pmo_core.answers.kpis.projecting import projection
from pmo_core.look import Card, number
from pmo_core.measure.arrays import Texts
from pmo_core.measure.score import TIE

TOTALS: Final = ""
EVERY: Final = "Every series"


@dataclass(frozen=True, eq=False)
class Aims:
    """One half of the picture: how far these KPIs are from their targets; `rows` may be empty."""

    title: str
    rows: pd.DataFrame
    alt: str
    rest: str


@dataclass(frozen=True, eq=False)
class KpisView:
    """
    All the first screen shows.

    results: short-term ones and those without a horizon. goals: those further away. signals: places of the
    series that really changed, for the worse first; quiet: all others.
    """

    sentence: str
    note: str
    cards: tuple[Card, ...]
    results: Aims
    goals: Aims
    signals: tuple[int, ...]
    quiet: tuple[int, ...]


def kpis_view(judged: Judged, places: Sequence[int]) -> KpisView:
    """Word the KPIs at these places."""
    horizon = judged.facts.series.horizon
    far = [at for at in places if horizon[at] in ("medium", "long")]
    near = [at for at in places if horizon[at] not in ("medium", "long")]
    unknown = any(not horizon[at] for at in near)
    changed = [at for at in places if judged.verdict[at] == "changed"]
    worse_first = {"False": 0, "None": 1, "True": 2}
    return KpisView(
        sentence=words.verdict(judged, places),
        note=words.note(judged, places),
        cards=(_changed(judged, places, changed), _met(judged, places), _pace(judged, far)),
        results=_aims(
            judged, near, what="Short-term or without a horizon" if unknown else "Short-term results"
        ),
        goals=_aims(judged, far, what="Medium and long-term goals"),
        signals=tuple(sorted(changed, key=lambda at: worse_first[str(judged.better[at])])),
        quiet=tuple(at for at in places if judged.verdict[at] != "changed"),
    )


def _changed(judged: Judged, places: Sequence[int], changed: Sequence[int]) -> Card:
    known = sum(judged.verdict[at] != "not enough data" for at in places)
    better = sum(judged.better[at] is True for at in changed)
    worse = sum(judged.better[at] is False for at in changed)
    open_ = len(changed) - better - worse
    said = [
        f"{better} for the better",
        f"{worse} for the worse",
        *([f"{open_} without a direction"] if open_ else []),
    ]
    return Card(
        "Really changed",
        f"{len(changed)} of {known}" if known else "–",
        ", ".join(said)
        if changed
        else "All moves are routine variation"
        if known
        else "Fewer than 6 readings each",
        "Series with a point outside their limits, or eight in a row on one side of the mean. Pure noise "
        "shows one in 8.6 % of charts with 24 points.",
    )


def _met(judged: Judged, places: Sequence[int]) -> Card:
    said = [words.met_word(judged, at) for at in places]
    met, missed = said.count("met"), said.count("missed") + said.count("not yet met")
    lacking = [f"{said.count(why)} {why}" for why in ("no target", "no direction", "no value") if why in said]
    return Card(
        "On target",
        f"{met} of {met + missed}" if met + missed else "–",
        f"Not judged: {', '.join(lacking)}" if lacking else "Last reading against its target",
        "Last readings that meet their target, equality included, of those with target, direction and value.",
    )


def _pace(judged: Judged, far: Sequence[int]) -> Card:
    paces = {at: float(judged.pace[at]) for at in far if not np.isnan(judged.pace[at])}
    border = judged.facts.settings.thresholds.kpi_amber
    fine = sum(pace >= -border - TIE for pace in paces.values())
    said = "None has a baseline, a target and its date"
    if paces:
        last = min(paces, key=lambda at: paces[at])
        said = (
            "All are on pace"
            if fine == len(paces)
            else f"Furthest behind: {words.named(judged.facts.series, last)}"
        )
    return Card(
        "Goals on pace",
        f"{fine} of {len(paces)}" if paces else "–",
        said,
        f"Medium and long-term KPIs whose way to the target is at most {number(100 * border)} points behind "
        "the time that has passed; a straight path is assumed.",
    )


def _aims(judged: Judged, places: Sequence[int], *, what: str) -> Aims:
    drawn, rows = tables.aims(judged, places)
    comparable = sum(words.distance(judged, at) is not None for at in places)
    said = [f"The {len(drawn)} with most to gain of {comparable}."] if comparable > len(drawn) else []
    if any(abs(words.distance(judged, at) or 0.0) > tables.FARTHEST for at in drawn):
        said.append("Bars end at 50 %.")
    return Aims(
        captions.aims_title(judged, places, what=what),
        rows,
        captions.aims_alt(judged, drawn, what=what),
        " ".join(said),
    )


@dataclass(frozen=True, eq=False)
class SeriesView:
    """One series in detail: its verdict, what the figures say, and the rows of its pictures."""

    verdict: str
    reading: str
    remarks: tuple[str, ...]
    control: pd.DataFrame
    control_alt: str
    ranges: pd.DataFrame
    ranges_title: str
    ranges_alt: str
    notes: pd.DataFrame


def series_view(judged: Judged, at: int) -> SeriesView:
    """Word one series; its projection is drawn up here, for no other."""
    ahead = projection(judged, at)
    return SeriesView(
        verdict=words.change(judged, at),
        reading=remarks.reading(judged, at),
        remarks=tuple(remarks.remarks(judged, at, ahead)),
        control=tables.detailed(judged, at, ahead),
        control_alt=captions.control_alt(judged, at),
        ranges=tables.ranges(judged, at),
        ranges_title=captions.ranges_title(judged, at),
        ranges_alt=captions.ranges_alt(judged, at),
        notes=listing.notes(judged, at),
    )


def shown(judged: Judged, filters: Mapping[str, str]) -> list[int]:
    """
    Places of the series that pass the filters.

    Args:
        judged: All KPIs.
        filters: text (part of the name, the owner or a dimension), horizon, objective, project, owner and
            split ('' = totals where there are any, EVERY, or 'Dimension: value'); '' = no filter.
    """
    series, split = judged.facts.series, filters.get("split", "")
    keep = np.ones(series.size, bool) if split else series.total.copy()
    if split not in (TOTALS, EVERY):
        keep &= np.array([split in _splits(part) for part in series.dimensions], bool)
    for name, column in (
        ("horizon", series.horizon),
        ("objective", series.objective),
        ("project", series.project_name),
        ("owner", series.owner),
    ):
        if filters.get(name):
            keep &= np.equal(column, filters[name])
    places: list[int] = np.flatnonzero(keep).tolist()
    text = filters.get("text", "").casefold().strip()
    return [at for at in places if text in words.named(series, at).casefold()] if text else places


def options(judged: Judged) -> dict[str, list[str]]:
    """What every filter can be set to, beside '' for none."""
    series = judged.facts.series
    split = {one for part in series.dimensions for one in _splits(part)}
    horizons = [name for name in ("short", "medium", "long") if name in set(series.horizon)]
    return {
        "horizon": horizons,
        "objective": _distinct(series.objective),
        "project": _distinct(series.project_name),
        "owner": _distinct(series.owner),
        "split": [EVERY, *sorted(split, key=str.casefold)] if split else [],
        "kpi": [str(key) for key in series.key],
    }


def _splits(dimensions: Mapping[str, str]) -> set[str]:
    return {f"{name}: {value}" for name, value in dimensions.items() if value}


def _distinct(column: Texts) -> list[str]:
    return sorted({str(value) for value in column if value}, key=str.casefold)
