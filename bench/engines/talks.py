"""Many people and the log of talks with them, the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bench.answers import Answers
from bench.engines.monthly import Floats, weighted

AS_OF: Final = np.datetime64("2026-06-30")
PEOPLE_PER_CONTACT: Final = 100
PROJECTS: Final = 1_000
DAYS: Final = 900
HALF_LIFE: Final = 90.0
NEXT: Final = 5


@dataclass(frozen=True, eq=False)
class Talks:
    """
    Columns of three tables by name.

    people: `projects` holds a list of ids per person; power, interest and levels may be NaN. contacts:
    sentiment may be NaN, note may be None. projects: id and budget.
    """

    people: Mapping[str, Any]
    contacts: Mapping[str, Any]
    projects: Mapping[str, Any]


def talks(contacts: int, *, seed: int = 7) -> Talks:
    """A register of a person per hundred contacts, shuffled contacts of two and a half years, projects."""
    rng = np.random.default_rng(seed)
    people = contacts // PEOPLE_PER_CONTACT
    ids, projects = _ids("S", people), _ids("P", PROJECTS)
    return Talks(
        people={
            "id": ids,
            "group": np.array([f"Group {place % 12}" for place in range(people)], dtype=object),
            "power": _gaps(rng, rng.integers(1, 6, people)),
            "interest": _gaps(rng, rng.integers(1, 6, people)),
            "current": _gaps(rng, rng.integers(0, 5, people)),
            "desired": _gaps(rng, rng.integers(0, 5, people)),
            "cadence": rng.choice((21, 30, 60, 90), people),
            "projects": [
                projects[rng.choice(PROJECTS, 1 + place % 3, replace=False)].tolist()
                for place in range(people)
            ],
        },
        contacts={
            "person": ids[rng.integers(0, people, contacts)],
            "day": AS_OF - rng.integers(0, DAYS, contacts).astype("timedelta64[D]"),
            "two_way": rng.random(contacts) < 0.2,
            "sentiment": np.where(rng.random(contacts) < 0.7, rng.integers(-2, 3, contacts), np.nan),
            "note": np.array([f"{n} was said" if n % 3 else None for n in range(contacts)], dtype=object),
        },
        projects={"id": projects, "budget": np.ceil(rng.lognormal(13, 1, PROJECTS))},
    )


def told(figures: Mapping[str, Floats], *, groups: Mapping[str, float], next_ids: list[str]) -> Answers:
    """What is compared: each figure of the people, their groups' gaps, the next five, what was last said."""
    known = weighted({name: np.nan_to_num(each) for name, each in figures.items()})
    first = {f"next {place}": float(id_[1:]) for place, id_ in enumerate(next_ids)}
    return {**known, **{f"gap of {name}": gap for name, gap in groups.items()}, **first}


def said_number(note: object) -> float:
    """The number that a note begins with; NaN where nothing was said."""
    return float(note.split()[0]) if isinstance(note, str) and note else np.nan


def _ids(letter: str, size: int) -> npt.NDArray[np.object_]:
    return np.array([f"{letter}{place:05}" for place in range(size)], dtype=object)


def _gaps(rng: np.random.Generator, whole: npt.NDArray[np.int64]) -> Floats:
    return np.where(rng.random(whole.size) < 0.02, np.nan, whole)
