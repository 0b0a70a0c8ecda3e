"""What the picture of rank ranges says: its title, and its words for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from pmo_core import look
from pmo_core.answers.priorities.judgement import Ranking
from pmo_core.answers.priorities.robust_words import PRIORS
from pmo_core.answers.priorities.tables import BETWEEN, DECISIONS
from pmo_core.answers.priorities.trying import Tried, safety
from pmo_core.answers.priorities.words import among_first, listed

TOLD: Final = 5


def ranges_title(
    ranking: Ranking, attempt: Tried, *, rows: pd.DataFrame, said: Sequence[str] | None = None
) -> str:
    """The message of the picture, with what it does not draw; `said` are the marks if given by somebody."""
    known = int((ranking.best > 0).sum())
    rest = "" if len(rows) == known else f"; {len(rows)} of {look.plural(known, 'project')} drawn"
    if rows.empty:
        return "No project can be ranked yet"
    if attempt.found is None:
        return f"Ranks under these weights{rest}"
    if said is not None:
        counts = (f"{list(said).count(name)} {name.lower()}" for name in DECISIONS)
        return f"{', '.join(counts)} ({PRIORS[attempt.prior]}){rest}"
    ranges = safety(ranking, attempt)
    safe, open_ones = ranges.count("in"), ranges.count("open")
    text = f"{safe or 'None'} {'is' if safe < 2 else 'are'} safe {among_first(ranking)}"
    return f"{text}, {open_ones or 'none'} in or out ({PRIORS[attempt.prior]}){rest}"


def ranges_alt(ranking: Ranking, attempt: Tried, *, rows: pd.DataFrame) -> str:
    """The same for somebody who cannot see it: the first rank ranges, and the names in each group."""
    if rows.empty:
        return "No rank ranges to draw."
    columns = (rows[name].tolist() for name in ("project", "span", "mark"))
    told = [f"{name} {span} ({mark.lower()})" for name, span, mark in zip(*columns, strict=True)]
    what = "Rank range" if attempt.found is None else f"Rank in 90 % of weightings, {PRIORS[attempt.prior]},"
    text = f"{what} of {look.plural(len(told), 'project')}: {'; '.join(told[:TOLD])}"
    more = f" and {len(told) - TOLD} more" if len(told) > TOLD else ""
    groups = (_group(rows, mark) for mark in BETWEEN)
    return " ".join([f"{text}{more}.", *filter(None, groups)])


def _group(rows: pd.DataFrame, mark: str) -> str:
    names: Sequence[str] = rows["project"][rows["mark"] == mark].tolist()
    return f"{mark}: {listed(names)}." if names else ""
