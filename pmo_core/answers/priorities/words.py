"""Sentences of the ranking: who comes first, who has no rank, and who moves. Plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.priorities.judgement import Ranking
from pmo_core.measure.arrays import Whole

NAMED: Final = 3


def listed(labels: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B, C and 4 others'."""
    shown, rest = list(labels[:NAMED]), len(labels) - NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {look.plural(rest, 'other')}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def told_apart(names: Iterable[str], *, taken: Iterable[str] = ()) -> list[str]:
    """Names as headers of columns that differ, whatever their case: 'Risk', 'Risk (2)'."""
    used, given = {name.casefold() for name in taken}, list[str]()
    for name in names:
        tries = chain([name], (f"{name} ({at})" for at in count(2)))
        given.append(next(one for one in tries if one.casefold() not in used))
        used.add(given[-1].casefold())
    return given


def verdict(ranking: Ranking) -> str:
    """Who comes first, by how much: 'CRM comes first with 0.82 of 1, before ERP with 0.79.'"""
    placed = [place for place in ranking.shown.tolist() if ranking.rank[place]]
    if not placed:
        return "No order yet: no project has a value on every criterion."
    first = [place for place in placed if ranking.rank[place] == 1]
    names, score = listed([ranking.labels[place] for place in first]), _score(ranking, first[0])
    if len(first) > 1:
        return f"{names} come first, level at {score} of 1."
    if len(placed) == 1:
        return f"{names} is the only project that can be ranked; it scores {score} of 1."
    follows = placed[1]
    return (
        f"{names} comes first with {score} of 1, before {ranking.labels[follows]} with "
        f"{_score(ranking, follows, against=first[0])}."
    )


def _score(ranking: Ranking, place: int, *, against: int | None = None) -> str:
    """A score with two decimals, or with three where two would not tell it from another one."""
    scores = ranking.scores.score
    text = look.number(float(scores[place]), decimals=2)
    same = against is not None and text == look.number(float(scores[against]), decimals=2)
    return look.number(float(scores[place]), decimals=3) if same else text


def unranked(ranking: Ranking) -> str:
    """Who lacks a score, and what follows: '3 projects miss a score and have only a range of ranks.'"""
    partly = int(((ranking.rank == 0) & (ranking.best > 0)).sum())
    never = int((ranking.best == 0).sum())
    said = []
    if count := int((ranking.lacking & (ranking.rank > 0)).sum()):
        have = "lacks a score and is" if count == 1 else "lack a score and are"
        said.append(f"{look.plural(count, 'project')} {have} ranked by the known ones alone.")
    if partly:
        have = "misses a score and has" if partly == 1 else "miss a score and have"
        said.append(f"{look.plural(partly, 'project')} {have} only a range of ranks.")
    if never:
        have = "has" if never == 1 else "have"
        said.append(f"{look.plural(never, 'project')} {have} no score at all and no rank.")
    return " ".join(said)


def clipped(ranking: Ranking) -> str:
    """Which criteria have figures outside their scale; they count as its end."""
    said = [
        f"{one.name} ({look.plural(int(count), 'project')})"
        for one, count in zip(ranking.criteria, ranking.clipped.sum(axis=0), strict=True)
        if count
    ]
    return f"Outside the scale, so counted as its end: {', '.join(said)}." if said else ""


def movement(ranking: Ranking) -> str:
    """What these weights change: who enters and leaves the first places, who moves most."""
    if (ranking.before == ranking.rank).all():
        return "The order is that of the starting weights."
    gone, came = ranking.led & ~ranking.leading, ranking.leading & ~ranking.led
    said = [part for part in (_come(ranking, came, "come"), _come(ranking, gone, "go")) if part]
    first = first_places(ranking).capitalize()
    text = f"{first}: {', '.join(said)}." if said else f"{first} {_stays(ranking)} the same."
    return f"{text} {_most(ranking)}".strip()


def first_places(ranking: Ranking) -> str:
    """'the first 12', 'the first place'."""
    return f"the first {ranking.top}" if ranking.top > 1 else "the first place"


def among_first(ranking: Ranking) -> str:
    """'among the first 12', 'in the first place'."""
    return f"{'among' if ranking.top > 1 else 'in'} {first_places(ranking)}"


def _stays(ranking: Ranking) -> str:
    return "stay" if ranking.top > 1 else "stays"


def _come(ranking: Ranking, who: Iterable[bool], verb: str) -> str:
    names = named(ranking, np.flatnonzero(np.asarray(who)))
    if not names:
        return ""
    says = verb if len(names) > 1 else {"come": "comes", "go": "goes"}[verb]
    return f"{'in' if verb == 'come' else 'out'} {says} {listed(names)}"


def named(ranking: Ranking, places: Whole) -> list[str]:
    """Labels of some rows, in the order of the list."""
    wanted = set(places.tolist())
    return [ranking.labels[place] for place in ranking.shown.tolist() if place in wanted]


def _most(ranking: Ranking) -> str:
    """'ERP rises most, from 9 to 3; CRM falls most, from 2 to 8.'"""
    moved, said = ranking.moved, []
    for verb, place in (("rises", int(np.argmax(moved))), ("falls", int(np.argmin(moved)))):
        if (moved[place] > 0) == (verb == "rises") and moved[place]:
            ranks = f"from {ranking.before[place]} to {ranking.rank[place]}"
            said.append(f"{ranking.labels[place]} {verb} most, {ranks}")
    return f"{'; '.join(said)}." if said else ""
