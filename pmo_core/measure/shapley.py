"""A change with several causes, split so that the parts add up and no order of the causes is preferred."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations


def split(worth: Callable[[frozenset[str]], float], causes: Sequence[str]) -> dict[str, float]:
    """
    What each cause did, averaged over all orders in which the causes can come.

        Σ over sets S without the cause: |S|! · (n − |S| − 1)! / n! · (worth(S with it) − worth(S))

    Args:
        worth: The figure once exactly these causes have happened; asked 2^n times.
        causes: Names of the n causes, few.
    Returns:
        Cause → its part, in the unit of `worth`; they add up to worth(all) − worth(none).
    Source: Shapley 1953.
    """
    count = len(causes)
    sets = [frozenset(some) for size in range(count + 1) for some in combinations(causes, size)]
    known = {some: worth(some) for some in sets}
    orders = math.factorial(count)
    weight = [math.factorial(n) * math.factorial(count - n - 1) / orders for n in range(count)]
    return {
        cause: sum(
            weight[len(some)] * (known[some | {cause}] - known[some]) for some in sets if cause not in some
        )
        for cause in causes
    }
