"""How the finishes of major projects moved over six years, against plain loops over the files."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

from pmo_core.answers.roadmap.facts import gather
from pmo_core.answers.roadmap.findings import integrity, slips
from pmo_core.answers.roadmap.judgement import Judged, judged
from pmo_core.answers.roadmap.promises import Period, promises
from pmo_core.measure.positions import as_dates, as_figures
from pmo_core.store.database import Database
from tests.real import plain
from tests.real.history import SAID, at, whole
from tests.real.who import projects_by_hand

pytestmark = pytest.mark.real
State = tuple[date, date | None, str]
"""As-of date, finish, name."""


class Moved(NamedTuple):
    """What became of a finish; None = it cannot be said."""

    told: date
    name: str
    baseline: date | None
    slip: float | None
    churn: float | None
    velocity: float | None


@pytest.fixture(scope="module")
def found(real: Path) -> Iterator[Judged]:
    db: Database = whole(real)
    yield judged(gather(db, at(db, 2022)))
    db.close()


def histories(real: Path) -> list[list[State]]:
    """The states of every project over the returns, in their order."""
    who = projects_by_hand(real)
    told: dict[int, list[State]] = {}
    for year in SAID:
        by_csv = plain.gmpp(real, year)
        finishes = [plain.day(text) for text in by_csv.texts("finish")]
        for number, name, finish in zip(who[year], by_csv.names(), finishes, strict=True):
            told.setdefault(number, []).append((date(year, 3, 31), finish, name))
    return list(told.values())


def moved(states: list[State]) -> Moved:
    dated = [(on, finish) for on, finish, _ in states if finish is not None]
    baseline = dated[0][1] if len(dated) > 1 else None
    last, finish, name = states[-1]
    steps = [(b - a).days / (later - on).days for (on, a), (later, b) in combinations(dated, 2)]
    return Moved(
        last,
        name,
        baseline,
        (finish - baseline).days if finish and baseline else None,
        sum(a != b for (_, a), (_, b) in pairwise(dated)) if len(dated) > 1 else None,
        round(median(steps), 9) if len(dated) > 2 else None,
    )


def test_slip_churn_and_velocity_are_what_plain_loops_make_of_the_files(real: Path, found: Judged) -> None:
    by_hand = Counter(map(moved, histories(real)))
    velocity = [None if v is None else round(v, 9) for v in as_figures(found.velocity)]
    columns = (
        as_dates(found.last_told),
        [found.label(place) for place in range(found.facts.milestones.size)],
        as_dates(found.baseline),
        as_figures(found.slip_days),
        as_figures(found.churn),
        velocity,
    )
    product = Counter(Moved(*row) for row in zip(*columns, strict=True))
    assert product == by_hand
    assert sum(one.slip is not None for one in by_hand) > 200
    assert sum(one.velocity is not None for one in by_hand) > 100


def test_a_renamed_project_keeps_its_history(real: Path, found: Judged) -> None:
    """Crossrail Programme was Crossrail, Tax-Free Childcare was Tax Free Childcare, and so on."""
    names = {place: found.label(place) for place in range(found.facts.milestones.size)}
    place = next(at for at, name in names.items() if name == "Crossrail Programme")
    assert found.reports[place] >= 3
    assert found.facts.known["crossrail"] == place


def test_slip_of_those_still_reported_adds_up(real: Path, found: Judged) -> None:
    still = [one for one in map(moved, histories(real)) if one.told == date(2022, 3, 31)]
    slipped = [one.slip for one in still if one.slip is not None]
    total = slips(found)
    assert (total.mean.n_used, total.mean.n_total) == (len(slipped), len(still))
    assert total.mean.value == pytest.approx(sum(slipped) / len(slipped))
    assert total.median.value == median(slipped)
    assert total.late.value == pytest.approx(sum(days > 0 for days in slipped) / len(slipped))


def test_promises_of_the_last_year_are_judged_by_the_plan_at_its_start(real: Path, found: Judged) -> None:
    year = Period(date(2021, 3, 31), date(2022, 3, 31))
    promised = promises(found, year)
    outcomes: Counter[str] = Counter()
    for states in histories(real):
        seen = [state for state in states if state[0] <= year.first]
        if not seen or seen[-1][1] is None or not year.first <= seen[-1][1] <= year.last:
            continue
        last, finish, _ = states[-1]
        gone = last < year.last
        outcomes["unknown" if gone else "late" if finish and finish <= year.last else "moved out"] += 1
    rate, counts = integrity(promised)
    assert {name: n for name, n in counts.items() if name != "added"} == outcomes
    assert rate.value is None, "these returns never say that a project is done: 0 % would be wrong"
    assert "reached" in rate.reason
