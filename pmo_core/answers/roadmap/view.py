"""
The roadmap in words and rows: the first screen, and what passes the filters.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.roadmap import captions, drawing, words
from pmo_core.answers.roadmap.findings import By, due, integrity, slips
from pmo_core.answers.roadmap.judgement import STANDINGS, Judged
from pmo_core.answers.roadmap.lanes import Chosen, Lane, Window, bars, rows
from pmo_core.answers.roadmap.metric import DUE, INTEGRITY, SLIP
from pmo_core.answers.roadmap.promises import Promises
from pmo_core.answers.roadmap.wins import serving
from pmo_core.look import HORIZON_NAMES, Card
from pmo_core.measure.arrays import Flags, Texts, Whole
from pmo_core.measure.positions import HORIZONS


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture with its words; `rows` may be empty, `rest` says what it leaves out."""

    title: str
    rows: pd.DataFrame
    alt: str
    rest: str


@dataclass(frozen=True, eq=False)
class RoadView:
    """All the first screen shows."""

    sentence: str
    note: str
    cards: tuple[Card, ...]


def road_view(promised: Promises, chosen: Chosen) -> RoadView:
    """Word the milestones that pass the filters."""
    return RoadView(
        sentence=words.verdict(promised, chosen.milestones),
        note=words.note(promised, chosen.milestones),
        cards=(
            _kept(promised, chosen.milestones),
            _slip(promised.judged, chosen.milestones),
            _ahead(promised.judged, chosen.milestones),
        ),
    )


def _kept(promised: Promises, chosen: Flags) -> Card:
    found, counts = integrity(promised, chosen)
    label = "Promises kept"
    if found.value is None:
        return Card(label, "–", found.reason, INTEGRITY.meaning)
    of = f"{look.number(counts.get('kept', 0))} of {look.number(found.n_used)}"
    kept = f"{of} for {words.period(promised.period)}"
    others = [
        f"{look.number(counts[name])} {name}"
        for name in ("late", "moved out", "moved back")
        if counts.get(name)
    ]
    return Card(label, look.share(found.value), "; ".join([kept, *others]), INTEGRITY.meaning)


def _slip(judged: Judged, chosen: Flags) -> Card:
    found = slips(judged, chosen)
    if found.median.value is None or found.mean.value is None or found.late.value is None:
        return Card("Slip, median", "–", found.median.reason, SLIP.meaning)
    late = look.number(round(found.late.value * found.late.n_used))
    said = (
        f"Mean {words.days(found.mean.value, sign=True)}; {late} of {found.late.n_used} later than promised"
    )
    lacking = found.late.n_total - found.late.n_used
    said += f"; {look.number(lacking)} cannot be held against a promise" if lacking else ""
    return Card("Slip, median", words.days(found.median.value, sign=True), said, SLIP.meaning)


def _ahead(judged: Judged, chosen: Flags) -> Card:
    ahead = [at for at in due(judged).tolist() if chosen[at]]
    near = sum(bool(judged.days_left[at] <= 30) for at in ahead)
    if not ahead:
        return Card("Due in 90 days", "0", "Nothing is told for the next 90 days", DUE.meaning)
    said = f"{near} in 30 days; next {judged.label(ahead[0])}, {words.on(judged.due[int(ahead[0])])}"
    return Card("Due in 90 days", look.number(len(ahead)), said, DUE.meaning)


def lanes_picture(
    judged: Judged, chosen: Chosen, drawn: Sequence[Lane], *, by: By, span: Window, opened: str, page: int
) -> Picture:
    """The lanes with their bars and milestones, and the date that is judged at."""
    late = chosen.milestones & np.equal(judged.standing, "late") & (judged.due < span.ends[0])
    made = rows(judged, chosen, drawn, span=span, opened=opened, page=page)
    table = drawing.drawn(judged, made, span=span, by=by)
    return Picture(
        captions.title(judged, chosen),
        table,
        captions.alt(judged, made, span=span, by=by),
        captions.rest(drawn, made, undated=undated(judged, chosen), before=int(late.sum())),
    )


def undated(judged: Judged, chosen: Chosen) -> int:
    """Projects that cannot be drawn as a bar."""
    begin, end = bars(judged.facts)
    kept = judged.facts.positions.reported & ~judged.facts.positions.finished
    return int((chosen.projects & kept & (np.isnat(begin) | np.isnat(end))).sum())


def trend_picture(judged: Judged, places: Sequence[int]) -> Picture:
    """What each report told of these milestones."""
    return Picture(
        captions.trend_title(judged, places),
        drawing.trend(judged, places),
        captions.trend_alt(judged, places),
        "",
    )


def shown(judged: Judged, filters: Mapping[str, str], *, department: str = "") -> Chosen:
    """
    What passes the filters.

    Args:
        judged: Every milestone.
        filters: text (part of the name of a milestone or its project), objective, horizon, owner, state.
        department: Of the projects; '' = all.
    """
    facts = judged.facts
    projects = _of(facts.positions.department, department) & _of(facts.positions.owner, filters.get("owner"))
    if filters.get("horizon"):
        names = np.array([HORIZON_NAMES[name] for name in HORIZONS], dtype=object)[facts.bucket]
        projects &= np.equal(names, filters["horizon"])
    narrowed = bool(department or filters.get("owner") or filters.get("horizon"))
    milestones = np.append(projects, not narrowed)[facts.milestones.project]
    if filters.get("objective"):
        served = np.array([one.label == filters["objective"] for one in facts.objectives], dtype=np.bool_)
        projects &= facts.serves[:, served].any(axis=1)
        milestones &= serving(facts)[:, served].any(axis=1)
    if filters.get("state"):
        milestones &= np.equal(judged.standing, filters["state"])
    text = filters.get("text", "").casefold().strip()
    if text:
        named = np.array([text in name.casefold() for name in facts.positions.labels()], dtype=np.bool_)
        own = np.array([text in judged.label(at).casefold() for at in range(milestones.size)], dtype=np.bool_)
        milestones &= own | np.append(named, False)[facts.milestones.project]
        projects &= named | _with(facts.milestones.project, milestones, size=projects.size)
    if filters.get("state"):
        projects &= _with(facts.milestones.project, milestones, size=projects.size)
    return Chosen(np.asarray(projects, dtype=np.bool_), np.asarray(milestones, dtype=np.bool_))


def _of(names: Texts, wanted: str | None) -> Flags:
    """Whose name it is, spelled in any case; all without one wanted."""
    if not wanted:
        return np.ones(names.size, dtype=np.bool_)
    return np.array([(name or "").casefold() == wanted.casefold() for name in names], dtype=np.bool_)


def _with(project: Whole, chosen: Flags, *, size: int) -> Flags:
    """Projects that a chosen milestone belongs to."""
    return np.asarray(np.bincount(project[chosen] + 1, minlength=size + 1)[1:] > 0, dtype=np.bool_)


def options(judged: Judged) -> dict[str, list[str]]:
    """What every filter can be set to, beside '' for none."""
    facts = judged.facts
    owners: dict[str, str] = {}
    for name in facts.positions.owner:
        if name:
            owners.setdefault(name.casefold(), str(name))
    held = {HORIZONS[at] for at in set(facts.bucket.tolist())}
    return {
        "objective": list(dict.fromkeys(one.label for one in facts.objectives)),
        "horizon": [HORIZON_NAMES[name] for name in HORIZONS if name in held],
        "owner": sorted(owners.values(), key=str.casefold),
        "state": [name for name in STANDINGS if name in set(judged.standing)],
        "milestone": [str(key) for key in facts.milestones.key],
    }
