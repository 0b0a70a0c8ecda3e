"""KPIs as a document: null with its reason where a figure may not be shown."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np

from pmo_core.answers.kpis.facts import gather
from pmo_core.answers.kpis.judgement import CHANGED, LEAST_POINTS, Judged, judged
from pmo_core.answers.kpis.projecting import projection
from pmo_core.measure.forecast import Forecast
from pmo_core.measure.trend import LEAST_INTERVAL, LEAST_SLOPE, LEAST_TEST
from pmo_core.model import Snapshot, State
from pmo_core.store.database import Database

Document: TypeAlias = dict[str, Any]
LIMITS: Final = ("mean", "lower", "upper")
FEW: Final = f"fewer than {LEAST_POINTS} points in this phase"
PROVISIONAL: Final = "provisional: fewer than 10 points"


def kpis_document(db: Database, snapshot: Snapshot, *, every: bool = False) -> Document:
    """
    Document of the command `kpis`.

    Args:
        db: The store.
        snapshot: What is asked.
        every: Also the series that split a KPI by dimension.
    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    return documented(judged(gather(db, snapshot)), every=every)


def documented(found: Judged, *, every: bool = False) -> Document:
    """Put what was judged into the form of the command: totals, or every series."""
    series = found.facts.series
    shown = np.arange(series.size) if every else np.flatnonzero(series.total)
    listed = [_series(found, place) for place in shown.tolist()]
    return {
        "series": listed,
        "counts": _counts(listed),
        "as_of": found.facts.snapshot.as_of.isoformat(),
        "changed": sum(one["verdict"] == CHANGED for one in listed),
        "by_dimension": series.size - len(listed),
        "later_readings": found.facts.later[0],
    }


def _counts(listed: list[Document]) -> dict[str, int]:
    verdicts = [one["met"] for one in listed]
    return {
        "met": verdicts.count(True),
        "missed": verdicts.count(False),
        "no_target": sum(one["target"] is None for one in listed),
        "no_direction": sum(one["direction"] is None for one in listed),
        "no_value": sum(one["latest"] is None for one in listed),
    }


def _series(found: Judged, place: int) -> Document:
    """One series: the keys of the contract, then what else is known, then why a figure is null."""
    series, trend = found.facts.series, found.trend
    ahead = projection(found, place)
    figures: Document = {
        "latest": _figure(series.latest[place]),
        "met": found.met[place],
        **{name: _figure(getattr(series, name)[place]) for name in LIMITS},
        **{name: _figure(getattr(trend, name)[place]) for name in ("slope", "slope_low", "slope_high", "p")},
        "attainment": _figure(found.attainment[place]),
        "pace": _figure(found.pace[place]),
        "hit": _hit(ahead.hit),
        "chance": ahead.chance,
    }
    told: Document = {
        "key": str(series.key[place]),
        "name": str(series.name[place]),
        "dimensions": dict(series.dimensions[place]),
        "latest": figures["latest"],
        "period": series.period[place] or None,
        "target": _figure(series.target_of_latest[place]),
        "met": figures["met"],
        "n": int(series.n[place]),
        **{name: figures[name] for name in LIMITS},
        "signals": [
            {"rule": one.rule, "period": one.period, "direction": one.direction}
            for one in series.signals[place]
        ],
        **{name: figures[name] for name in ("slope", "slope_low", "slope_high", "p")},
    }
    return (
        told | _further(found, place, ahead=ahead) | {"reasons": _reasons(found, place, figures, ahead=ahead)}
    )


def _further(found: Judged, place: int, *, ahead: Forecast) -> Document:
    series = found.facts.series
    words = ("unit", "direction", "horizon", "objective", "project", "owner", "grain", "rating")
    return {
        **{name: getattr(series, name)[place] or None for name in words},
        "cumulative": bool(series.cumulative[place]),
        "state": str(found.state[place]),
        "verdict": str(found.verdict[place]),
        "changed_in": found.changed_in[place] or None,
        "better": found.better[place],
        "points_in_phase": int(series.points_in_phase[place]),
        "phase_start": _day(series.phase_start[place]),
        "slope_per": str(found.slope_per[place]),
        "baseline": _figure(found.baseline[place]),
        "baseline_given": bool(found.baseline_given[place]),
        "target_date": _day(series.target_date[place]),
        "attainment": _figure(found.attainment[place]),
        "pace": _figure(found.pace[place]),
        "hit": _hit(ahead.hit),
        "hit_low": _hit(ahead.hit_low),
        "hit_high": _hit(ahead.hit_high),
        "chance": ahead.chance,
        "colour": str(found.colour.colour[place]),
        "colour_because": str(found.colour.word[place]),
        "disagreement": _figure(found.disagreement[place]),
        "stale": bool(found.stale[place]),
        "season": bool(found.season[place]),
        "judged": _judged_by(found, place),
        "blanks": int(series.blanks[place]),
        "undated": int(series.undated[place]),
    }


def _reasons(found: Judged, place: int, figures: Document, *, ahead: Forecast) -> dict[str, str]:
    """Why a figure is null, or provisional, per figure that has a reason."""
    n = int(found.trend.n[place])
    because = {
        "latest": "no value",
        "met": _not_judged(found, place),
        **dict.fromkeys(LIMITS, FEW),
        "slope": f"fewer than {LEAST_SLOPE} readings" if n < LEAST_SLOPE else "all readings have one date",
        "p": f"fewer than {LEAST_TEST} readings",
        **dict.fromkeys(("slope_low", "slope_high"), f"fewer than {LEAST_INTERVAL} readings"),
        "attainment": str(found.attainment_reason[place]),
        "pace": str(found.attainment_reason[place]) or "no baseline date or no target date",
        "hit": ahead.reason,
        "chance": ahead.chance_reason,
    }
    reasons = {name: because[name] for name, figure in figures.items() if figure is None}
    if found.state[place] == State.PROVISIONAL:
        reasons |= dict.fromkeys(LIMITS, PROVISIONAL)
    return reasons


def _judged_by(found: Judged, place: int) -> str:
    """What limits and signals are of."""
    if found.yearly[place]:
        return "change from a year before"
    return "what each period adds" if found.facts.series.cumulative[place] else "readings"


def _not_judged(found: Judged, place: int) -> str:
    series = found.facts.series
    if np.isnan(series.latest[place]):
        return "no value"
    return "no target" if np.isnan(series.target_of_latest[place]) else "no direction"


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _day(day: np.datetime64) -> str | None:
    return None if np.isnat(day) else str(day)


def _hit(day: float | None) -> str | None:
    """A projected day, whole; the projection counts days since 1970."""
    return None if day is None else str(np.datetime64(round(day), "D"))
