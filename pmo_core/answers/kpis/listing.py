"""KPIs in rows to read and to export: verdicts, readings, disagreements, notes. Every text is plain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pmo_core.answers.kpis import remarks, words
from pmo_core.answers.kpis.disagreeing import Disagreements
from pmo_core.answers.kpis.judgement import Judged


def listed(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """Every series with its verdict, in the order of the places; the last readings as a line."""
    series, told = judged.facts.series, judged.facts.readings
    lines = [told.x[max(told.starts[at], told.starts[at + 1] - 24) : told.starts[at + 1]] for at in places]
    frame = pd.DataFrame(
        {
            "KPI": [words.named(series, at) for at in places],
            "Verdict": [words.change(judged, at) for at in places],
            "Last reading": series.latest[list(places)],
            "Unit": [words.unit(series, at) for at in places],
            "Period": [series.period[at] for at in places],
            "Target": series.target_of_latest[list(places)],
            "Against the target": [words.met_word(judged, at) for at in places],
            "Colour": [remarks.coloured(judged, at) for at in places],
            "Rating given": [str(series.rating[at]) for at in places],
            "Readings": series.n[list(places)],
            "Lower limit": series.lower[list(places)],
            "Mean": series.mean[list(places)],
            "Upper limit": series.upper[list(places)],
            "Course": [line[~np.isnan(line)].tolist() for line in lines],
            "Horizon": [str(series.horizon[at]).capitalize() for at in places],
            "Owner": [series.owner[at] for at in places],
        }
    )
    return frame.drop(
        columns=[name for name in ("Horizon", "Owner", "Unit", "Rating given") if not frame[name].any()]
    )


def verdicts(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """The same for a file: a line of readings has no cell there."""
    return listed(judged, places).drop(columns="Course")


def disagreeing(judged: Judged, found: Disagreements) -> pd.DataFrame:
    """What people and figures say of each KPI on which they disagree, in the order of the list."""
    series, at = judged.facts.series, list(found.places)
    frame = pd.DataFrame(
        {
            "KPI": [words.named(series, one) for one in at],
            "Rating given": [str(series.rating[one]) for one in at],
            "Rated": [None if np.isnat(day) else day.astype(object) for day in series.rated[at]],
            "Old rating": ["older than two periods" if old else "" for old in found.old],
            "By its figures": [remarks.coloured(judged, one) for one in at],
            "Steps": judged.disagreement[at],
            "Project": series.project_name[at],
            f"Investment ({found.unit})" if found.unit else "Investment": found.amounts,
        }
    )
    return frame.drop(columns=[name for name in ("Old rating", "Project") if not frame[name].any()])


def readings(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """Every reading of these series with the limits of its phase."""
    told, series = judged.facts.readings, judged.facts.series
    parts = [np.arange(told.starts[at], told.starts[at + 1]) for at in places]
    rows = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    names = np.array([words.named(series, at) for at in range(series.size)], dtype=object)
    return pd.DataFrame(
        {
            "KPI": names[told.place[rows]],
            "Unit": series.unit[told.place[rows]],
            "Period": told.period[rows],
            "Value": told.value[rows],
            "Judged value": told.x[rows],
            "Target": told.target[rows],
            "Lower limit": told.lower[rows],
            "Mean": told.mean[rows],
            "Upper limit": told.upper[rows],
            "Outside": ["above" if side > 0 else "below" if side < 0 else "" for side in told.outside[rows]],
        }
    )


def notes(judged: Judged, at: int) -> pd.DataFrame:
    """What was noted about one series, the latest first."""
    told = sorted(judged.facts.notes[at], key=lambda one: one.day, reverse=True)
    return pd.DataFrame(
        {
            "Date": [one.day.astype(object) for one in told],
            "Type": [one.type for one in told],
            "Note": [one.text for one in told],
            "Owner": [one.owner for one in told],
            "Outcome": [one.outcome for one in told],
        }
    )


def noted(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """The notes of all these series, with their names."""
    parts = [notes(judged, at).assign(KPI=words.named(judged.facts.series, at)) for at in places]
    whole = pd.concat(parts, ignore_index=True)
    return whole[["KPI", *whole.columns.drop("KPI")]]
