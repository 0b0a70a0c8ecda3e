"""Sentences on the weights that were tried: who is safe, and how sure that is. Plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.priorities.judgement import Ranking
from pmo_core.answers.priorities.trying import Safety, Tried, safety, win_share
from pmo_core.answers.priorities.words import among_first, listed, named
from pmo_core.measure.robust import sampling_error
from pmo_core.plan import Prior

PRIORS: Final[Mapping[Prior, str]] = {
    "any": "any weights at all",
    "order": "any weights in your order of importance",
    "band": "weights up to 20 % off yours",
}
"""Which weights are tried, as the end of a sentence."""
SAFETY_NAMES: Final[Mapping[Safety, str]] = {"in": "Safely in", "open": "In or out", "out": "Safely out"}


def robustness(ranking: Ranking, attempt: Tried) -> str:
    """How many are safe, out, or worth the meeting's time, under which weights."""
    if attempt.found is None:
        return f"No other weights were tried. {attempt.reason}"
    marks = safety(ranking, attempt)
    counts = {name: marks.count(name) for name in SAFETY_NAMES}
    open_ones = named(ranking, np.flatnonzero(np.array([mark == "open" for mark in marks])))
    safe, out = counts["in"], counts["out"]
    text = (
        f"Under {PRIORS[attempt.prior]}, {look.plural(safe, 'project') if safe else 'no project'} "
        f"{'is' if safe < 2 else 'are'} safe {among_first(ranking)} and {out or 'none'} "
        f"{'is' if out < 2 else 'are'} safely out"
    )
    if not open_ones:
        return f"{text}; none is in between."
    return f"{text}; {len(open_ones)} may be in or out: {listed(open_ones)}."


def how_tried(attempt: Tried) -> str:
    """Number, error and seed of the weightings, and what became of missing scores."""
    if attempt.found is None:
        return attempt.reason
    error = float(sampling_error(np.array([0.5]), samples=attempt.samples)[0])
    out = int((~attempt.found.taken).sum())
    text = (
        f"{look.number(attempt.samples)} weightings tried ({PRIORS[attempt.prior]}), "
        f"each share ± {look.number(100 * error, decimals=1)} points at most, seed {attempt.seed}."
    )
    if attempt.filled:
        text = f"{text} Missing scores were drawn at random from the whole scale."
    if out:
        have = "has" if out == 1 else "have"
        lack = "no score" if attempt.filled else "a score missing"
        text = (
            f"{text} {look.plural(out, 'project')} {have} {lack} and {'is' if out == 1 else 'are'} left out."
        )
    return text


def wins(ranking: Ranking, attempt: Tried, *, one: int, other: int) -> str:
    """How often one of two projects scores more: 'CRM scores more than ERP in 63 % of …'."""
    share = win_share(ranking, attempt, one=one, other=other)
    if np.isnan(share):
        return ""
    weighed = list(attempt.criteria)
    if (ranking.values[one, weighed] == ranking.values[other, weighed]).all():
        return f"{ranking.labels[one]} and {ranking.labels[other]} score the same under every weighting."
    if share < 0.5:
        one, other, share = other, one, 1 - share
    pair = f"{ranking.labels[one]} scores more than {ranking.labels[other]}"
    if share > 1 - 1e-9:
        return f"{pair} under every weighting tried ({PRIORS[attempt.prior]})."
    shown = look.share(share) if share < 0.995 else "over 99 %"
    return f"{pair} in {shown} of {look.number(attempt.samples)} weightings ({PRIORS[attempt.prior]})."
