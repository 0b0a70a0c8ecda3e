"""The figures of engagement: what each means, and how much of the wanted engagement is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast

import numpy as np

from pmo_core.measure import engage as formula
from pmo_core.measure.arrays import Floats
from pmo_core.measure.positions import Column, floats
from pmo_core.model import Metric, Result, State

SUPPORT: Final = Metric(
    id="support",
    name="Support",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="Share of the wanted engagement that is there, weighted with power and interest.",
    formula="100 · (1 − Σ P·I·max(0, desired − current) / Σ P·I·max(1, desired)); levels: unaware 0, "
    "resistant 1, neutral 2, supportive 3, leading 4",
    source="PMBOK's stakeholder engagement assessment matrix, weighted with power and interest (1 to 5)",
    golden="S-SEAM",
)


WEIGHTED_GAP: Final = Metric(
    id="engagement_gap",
    name="Engagement gap",
    unit="points",
    range="0 or more",
    better="lower",
    meaning="How far people are from where they need to be: who must move, how far, and how much it matters.",
    formula="Σ P·I·max(0, desired − current) over persons with power, interest and both levels; "
    "over-engagement is listed apart",
    source="PMBOK's stakeholder engagement assessment matrix, weighted with power and interest (1 to 5)",
    golden="S-SEAM",
)
ATTAINMENT: Final = Metric(
    id="engagement_attainment",
    name="Engagement attainment",
    unit="share",
    range="0 to 1",
    better="higher",
    meaning="Share of the wanted engagement that is there; 1 = all are where they are needed.",
    formula="1 − Σ P·I·max(0, desired − current) / Σ P·I·max(1, desired)",
    source="PMBOK's stakeholder engagement assessment matrix; the trend is by day of the register",
    golden="S-SEAM",
)
QUADRANT: Final = Metric(
    id="power_interest",
    name="Power and interest",
    unit="quadrant",
    range="manage closely, keep satisfied, keep informed, monitor",
    better="none: it says where attention goes",
    meaning="Who needs how much attention; somebody without power or interest is unplaced and counted.",
    formula="high = 3 or more of 5, or the border that the portfolio declares (high_standing); high and high "
    "manage closely, high and low keep satisfied, low and high keep informed, low and low monitor",
    source="Mendelow 1981; Eden & Ackermann 1998",
)
CADENCE: Final = Metric(
    id="cadence",
    name="Spoken to on time",
    unit="share",
    range="0 to 1",
    better="higher",
    meaning="Share of the people with an agreed rhythm who were spoken to within it; the others are overdue.",
    formula="overdue ratio = days since the last two-way contact / agreed days; on time up to 1. Never "
    "spoken to: days since registered",
    source="Contacts as logged; a newsletter is no conversation and resets nothing",
)
DEBT: Final = Metric(
    id="engagement_debt",
    name="Engagement debt",
    unit="currency·days",
    range="0 or more",
    better="lower",
    meaning="Whom to talk to next: how long people wait, what weight they have, what money they can stop.",
    formula="max(0, days − agreed days) · (P·I/25) · investment of the open projects of the person; without "
    "such money listed apart by days·P·I",
    source="A ranking, not an amount",
)
SENTIMENT: Final = Metric(
    id="sentiment",
    name="Sentiment",
    unit="points",
    range="−2 to +2",
    better="higher",
    meaning="How a person feels, as entered after talking to them; the drift is against 90 days before.",
    formula="Σ s·2^(−age/90 days) / Σ 2^(−age/90 days)",
    source="Entered by people; no text is read automatically",
)
SINGLE_POINTS: Final = Metric(
    id="single_points",
    name="Single points of failure",
    unit="horizons and objectives",
    range="0 or more",
    better="lower",
    meaning="Horizons and objectives that one person carries: without them nobody speaks for that money.",
    formula="on board = supportive or leading. Listed where one person only is on board, or alone is "
    "for half of the money, or more, that anybody on board is linked with",
    source="The register and the open projects as loaded",
)
UNATTENDED: Final = Metric(
    id="unattended",
    name="New projects without anybody",
    unit="projects",
    range="0 or more",
    better="lower",
    meaning="Open projects in their first quarter that no registered stakeholder is linked with, by money.",
    formula="0 ≤ as-of date − start ≤ 92 days, and no stakeholder names the project by id or name",
    source="The register and the open projects as loaded",
)


RESPONSE_RATE: Final = Metric(
    id="response_rate",
    name="Response rate",
    unit="share",
    range="0 to 1",
    better="higher",
    meaning="Share of those asked in a survey who answered anything; below 30 % it speaks for the willing.",
    formula="respondents with an answer / respondents listed; answers alone do not say who was asked",
    source="Feedback as loaded; silent is not content",
)
NPS: Final = Metric(
    id="nps",
    name="Net promoter score",
    unit="points",
    range="−100 to 100",
    better="higher",
    meaning="How many would recommend, less those who would not; changed only where the intervals part.",
    formula="promoters (9–10) − detractors (0–6), of N on a scale from 0 to 10; ± 1.96·√[(p + d − NPS²)/N]. "
    "Hidden below 10 answers",
    source="Reichheld 2003; Rocks 2016. Other scales are not NPS: their distribution is shown",
    golden="S-NPS",
)


def support(levels: Mapping[str, Column]) -> Result:
    """
    Share of the wanted engagement that is there.

    Returns:
        0 to 100; `coverage` is complete persons / all; `inputs` hold the weighted gap in points.
        An incomplete person leaves both sums; without a complete one not measured.
    Source: SUPPORT. S-SEAM → 59.57.
    """
    power, interest = floats(levels["power"]), floats(levels["interest"])
    current, desired = floats(levels["current_level"]), floats(levels["desired_level"])
    complete = formula.complete(power, interest, current=current, desired=desired)
    n_used, n_total = int(complete.sum()), int(power.size)
    if not n_used:
        reason = (
            f"None of the {n_total} stakeholders has power, interest, current and desired level."
            if n_total > 1
            else "The one stakeholder lacks power, interest, current or desired level."
            if n_total
            else "Upload stakeholders with power, interest, current and desired level to see their support."
        )
        return Result(None, "points", State.NOT_MEASURED, reason, n_total=n_total)
    power, interest, current, desired = (a[complete] for a in (power, interest, current, desired))
    return Result(
        100 * formula.attainment(power, interest, current=current, desired=desired),
        "points",
        n_used=n_used,
        n_total=n_total,
        coverage=n_used / n_total,
        inputs={"gap": formula.weighted_gap(power, interest, gap=formula.level_gap(current, desired))},
    )


def attainment(power: Floats, interest: Floats, *, current: Floats, desired: Floats) -> tuple[Result, Result]:
    """
    Share of the wanted engagement that is there, and the weighted gap in points.

    Returns:
        0 to 1, and 0 or more; both not measured without a complete person. Source: ATTAINMENT, WEIGHTED_GAP.
    """
    levels = {"power": power, "interest": interest, "current_level": current, "desired_level": desired}
    found = support(levels)
    if found.value is None:
        return replace(found, unit="share"), found
    gap = replace(found, value=cast("float", found.inputs["gap"]))
    return replace(found, value=found.value / 100, unit="share"), gap


def on_time(ratio: Floats) -> Result:
    """Share of the people with a cadence who were spoken to within it, 0 to 1. Source: CADENCE."""
    known = ratio[~np.isnan(ratio)]
    if not known.size:
        reason = "Nobody has an agreed rhythm (cadence_days) and a day to count from."
        return Result(None, "share", State.NOT_MEASURED, reason, n_total=int(ratio.size))
    return Result(
        float((known <= 1).mean()),
        "share",
        n_used=int(known.size),
        n_total=int(ratio.size),
        coverage=known.size / ratio.size,
        inputs={"overdue": int((known > 1).sum())},
    )
