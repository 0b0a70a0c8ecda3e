"""Contradictions that can be seen without solving anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np

from pmo_core.measure.arrays import Floats
from pmo_core.measure.choose.problem import SLACK, Problem, Rule


def contradiction(problem: Problem) -> tuple[Rule, ...]:
    """
    The first plain contradiction, as a smallest set of rules; empty where none is to be seen.

    A must that is a must-not or undecidable, or that needs such a one · musts above the budget or a cap · two
    musts of one exclusive group · a least amount above what all projects hold.
    """
    return next((found for check in _CHECKS for found in check(problem)), ())


def _needed_in_vain(problem: Problem) -> Iterator[tuple[Rule, ...]]:
    """From each must along what it needs, the shortest way to a project that cannot come in."""
    links: dict[int, list[tuple[int, int]]] = {}
    for k, (i, j) in enumerate(problem.needs):
        links.setdefault(i, []).append((k, j))
    unknown = problem.undecidable
    for must in np.flatnonzero(problem.must).tolist():
        ways: dict[int, tuple[Rule, ...]] = {must: (Rule("must", must),)}
        waiting = deque([must])
        while waiting:
            here = waiting.popleft()
            if problem.must_not[here] or unknown[here]:
                yield (*ways[here], Rule("must_not" if problem.must_not[here] else "undecidable", here))
            for k, there in links.get(here, ()):
                if there not in ways:
                    ways[there] = (*ways[here], Rule("needs", k))
                    waiting.append(there)


def _too_dear(problem: Problem) -> Iterator[tuple[Rule, ...]]:
    limits = [(Rule("budget"), problem.cost, problem.budget)]
    limits += [(Rule("cap", k), cap.use, cap.limit) for k, cap in enumerate(problem.caps)]
    for rule, use, limit in limits:
        taken = np.where(problem.must, use, 0.0)
        if taken.sum() > limit + SLACK * taken.sum():
            yield (*_greatest(taken, limit), rule)


def _greatest(taken: Floats, limit: float) -> tuple[Rule, ...]:
    """As many of the greatest as are too much together; without any one of them the rest would fit."""
    order = np.argsort(-taken, kind="stable")
    sums = np.cumsum(taken[order])
    enough = int(np.argmax(sums > limit + SLACK * sums[-1])) + 1
    return tuple(Rule("must", int(place)) for place in order[:enough])


def _two_of_a_group(problem: Problem) -> Iterator[tuple[Rule, ...]]:
    for k, group in enumerate(problem.groups):
        musts = [place for place in group if problem.must[place]]
        if len(musts) > 1:
            yield Rule("must", musts[0]), Rule("must", musts[1]), Rule("group", k)


def _more_than_there_is(problem: Problem) -> Iterator[tuple[Rule, ...]]:
    for k, cap in enumerate(problem.caps):
        if float(np.nansum(cap.use)) < cap.least * (1 - SLACK):
            yield (Rule("cap", k),)


_CHECKS = (_needed_in_vain, _too_dear, _two_of_a_group, _more_than_there_is)
