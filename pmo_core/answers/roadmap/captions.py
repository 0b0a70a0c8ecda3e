"""Titles of pictures of the roadmap, and what they say to somebody who cannot see them. Plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.roadmap import words
from pmo_core.answers.roadmap.findings import By
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.lanes import Chosen, Lane, Row, Window

SPOKEN: Final = 4
"""Milestones that are named per lane."""


def title(judged: Judged, chosen: Chosen) -> str:
    """'1 milestone is late, 10 of 15 open ones are told for later than promised'."""
    open_ = judged.open & chosen.milestones
    if not open_.any():
        return "Nothing is open"
    late = int((open_ & (judged.standing == "late")).sum())
    slipped = int((open_ & (judged.slip_days > 0)).sum())
    of = words.dates(judged, int(open_.sum()), which="open ")
    if not (late or slipped):
        return f"Nothing is late: {of}, none told for later than promised"
    verb = "is" if slipped == 1 else "are"
    said = f"{look.number(slipped)} of {of} {verb} told for later than promised"
    return f"{said}; {look.number(late)} {'is' if late == 1 else 'are'} late" if late else said


def alt(judged: Judged, rows: Sequence[Row], *, span: Window, by: By) -> str:
    """The lanes in words: how many projects, and what of each presses most."""
    said = [f"Roadmap from {look.day(span.first)} to {look.day(span.last)}"]
    for lane in dict.fromkeys(row.lane for row in rows):
        inside = [at for row in rows if row.lane == lane for at in row.milestones]
        said.append(_lane(judged, lane, inside, by=by))
    return ". ".join(said) + "."


def _lane(judged: Judged, lane: Lane, inside: Sequence[int], *, by: By) -> str:
    text = f"{words.lane(lane.name, by)}: {look.plural(len(lane.projects), 'project')}"
    late = [at for at in inside if judged.standing[at] == "late"]
    ahead = [at for at in inside if judged.standing[at] not in ("late", "done")]
    ahead.sort(key=lambda at: judged.due[at])
    if late:
        text += f", late {words.listed([judged.label(at) for at in late], most=SPOKEN)}"
    if ahead:
        next_ = [f"{judged.label(at)} on {words.on(judged.due[at])}" for at in ahead[:SPOKEN]]
        more = f" and {len(ahead) - SPOKEN} more" if len(ahead) > SPOKEN else ""
        text += f", next {', '.join(next_)}{more}"
    return text


def rest(lanes: Sequence[Lane], rows: Sequence[Row], *, undated: int, before: int) -> str:
    """What the picture leaves out: projects, lanes, projects without dates, what is late from before it."""
    shown = {row.project for row in rows if row.project >= 0}
    drawn = {id(row.lane) for row in rows}
    whole = {one for lane in lanes if id(lane) in drawn for one in lane.projects}
    said = []
    if whole > shown:
        said.append(
            f"{look.number(len(shown))} of {look.plural(len(whole), 'project')} in these lanes "
            "have a row of their own, those whose dates press most; open a lane to see all."
        )
    if len(lanes) > len(drawn) and len(drawn) > 1:
        said.append(f"{look.plural(len(lanes) - len(drawn), 'lane')} more can be opened.")
    if before:
        verb = "lies" if before == 1 else "lie"
        said.append(f"{look.number(before)} late {verb} before this span.")
    if undated:
        verb = "has" if undated == 1 else "have"
        said.append(f"{look.plural(undated, 'project')} without start or finish {verb} no bar.")
    return " ".join(said)


def trend_alt(judged: Judged, places: Sequence[int]) -> str:
    """The milestone trend chart in words."""
    said = [f"{judged.label(at)}: {judged.standing[at]}, {words.moved(judged, at)}" for at in places]
    return f"Milestone trend chart. {'; '.join(said)}."


def trend_title(judged: Judged, places: Sequence[int]) -> str:
    """'5 of 6 chosen milestones moved away report by report'."""
    rising = int(np.nansum(np.asarray([judged.velocity[at] > 0 for at in places])))
    of = words.dates(judged, len(places))
    return f"{look.number(rising)} of {of} drawn move away from report to report"
