"""KPI series of one snapshot: what each says of itself, every reading, its control limits and signals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pmo_core.measure.arrays import Days, Texts, Whole
from pmo_core.measure.holdings import Holdings, holdings
from pmo_core.measure.positions import Column, as_figures, days, flags, floats, positions_of, texts
from pmo_core.measure.series import REACH, Readings, Series, present_phase, signals_of, totals
from pmo_core.model import Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.store.standing import standing

_FIRST_DAY: Final = np.datetime64("0001-01-01", "D")
_DAYS: Final = 2**22
"""A moment is the place of a series times so many days, plus its day, counted from the first one."""


@dataclass(frozen=True)
class Note:
    """What somebody noted about a KPI; a type of 'shift' accepts that a new phase began on its day."""

    type: str
    day: np.datetime64
    text: str
    owner: str
    outcome: str


@dataclass(frozen=True, eq=False)
class KpiFacts:
    """
    All that KPIs are judged by; `notes` per series, by day.

    held: the open projects with their investment. later: how many readings of how many series are of the time
    after the snapshot's date, and in nothing else here.
    """

    series: Series
    readings: Readings
    notes: tuple[tuple[Note, ...], ...]
    snapshot: Snapshot
    settings: PortfolioSettings
    held: Holdings
    later: tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """Last value of a series with its target and direction ('higher' or 'lower' is better)."""

    series: str
    name: str | None
    value: float | None
    target: float | None
    direction: str | None
    period: str | None


def latest_readings(db: Database, snapshot: Snapshot) -> tuple[Reading, ...]:
    """The last reading of every KPI as a whole, up to the snapshot's date; not of its series by dimension."""
    told = db.columns(__file__, "latest_readings", **snapshot.of(Kind.KPIS))
    words = {name: texts(told[name]).tolist() for name in ("key", "name", "direction", "period")}
    rows = zip(
        words["key"],
        words["name"],
        as_figures(floats(told["latest"])),
        as_figures(floats(told["target"])),
        words["direction"],
        words["period"],
        strict=True,
    )
    whole = totals(_words(told["name"]), _words(told["unit"]), dimensions=_dimensions(told))
    return tuple(Reading(*row) for row, total in zip(rows, whole.tolist(), strict=True) if total)


def gather(db: Database, snapshot: Snapshot) -> KpiFacts:
    """
    Draw up all that KPIs are judged by, all series at once.

    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    asked = snapshot.of(Kind.KPIS)
    told = db.columns(__file__, "series", **asked)
    notes = snapshot.versions.get(Kind.NOTES, 0)
    read = db.columns(__file__, "control", **asked, notes=notes, reach=REACH)
    periods = _words(db.columns(__file__, "periods", **asked)["period"])
    readings = _readings(read, size=told["key"].size, periods=periods)
    settings = read_settings(db, snapshot)
    ((later, of),) = db.rows(__file__, "later", **asked)
    return KpiFacts(
        series=_series(told, readings, names=_names(db, snapshot)),
        readings=readings,
        notes=_notes(db, snapshot, told),
        snapshot=snapshot,
        settings=settings,
        held=holdings(positions_of(standing(db, snapshot)), settings),
        later=(later, of),
    )


def _readings(read: Mapping[str, Column], *, size: int, periods: Texts) -> Readings:
    """The answer of `control`, which comes nearly sorted: putting it in order takes one look at it."""
    order = np.argsort(_whole(read["moment"]), kind="stable")
    place, day = _placed(_whole(read["moment"])[order])
    figures = {name: floats(read[name])[order] for name in ("value", "target", "x", "mean", "moving_range")}
    points, outside, run = (_whole(read[name])[order] for name in ("points", "outside", "run"))
    reach = REACH * figures["moving_range"]
    return Readings(
        starts=np.searchsorted(place, np.arange(size + 1)),
        place=place,
        day=day,
        period=periods[_whole(read["said"])[order]],
        phase=_placed(_whole(read["course"])[order])[1],
        lower=figures["mean"] - reach,
        upper=figures["mean"] + reach,
        points=points,
        outside=outside,
        run=run,
        **figures,
    )


def _placed(moment: Whole) -> tuple[Whole, Days]:
    """Which series, and the day: see `control`."""
    return moment // _DAYS, _FIRST_DAY + moment % _DAYS


def _series(
    told: Mapping[str, Column], readings: Readings, *, names: Mapping[str, Mapping[str, str]]
) -> Series:
    words: dict[str, Any] = {
        name: _words(told[name])
        for name in ("key", "name", "unit", "horizon", "project", "owner", "grain", "rating", "period")
    }
    dates: dict[str, Any] = {
        name: days(told[name])
        for name in ("rated", "target_date", "baseline_date", "period_start", "period_end")
    }
    dimensions = _dimensions(told)
    direction = _words(told["direction"])
    target, own = floats(told["target"]), floats(told["target_of_latest"])
    return Series(
        **words,
        **dates,
        dimensions=dimensions,
        direction=np.where(np.isin(direction, ("higher", "lower")), direction, ""),
        objective=_called(_words(told["objective"]), names["objective"]),
        project_name=_called(words["project"], names["project"]),
        cumulative=flags(told["cumulative"]),
        target=target,
        target_of_latest=np.where(np.isnan(own), target, own),
        baseline=floats(told["baseline"]),
        latest=floats(told["latest"]),
        n=_whole(told["n"]),
        blanks=_whole(told["blanks"]),
        undated=_whole(told["undated"]),
        total=totals(words["name"], words["unit"], dimensions=dimensions),
        **present_phase(readings),
        signals=signals_of(readings),
    )


def _dimensions(told: Mapping[str, Column]) -> tuple[dict[str, str], ...]:
    return tuple(json.loads(text) if text else {} for text in _words(told["dimensions"]))


def _notes(db: Database, snapshot: Snapshot, told: Mapping[str, Column]) -> tuple[tuple[Note, ...], ...]:
    rows = db.rows(__file__, "notes", **snapshot.of(Kind.NOTES))
    known: dict[str, list[Note]] = {}
    for subject, type_, day, text, owner, outcome in rows:
        words = (str(word or "") for word in (text, owner, outcome))
        known.setdefault(str(subject), []).append(Note(str(type_ or "note"), np.datetime64(day, "D"), *words))
    called = zip(*(_words(told[name]) for name in ("key", "kpi_id", "name")), strict=True)
    if not known:
        return ((),) * told["key"].size
    return tuple(
        tuple(note for name in dict.fromkeys(them) for note in known.get(name, ())) for them in called
    )


def _names(db: Database, snapshot: Snapshot) -> Mapping[str, Mapping[str, str]]:
    versions = {name: snapshot.versions.get(Kind(name), 0) for name in ("objectives", "projects")}
    found: dict[str, dict[str, str]] = {"objective": {}, "project": {}}
    for kind, id_, name in db.rows(__file__, "names", **versions, as_of=snapshot.as_of):
        found[kind][id_] = name
    return found


def _called(ids: Texts, names: Mapping[str, str]) -> Texts:
    """Names for ids; what is unknown stays as it is."""
    return np.array([names.get(one, one) for one in ids], dtype=object)


def _words(column: Column) -> Texts:
    """A column of the store as words; '' where there is none."""
    found = texts(column)
    found[[word is None for word in found]] = ""
    return found


def _whole(column: Column) -> Whole:
    return np.ma.getdata(column).astype(np.int64)
