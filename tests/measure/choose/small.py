"""Small problems, and their answers by looking at every selection there is."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pmo_core.measure.arrays import Flags
from pmo_core.measure.choose import Cap, MixLimit, Problem, ShareLimit

VALUES = [92, 57, 49, 68, 60, 43, 67, 84, 87, 72]
COSTS = [23, 31, 29, 44, 53, 38, 63, 85, 89, 82]
P07_VALUES = [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240]
P07_COSTS = [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120]


def question(value: Sequence[float], cost: Sequence[float], budget: float, **rules: Any) -> Problem:
    """A problem with ids 000, 001, …; must and must_not as places."""
    size = len(value)
    for name in ("must", "must_not"):
        rules[name] = flags(rules.get(name, ()), size)
    ids = tuple(f"{place:03d}" for place in range(size))
    return Problem(ids, np.array(value, float), np.array(cost, float), float(budget), **rules)


def flags(places: Iterable[int], size: int) -> Flags:
    found = np.zeros(size, dtype=np.bool_)
    found[list(places)] = True
    return found


G6 = question(VALUES, COSTS, 165)
G6B = question(P07_VALUES, P07_COSTS, 750)


def allowed(problem: Problem, picked: tuple[int, ...]) -> bool:
    """Each rule as a person would check it on paper."""
    cost, inside = problem.cost, set(picked)
    spent = sum(cost[i] for i in picked)
    slack = 1e-9 * max(1.0, spent)
    known = all(np.isfinite(problem.value[i]) and np.isfinite(cost[i]) for i in picked)
    return (
        known
        and spent <= problem.budget + slack
        and all(i in inside for i in np.flatnonzero(problem.must))
        and not any(i in inside for i in np.flatnonzero(problem.must_not))
        and all(j in inside for i, j in problem.needs if i in inside)
        and all(len(inside & set(group)) <= 1 for group in problem.groups)
        and all(within_cap(cap, picked) for cap in problem.caps)
        and all(within_share(share, cost, picked) for share in problem.shares)
        and (problem.mix is None or gap_of(problem.mix, cost, picked) <= problem.mix.at_most + 1e-9)
        and all(worth_it(problem, i, inside) for i in picked)
    )


def within_cap(cap: Cap, picked: tuple[int, ...]) -> bool:
    used = sum(cap.use[i] for i in picked)
    return bool(cap.least - 1e-9 <= used <= cap.limit + 1e-9)


def within_share(share: ShareLimit, cost: Any, picked: tuple[int, ...]) -> bool:
    spent = sum(cost[i] for i in picked)
    part = sum(cost[i] * share.members[i] for i in picked)
    return bool(share.low * spent - 1e-9 * spent <= part <= share.high * spent + 1e-9 * spent)


def gap_of(mix: MixLimit, cost: Any, picked: tuple[int, ...]) -> float:
    spent = sum(cost[i] for i in picked)
    if not spent:
        return 0.0
    parts = [sum(cost[i] * mix.members[i, h] for i in picked) / spent for h in range(mix.target.size)]
    return sum(abs(part - wanted) for part, wanted in zip(parts, mix.target, strict=True)) / 2


def worth_it(problem: Problem, place: int, inside: set[int]) -> bool:
    """Of value 0 or less: only as must, or where one of worth in the selection needs it, near or far."""
    if problem.value[place] > 0 or problem.must[place]:
        return True
    needing, waiting = {place}, [place]
    while waiting:
        here = waiting.pop()
        for i, j in problem.needs:
            if j == here and i not in needing:
                needing.add(i)
                waiting.append(i)
    return any(i in inside and (problem.value[i] > 0 or problem.must[i]) for i in needing)


def selections(problem: Problem) -> list[tuple[int, ...]]:
    everyone = range(problem.size)
    every = itertools.chain.from_iterable(
        itertools.combinations(everyone, n) for n in range(problem.size + 1)
    )
    return [picked for picked in every if allowed(problem, picked)]


def by_hand(problem: Problem) -> tuple[int, ...] | None:
    """Greatest value, then fewer projects, then lower cost, then smallest ids; None if nothing is allowed."""
    found = selections(problem)
    if not found:
        return None
    value = {picked: sum(problem.value[i] for i in picked) for picked in found}
    most = max(value.values())
    equal = [picked for picked in found if value[picked] >= most - 1e-9 * max(1.0, abs(most))]
    return min(
        equal,
        key=lambda picked: (
            len(picked),
            round(sum(problem.cost[i] for i in picked), 6),
            sorted(problem.ids[i] for i in picked),
        ),
    )


def places(selected: Flags) -> tuple[int, ...]:
    return tuple(int(place) for place in np.flatnonzero(selected))


def drawn(seed: int, *, size: int | None = None, ties: bool = True) -> Problem:
    """A random instance with a budget alone; with `ties` from few distinct figures."""
    random = np.random.default_rng(seed)
    n = size or int(random.integers(1, 11))
    most = 6 if ties else 1000
    value = random.integers(0, most, n).astype(float)
    cost = random.integers(0, most, n).astype(float)
    return question(list(value), list(cost), float(random.integers(0, max(2, int(cost.sum())) + 1)))


def ruled(seed: int, *, size: int | None = None) -> Problem:
    """A random instance with every kind of rule, each present about half of the time."""
    random = np.random.default_rng(seed)
    plain = drawn(seed, size=size or int(random.integers(2, 9)), ties=bool(random.integers(0, 2)))
    n = plain.size

    def some(most: int) -> int:
        return int(random.integers(0, most + 1))

    horizon = random.integers(0, 3, n)
    members = np.eye(3)[horizon]
    value = plain.value - (random.integers(0, 3, n) if some(1) else 0)
    return replace(
        plain,
        value=value,
        must=flags(random.choice(n, some(1), replace=False), n),
        must_not=flags(random.choice(n, some(1), replace=False), n),
        needs=tuple((int(a), int(b)) for a, b in random.integers(0, n, (some(3), 2)) if a != b),
        groups=tuple(tuple(sorted(random.choice(n, 2, replace=False).tolist())) for _ in range(some(1))),
        caps=tuple(cap(random, n) for _ in range(some(1))),
        shares=tuple(share(random, members[:, h]) for h in range(some(2))),
        mix=MixLimit(members, np.array([0.5, 0.3, 0.2]), float(random.uniform(0.1, 0.6)))
        if some(1)
        else None,
    )


def cap(random: np.random.Generator, size: int) -> Cap:
    use = random.integers(0, 5, size).astype(float)
    least = float(random.integers(0, 4)) if random.integers(0, 2) else 0.0
    return Cap("team", use, limit=least + float(random.integers(0, int(use.sum()) + 2)), least=least)


def share(random: np.random.Generator, members: Any) -> ShareLimit:
    low = float(random.choice([0.0, 0.2, 0.25]))
    return ShareLimit("horizon", members, low, float(random.choice([0.5, 0.75, 1.0])))
