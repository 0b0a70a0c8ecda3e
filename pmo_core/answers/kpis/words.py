"""Sentences about KPIs: what really changed, what is on target, where it goes. Plain text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from pmo_core import look
from pmo_core.answers.kpis.disagreeing import Disagreements
from pmo_core.answers.kpis.judgement import Judged, colours
from pmo_core.measure.series import Series
from pmo_core.thresholds import Thresholds

FALSE_ALARMS: Final = ((12, 0.028), (24, 0.086), (36, 0.148))
"""Points → share of charts of pure noise with at least one signal of rules 1 and 2."""

PERCENT: Final = frozenset({"%", "percent", "per cent", "percentage", "percentage (%)", "pct"})
"""How sources write the unit of a share of 100."""

Sign = Literal["better", "worse", "changed"]


def named(series: Series, at: int) -> str:
    """A series by its name and whatever tells it from others of that name."""
    parts = [str(value) for value in series.dimensions[at].values() if str(value)]
    if series.by_grain[at]:
        parts.append(f"per {str(series.grain[at]).replace('_', ' ')}")
    return " · ".join([str(series.name[at]), *parts])


def figure(value: float | None, unit: str) -> str:
    """A reading with its unit: 98.1 %, £4.21, 31.4 kt CO2e; a dash for none."""
    if value is None or math.isnan(value):
        return "–"
    size = abs(value)
    decimals = 0 if value == round(value) or size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else 3
    text = look.number(value, decimals=decimals)
    if unit in look.SYMBOLS:
        return f"{'−' if text[0] == '−' else ''}{look.SYMBOLS[unit]}{text.lstrip('−')}"
    return f"{text} {unit}".strip()


def signed(value: float, unit: str) -> str:
    """The same with its sign, for changes."""
    text = figure(value, unit)
    return f"+{text}" if value > 0 else text


def sign(direction: str, moved: str) -> Sign:
    """Whether a move up or down is for the better; 'changed' where nobody has said which is."""
    if direction not in ("higher", "lower"):
        return "changed"
    return "better" if (direction == "higher") == (moved == "up") else "worse"


def verdict(judged: Judged, places: Sequence[int]) -> str:
    """One sentence that answers the question: 3 of 24 KPIs really changed; two goals are getting worse."""
    count = len(places)
    if not count:
        return "No KPI fits the filter."
    known = [at for at in places if judged.verdict[at] != "not enough data"]
    if not known:
        whom = "the one KPI has" if count == 1 else f"all {count} KPIs have"
        return f"No verdict yet: {whom} fewer than 6 readings."
    changed = [at for at in known if judged.verdict[at] == "changed"]
    of = f"{look.number(len(known))} {'KPI' if len(known) == 1 else 'KPIs'}"
    if not changed:
        return f"None of {of} really changed: what moved is routine variation."
    return f"{len(changed)} of {of} really changed{_worse(judged, changed)}."


def _worse(judged: Judged, changed: Sequence[int]) -> str:
    horizon = judged.facts.series.horizon
    worse = [at for at in changed if judged.better[at] is False]
    goals = [at for at in worse if horizon[at] in ("medium", "long")]
    if goals:
        return f"; {len(goals)} longer-term {_goes(len(goals), 'goal')} getting worse"
    if worse:
        return f"; {len(worse)} {'is' if len(worse) == 1 else 'are'} getting worse"
    return "; none is getting worse" if all(judged.better[at] is True for at in changed) else ""


def _goes(count: int, noun: str) -> str:
    return f"{noun} is" if count == 1 else f"{noun}s are"


def note(judged: Judged, places: Sequence[int]) -> str:
    """What the sentence rests on: how many have enough readings, and how many are out of date."""
    few = sum(judged.verdict[at] == "not enough data" for at in places)
    late = sum(bool(judged.stale[at]) for at in places)
    blind = sum(judged.verdict[at] == "changed" and judged.better[at] is None for at in places)
    said = [
        "A change counts only beyond routine variation: outside the limits, or eight in a row on one side."
    ]
    chance = round(
        sum(false_alarm(int(n))[1] for n in judged.facts.series.points_in_phase[list(places)] if n >= 6)
    )
    if chance and any(judged.verdict[at] == "changed" for at in places):
        said.append(f"In pure noise about {chance} would show one, too.")
    if few:
        said.append(
            f"{look.plural(few, 'series', many='series')} with fewer than 6 readings "
            f"{'is' if few == 1 else 'are'} not judged."
        )
    if blind:
        said.append(f"Of {blind} that changed nobody has said whether higher or lower is better.")
    if late:
        said.append(
            f"{look.plural(late, 'series', many='series')} "
            f"{'has' if late == 1 else 'have'} had no reading for two periods."
        )
    return " ".join([*said, *([text] if (text := later(judged)) else [])])


def later(judged: Judged) -> str:
    """'12 readings of 4 series are of the time after 30 Jun 2026 and count later.'; '' if there are none."""
    readings, series = judged.facts.later
    if not readings:
        return ""
    are = "is" if readings == 1 else "are"
    return (
        f"{look.plural(readings, 'reading')} of {look.plural(series, 'series', many='series')} {are} of the "
        f"time after {look.day(judged.facts.snapshot.as_of)} and {are} not counted."
    )


def disagreeing(judged: Judged, found: Disagreements) -> str:
    """'People and figures disagree on 3 KPIs: 2 rated better, 1 worse; £4.2m invested in their projects'."""
    better = found.better(judged)
    counts = {"rated better": better, "rated worse": len(found.places) - better}
    sides = ", ".join(f"{look.number(count)} {way}" for way, count in counts.items() if count)
    said = f"People and figures disagree on {look.plural(len(found.places), 'KPI')}: {sides}"
    projects = dict(zip(judged.facts.series.project[list(found.places)], found.amounts.tolist(), strict=True))
    held = [amount for amount in projects.values() if not math.isnan(amount)]
    return f"{said}; {look.amount(math.fsum(held), found.unit)} invested in their projects" if held else said


def false_alarm(points: int) -> tuple[int, float]:
    """The nearest number of points that was simulated, and its share of charts of noise with a signal."""
    return min(FALSE_ALARMS, key=lambda pair: abs(pair[0] - points))


def change(judged: Judged, at: int) -> str:
    """The verdict on one KPI: 'Changed in 2026-05, for the worse', 'Nothing changed', 'Not enough data'."""
    kind, before = judged.verdict[at], " against the year before" if judged.yearly[at] else ""
    if kind == "changed":
        way = {True: ", for the better", False: ", for the worse", None: ""}[judged.better[at]]
        return f"Changed in {judged.changed_in[at]}{before}{way}"
    return {"not enough data": "Not enough data", "constant": "Constant"}.get(
        kind, f"Nothing changed{before}"
    )


def against(judged: Judged, at: int) -> str:
    """The target of one KPI and whether it is met: 'target 96.5 % met'."""
    aim = goal(judged.facts.series, at)
    if math.isnan(aim):
        return "no target"
    told = met_word(judged, at)
    return f"target {figure(aim, unit(judged.facts.series, at))}{',' if told.startswith('no') else ''} {told}"


def goal(series: Series, at: int) -> float:
    """What the last reading is held against; NaN without a target."""
    return float(series.target_of_latest[at])


def recoloured(judged: Judged, thresholds: Thresholds) -> str:
    """What other borders would do: '2 of 13 KPIs change their colour: 1 amber to red, 1 green to amber.'"""
    pairs = zip(judged.colour.colour, colours(judged, thresholds).colour, strict=True)
    moved = Counter((old, new) for old, new in pairs if old != new)
    if not moved:
        return "No KPI changes its colour."
    said = ", ".join(f"{look.number(count)} {old} to {new}" for (old, new), count in sorted(moved.items()))
    many = moved.total()
    of = look.plural(judged.facts.series.size, "KPI")
    return f"{look.number(many)} of {of} {'changes its' if many == 1 else 'change their'} colour: {said}."


def unit(series: Series, at: int) -> str:
    """The unit of a series, '%' however it is written; '' where none is known."""
    told = str(series.unit[at] or "")
    return "%" if told.casefold() in PERCENT else told


def latest(judged: Judged, at: int) -> str:
    """The last reading and its target: '98.1 % in 2026-09, target 96.5 % met'."""
    series = judged.facts.series
    value = float(series.latest[at])
    if math.isnan(value):
        return "no value"
    return f"{figure(value, unit(series, at))} in {series.period[at]}, {against(judged, at)}"


def met_word(judged: Judged, at: int) -> str:
    """'met', 'missed', 'not yet met' before its date, or what is lacking to say so."""
    series, met = judged.facts.series, judged.met[at]
    if met is not None:
        ahead = series.target_date[at] > np.datetime64(judged.facts.snapshot.as_of, "D")
        return "met" if met else "not yet met" if ahead else "missed"
    if math.isnan(float(series.latest[at])):
        return "no value"
    return "no target" if math.isnan(goal(series, at)) else "no direction"


def distance(judged: Judged, at: int) -> float | None:
    """How far the last reading is beyond its target, as a share of it, > 0 better; None if nobody can say."""
    aim = goal(judged.facts.series, at)
    if judged.met[at] is None or not aim or math.isnan(aim):
        return None
    way = 1.0 if judged.facts.series.direction[at] == "higher" else -1.0
    return way * (float(judged.facts.series.latest[at]) - aim) / abs(aim)


def signed_share(value: float) -> str:
    """A share in per cent with its sign: '+0.8 %'."""
    return f"{'+' if value > 0 else ''}{look.share(value, decimals=1)}"
