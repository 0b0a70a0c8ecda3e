"""
A portfolio of any size: python -m bench.generate N FOLDER

Seven CSV files around N readings, rows shuffled, seed 7: the same bytes for the same N. A few cells are
blank or `n/a`, and a few rows name what is nowhere, because checking for that is part of the work.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

Columns = Mapping[str, Any]
"""Column → numbers or texts, all equally long."""

SEED: Final = 7
AS_OF: Final = date(2026, 6, 30)
WEEKS: Final = 25
SERIES: Final = 4
READINGS_PER_PROJECT: Final = SERIES * WEEKS
CHUNK: Final = 1_000_000

DEPARTMENTS: Final = ("Finance", "Sales", "Supply", "Stores", "IT", "People", "Legal", "Research")
STATUSES: Final = ("Not started", "In progress", "On hold", "Done", "Cancelled")
LEVELS: Final = ("unaware", "resistant", "neutral", "supportive", "leading")
CHANNELS: Final = ("meeting", "call", "email")
MEASURES: Final = ("Cost", "Pace", "Rework", "Uptime")
DIRECTIONS: Final = ("lower", "higher", "lower", "higher")
SPLITS: Final = ((), ("1.0",), ("0.6", "0.4"), ("0.5", "0.3", "0.2"))
"""Shares of a project by its number of links; with the odds below 1.4 links on average."""
LINK_ODDS: Final = (0.15, 0.40, 0.35, 0.10)
LOST: Final = 0.01
"""Share of the references that lead nowhere."""


def write_portfolio(readings: int, folder: Path, *, seed: int = SEED) -> dict[str, Path]:
    """Write the files of a portfolio with so many readings; kind → file. Another seed, other figures."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    projects = projects_of(readings)
    people = max(30, projects // 10)
    tables = {
        "objectives": _objectives(),
        "projects": _projects(rng, projects),
        "alignment": _alignment(rng, projects),
        "stakeholders": _stakeholders(rng, people),
        "contacts": _contacts(rng, people),
        "milestones": _milestones(rng, projects),
        "kpis": _kpis(rng, readings),
    }
    return {kind: _write(folder / f"{kind}.csv", columns) for kind, columns in tables.items()}


def projects_of(readings: int) -> int:
    """How many projects a portfolio with so many readings has."""
    return max(100, readings // READINGS_PER_PROJECT)


def _write(path: Path, columns: Columns) -> Path:
    size = len(next(iter(columns.values())))
    with path.open("wb") as file:
        file.write((",".join(columns) + "\n").encode())
        for start in range(0, size, CHUNK):
            part = pa.table({name: pa.array(cells[start : start + CHUNK]) for name, cells in columns.items()})
            options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
            pyarrow.csv.write_csv(part, file, options)
    return path


def _texts(texts: Sequence[str], at: NDArray[Any]) -> pa.Array:
    return pa.array(texts).take(pa.array(at))


def _ids(letter: str, numbers: NDArray[Any]) -> pa.Array:
    unique, at = np.unique(numbers, return_inverse=True)
    return _texts([f"{letter}{number:05d}" for number in unique.tolist()], at)


def _days(offsets: NDArray[Any], *, origin: date = AS_OF) -> pa.Array:
    unique, at = np.unique(offsets, return_inverse=True)
    return _texts([(origin + timedelta(days=int(days))).isoformat() for days in unique.tolist()], at)


def _with_gaps(rng: np.random.Generator, numbers: NDArray[Any], *, blank: float, none: float) -> pa.Array:
    """Numbers as text; shares `blank` of them left out and `none` of them written as n/a."""
    dice = rng.random(len(numbers))
    texts = pa.array(numbers).cast(pa.string())
    texts = pa.compute.if_else(pa.array(dice < blank), "", texts)
    return pa.compute.if_else(pa.array(dice > 1 - none), "n/a", texts)


def _objectives() -> Columns:
    numbers = np.arange(1, 13)
    return {
        "objective_id": _ids("O", numbers),
        "name": [f"Goal {number}" for number in numbers],
        "weight": [f"{number / 78:.4f}" for number in numbers],
    }


def _projects(rng: np.random.Generator, size: int) -> Columns:
    ids = rng.permutation(size) + 1
    horizon = rng.integers(0, 3, size)
    months = np.select(
        [horizon == 0, horizon == 1], [rng.integers(1, 12, size), rng.integers(13, 36, size)], 48
    )
    start = rng.integers(-700, -30, size)
    return {
        "project_id": _ids("P", ids),
        "name": pa.array([f"Initiative {number}" for number in ids.tolist()]),
        "as_of": pa.array([AS_OF.isoformat()] * size),
        "department": _texts(DEPARTMENTS, rng.integers(0, len(DEPARTMENTS), size)),
        "status": _texts(STATUSES, rng.choice(len(STATUSES), size, p=(0.2, 0.5, 0.1, 0.15, 0.05))),
        "start": _days(start),
        "finish": _days(months * 30),
        "budget": _with_gaps(rng, _money(rng, 13, size), blank=0.02, none=0.005),
        "planned_benefit": pa.array(_money(rng, 13.5, size)),
        "long_term_value": pa.array(rng.integers(0, 11, size)),
        "risk": pa.array(rng.integers(1, 6, size)),
        "urgency": pa.array(rng.integers(1, 6, size)),
    }


def _money(rng: np.random.Generator, mean: float, size: int) -> NDArray[Any]:
    return np.asarray(np.ceil(rng.lognormal(mean, 1, size) / 1000) * 1000, dtype=np.int64)


def _alignment(rng: np.random.Generator, size: int) -> Columns:
    links = rng.choice(len(SPLITS), size, p=LINK_ODDS)
    first = rng.integers(0, 12, size)
    rows = [
        (project, (goal + 4 * place) % 12 + 1, share)
        for project, (goal, count) in enumerate(zip(first.tolist(), links.tolist(), strict=True), start=1)
        for place, share in enumerate(SPLITS[count])
    ]
    project, goal, share = zip(*rows, strict=True)
    goals = np.array(goal) + np.where(rng.random(len(rows)) < LOST, 80, 0)
    return {
        "project_id": _ids("P", np.array(project)),
        "objective_id": _ids("O", goals),
        "share": list(share),
    }


def _stakeholders(rng: np.random.Generator, size: int) -> Columns:
    return {
        "stakeholder_id": _ids("S", np.arange(1, size + 1)),
        "name": [f"Person {number}" for number in range(1, size + 1)],
        "power": rng.integers(1, 6, size),
        "interest": rng.integers(1, 6, size),
        "current_level": _texts(LEVELS, rng.integers(0, 5, size)),
        "desired_level": _texts(LEVELS, rng.integers(2, 5, size)),
        "cadence_days": rng.choice((7, 14, 30, 90), size),
    }


def _contacts(rng: np.random.Generator, people: int) -> Columns:
    order = rng.permutation(people * 12)
    dice = rng.integers(0, 3, people * 12)
    return {
        "date": _days(order // people * -7),
        "stakeholder": _ids("S", order % people + 1),
        "channel": _texts(CHANNELS, dice),
        "sentiment": rng.integers(-1, 2, people * 12),
    }


def _milestones(rng: np.random.Generator, projects: int) -> Columns:
    order = rng.permutation(projects * 3)
    baseline = rng.integers(-200, 400, projects * 3)
    return {
        "milestone_id": _ids("M", order + 1),
        "name": pa.array([f"Gate {number % 3 + 1} of P{number // 3 + 1:05d}" for number in order.tolist()]),
        "project_id": _ids("P", order // 3 + 1),
        "baseline_date": _days(baseline),
        "forecast_date": _days(baseline + rng.integers(-10, 60, projects * 3)),
    }


def _kpis(rng: np.random.Generator, size: int) -> Columns:
    """Weekly readings with slope and noise; a few of their projects are in no list."""
    order = rng.permutation(size)
    series, week = order // WEEKS, order % WEEKS
    count = -(-size // WEEKS)
    base, slope = rng.uniform(20, 200, count), rng.normal(0, 0.5, count)
    target = np.round(base * rng.uniform(0.9, 1.1, count), 1)
    values = np.round(base[series] + slope[series] * week + rng.normal(0, 3, size), 2)
    project = series // SERIES + 1
    names = [f"{MEASURES[at % SERIES]} P{at // SERIES + 1:05d}" for at in range(count)]
    lost = rng.random(count // SERIES + 2) < LOST
    owners = [f"{'X' if lost[at] else 'P'}{at:05d}" for at in range(count // SERIES + 2)]
    return {
        "name": _texts(names, series),
        "direction": _texts(DIRECTIONS, series % SERIES),
        "period": _days((week - WEEKS + 1) * 7, origin=AS_OF - timedelta(days=4)),
        "value": _with_gaps(rng, values, blank=0.005, none=0.001),
        "target": target[series],
        "project_id": _texts(owners, project),
    }


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal():
        sys.exit("Usage: python -m bench.generate READINGS FOLDER")
    write_portfolio(int(sys.argv[1]), Path(sys.argv[2]))
