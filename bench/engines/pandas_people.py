"""
Whom to talk to next as a page over data frames: python -m bench.engines.pandas_people people CONTACTS

The frames are unpickled for every run of the page, as Streamlit's cache of data hands them out.
"""

from __future__ import annotations

import pickle
import sys
from typing import Any

import numpy as np
import pandas as pd

from bench.answers import Answers
from bench.engines.measured import repeated
from bench.engines.talks import AS_OF, HALF_LIFE, NEXT, said_number, talks, told

DAY = np.timedelta64(1, "D")


def mood(contacts: pd.DataFrame, until: np.datetime64) -> pd.Series:
    """Mean of the entries of each person, half as much for every ninety days."""
    entered = contacts[(contacts.day <= until) & contacts.sentiment.notna()]
    weight = np.exp2(-((until - entered.day) / DAY) / HALF_LIFE)
    sums = pd.DataFrame({"person": entered.person, "w": weight, "s": weight * entered.sentiment})
    by_person = sums.groupby("person")[["w", "s"]].sum()
    return by_person.s / by_person.w


def page(people: pd.DataFrame, contacts: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """What the page shows of each person, out of frames that are in memory."""
    two_way = contacts[contacts.two_way]
    noted = two_way.dropna(subset=["note"]).sort_values("day", kind="stable")
    links = people[["id", "projects"]].explode("projects").merge(projects, left_on="projects", right_on="id")
    shown = people.set_index("id")
    shown["days"] = (AS_OF - two_way.groupby("person").day.max()) / DAY
    shown["said"] = noted.groupby("person").note.last()
    shown["stake"] = links.groupby("id_x").budget.sum()
    shown["ratio"] = shown.days / shown.cadence
    shown["weight"] = shown.power * shown.interest
    shown["gap"] = (shown.desired - shown.current).clip(lower=0)
    shown["debt"] = (shown.days - shown.cadence).clip(lower=0) * shown.weight / 25 * shown.stake
    shown["mood"] = mood(contacts, AS_OF)
    shown["drift"] = shown.mood - mood(contacts, AS_OF - np.timedelta64(int(HALF_LIFE), "D"))
    return shown


def people(contacts: int) -> None:
    """Judge everybody again and again."""
    made = talks(contacts)
    tables = (made.people, made.contacts, made.projects)
    cached = pickle.dumps([pd.DataFrame(dict(each)) for each in tables])

    def tell(outcomes: list[Any]) -> Answers:
        shown = outcomes[-1]
        complete = shown[["weight", "current", "desired"]].notna().all(axis=1)
        points = (shown.weight * shown.gap)[complete]
        figures = {
            name: shown[name].to_numpy(float) for name in ("days", "ratio", "gap", "debt", "mood", "drift")
        }
        figures["said"] = np.array([said_number(note) for note in shown.said])
        first = shown.debt.sort_values(ascending=False, kind="stable").index[:NEXT].tolist()
        return told(figures, groups=points.groupby(shown.group[complete]).sum().to_dict(), next_ids=first)

    repeated(lambda _: page(*pickle.loads(cached)), tell, times=5, packages=("pandas", "numpy"))


if __name__ == "__main__":
    people(int(sys.argv[2]))
