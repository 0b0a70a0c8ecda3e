"""What a KPI's trend, projection and colour mean; the arithmetic is in measure."""

from __future__ import annotations

from typing import Final

from pmo_core.model import Metric

TREND: Final = Metric(
    id="kpi_trend",
    name="Trend",
    unit="p",
    range="0 to 1",
    better="below .05 a trend is shown",
    meaning="How often readings in random order would rise or fall as much as these.",
    formula="Mann–Kendall: S = rises less falls over all pairs; two-sided p, exact below 10 readings",
    source="Mann 1945; Kendall 1975",
    golden="S-MK",
)
SLOPE: Final = Metric(
    id="kpi_slope",
    name="Slope",
    unit="unit of the KPI per period",
    range="unlimited, with a 95 % interval from 6 readings",
    better="by the direction of the KPI",
    meaning="How much a KPI rises or falls per period, whatever single readings stray.",
    formula="Theil–Sen: median of (later − earlier) / (days between), over all pairs; real dates",
    source="Theil 1950; Sen 1968",
    golden="S-MK",
)
LEVEL: Final = Metric(
    id="kpi_level",
    name="Level",
    unit="unit of the KPI",
    range="unlimited",
    better="by the direction of the KPI",
    meaning="Where the line through the readings stands at the last of them.",
    formula="median of the readings + slope · (last date − median date)",
    source="Theil 1950; Sen 1968",
)
PROJECTION: Final = Metric(
    id="kpi_projection",
    name="Projection to the target",
    unit="date",
    range="not beyond the length of the history",
    better="earlier",
    meaning="When a KPI reaches its target if it goes on as it went; a projection, not a fact.",
    formula="last date + (target − level) / slope; the level alone where no trend is shown",
    source="From 6 readings on 3 dates, of the present phase",
)
CHANCE: Final = Metric(
    id="kpi_chance",
    name="Chance by the target date",
    unit="share of draws",
    range="0 to 1",
    better="higher",
    meaning="How likely a KPI meets its target on the target's date if it goes on as it went.",
    formula="2,000 draws, seed 7: resampled readings give level and slope, one residual is added",
    source="Efron 1979",
)
COLOUR: Final = Metric(
    id="kpi_colour",
    name="Computed colour",
    unit="green, amber, red, grey",
    range="grey: no target, direction or value, or stale",
    better="green",
    meaning="The colour that target, pace and signals give a KPI, beside the one that people gave.",
    formula="met or on pace (≥ −.10): green; behind (≥ −.25): amber; further: red; the PMO may declare other "
    "borders; an adverse signal in the last 8 points: one step worse",
    source="The PMO's own rule, first row that fits",
)
DISAGREEMENT: Final = Metric(
    id="kpi_disagreement",
    name="Disagreement of colours",
    unit="steps",
    range="−2 to 2",
    better="0; 2 is green outside and red inside",
    meaning="By how many steps the rating that people gave is better than the computed colour.",
    formula="rating − computed colour; green to amber 1, amber/green and amber/red half steps",
    source="A reason to talk, not a verdict; neither replaces the other",
)
TRENDS: Final = (TREND, SLOPE, LEVEL, PROJECTION, CHANCE, COLOUR, DISAGREEMENT)
"""In the order in which the Method page shows them."""
