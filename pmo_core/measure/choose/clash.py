"""Why nothing can be selected: a smallest set of rules that cannot hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

import numpy as np

from pmo_core.measure.arrays import Flags
from pmo_core.measure.choose.linear import model
from pmo_core.measure.choose.plain import contradiction
from pmo_core.measure.choose.problem import Cap, Problem, Rule, barred, taken
from pmo_core.measure.choose.solve import Deadline, relaxed, solved

ENDLESS: Final = 1e300
Filter: TypeAlias = Callable[[Sequence[Rule]], bool]


def conflict(problem: Problem, *, seconds: float = 5.0) -> tuple[Rule, ...]:
    """
    Name rules that cannot hold together though any of them could be dropped to make the others hold.

    Plain contradictions are looked for first; else a deletion filter tries what is left without a block of
    rules, then without a smaller one, down to single ones (Chinneck & Dravnieks 1991).

    Returns:
        The rules, or nothing where a selection exists. When time runs out it may hold too many.
    """
    deadline = Deadline(seconds)
    found = contradiction(problem)
    if found:
        return found
    rules = _rules(problem)
    for asked in (_worthy(problem), problem):
        if _fails(asked, rules, deadline=deadline):
            return _filtered(rules, partial(_fails, asked, deadline=deadline))
    return ()


def _worthy(problem: Problem) -> Problem:
    """Whether rules can hold is no matter of worth: what may come in at all counts as if it had some."""
    return replace(problem, value=np.where(barred(problem), problem.value, 1.0))


def _fails(problem: Problem, rules: Sequence[Rule], *, deadline: Deadline) -> bool:
    """Whether no selection can keep these rules; what is not settled in time counts as possible."""
    if deadline.passed:
        return False
    asked = only(problem, rules)
    out = barred(asked)
    if (asked.must & out).any():
        return True
    written = model(taken(asked, np.flatnonzero(~out)))
    aimless = written.asking(np.zeros(written.projects))
    if relaxed(aimless) is None:
        return True
    return solved(aimless, deadline).state == "infeasible"


def _rules(problem: Problem) -> list[Rule]:
    """All that could be relaxed; that an undecidable project stays out cannot."""
    rules = [Rule("must", int(place)) for place in np.flatnonzero(problem.must)]
    rules += [Rule("must_not", int(place)) for place in np.flatnonzero(problem.must_not)]
    rules += [Rule("needs", k) for k in range(len(problem.needs))]
    rules += [Rule("group", k) for k in range(len(problem.groups))]
    rules += [Rule("share", k) for k in range(len(problem.shares))]
    rules += [Rule("cap", k) for k in range(len(problem.caps))]
    rules += [Rule("mix")] if problem.mix is not None else []
    return [*rules, Rule("budget")]


def _filtered(rules: Sequence[Rule], fails: Filter) -> tuple[Rule, ...]:
    kept, block = list(rules), max(1, len(rules) // 2)
    while True:
        at = 0
        while at < len(kept):
            without = kept[:at] + kept[at + block :]
            if fails(without):
                kept = without
            else:
                at += block
        if block == 1:
            return tuple(kept)
        block = max(1, block // 2)


def only(problem: Problem, rules: Sequence[Rule]) -> Problem:
    """The problem with these rules alone."""
    kept = set(rules)

    def those(kind: str, flags: Flags) -> Flags:
        return np.array([on and (kind, at) in kept for at, on in enumerate(flags)], dtype=np.bool_)

    return replace(
        problem,
        budget=problem.budget if Rule("budget") in kept else ENDLESS,
        must=those("must", problem.must),
        must_not=those("must_not", problem.must_not),
        needs=tuple(pair for k, pair in enumerate(problem.needs) if ("needs", k) in kept),
        groups=tuple(group for k, group in enumerate(problem.groups) if ("group", k) in kept),
        caps=tuple(_cap(cap, on=("cap", k) in kept) for k, cap in enumerate(problem.caps)),
        shares=tuple(share for k, share in enumerate(problem.shares) if ("share", k) in kept),
        mix=problem.mix if Rule("mix") in kept else None,
    )


def _cap(cap: Cap, *, on: bool) -> Cap:
    """A cap that is dropped still says whose amounts are not known."""
    return cap if on else replace(cap, limit=ENDLESS, least=0.0)
